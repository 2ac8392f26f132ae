/** The address behind `rel="next"` in a Link header; undefined without one. */
export function nextLink(headers: Headers): string | undefined {
  const text = (headers.get('link') ?? '').slice(0, 4_000);
  for (const [, address, parameters = ''] of text.matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]* )?next(?: [^"]*)?"|next\b)/i.test(parameters)) return address;
  }
  return undefined;
}
