export type Format = 'json' | 'xml';

const ACCEPT: Readonly<Record<Format, string>> = {
  json: 'application/json',
  xml: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8',
};

const FITTING: Readonly<Record<Format, RegExp>> = {
  json: /^application\/(?:[\w.-]+\+)?json$/,
  xml: /^(?:application|text)\/(?:[\w.-]+\+)?xml$/,
};

export function acceptHeader(format: Format): string {
  return ACCEPT[format];
}

/** Undefined when the content type fits; else what came instead, fit to be shown. */
export function unfitContentType(format: Format, headers: Headers): string | undefined {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (FITTING[format].test(type)) return undefined;
  if (type === 'text/html') return 'a web page';
  return /^[a-z]+\/[a-z0-9.+-]{1,60}$/.test(type) ? type : 'something without a content type';
}
