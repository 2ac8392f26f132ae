import { domainToUnicode } from 'node:url';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ELLIPSIS = '…';

// C0 and C1 controls but tab and newline, bidi controls, zero-width spaces and marks, BOM, lone surrogates. The zero-width joiner stays:
// emoji and several scripts need it.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** Most text is such: nothing in it is unsafe, and it is NFC already. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** Text that cannot hide, reorder or break what stands beside it: controls, bidi overrides and lone surrogates are taken out; NFC. */
export function cleanText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSAFE, '').normalize('NFC');
}

/** What nothing is to be seen of: white space, what Unicode lets a font leave out, and the empty Braille pattern. */
const INVISIBLE = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/** Whether nothing of a text is to be seen once it is clean. */
export function isBlank(text: string): boolean {
  return INVISIBLE.test(cleanText(text));
}

/**
 * Cuts text to at most `limit` UTF-16 units (what both platforms can be trusted to count), on a grapheme border, ending in an ellipsis
 * where something was cut.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < ELLIPSIS.length) return '';
  const room = limit - ELLIPSIS.length;
  // The border of the grapheme that the room ends in; no grapheme worth keeping is longer than the window.
  const end = GRAPHEMES.segment(text.slice(0, room + 64)).containing(room)?.index ?? 0;
  return `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}

/** Names that mean something else in every network, and nothing outside of it. */
const OF_A_NETWORK = /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/;

/** Whether a host is a name, not an address, and looks like what it is: no label of it mixes letters that are mistaken for each other. */
function isNamed(hostname: string): boolean {
  if (!hostname.includes('.') || hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return false;
  if (OF_A_NETWORK.test(hostname)) return false;
  if (/^[a-z\d.-]+$/.test(hostname) && !hostname.includes('xn--')) return true;
  const labels = domainToUnicode(hostname).split('.');
  return !labels.some(
    (label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label),
  );
}

/** The link if it is one that may be shown: https, a host with a name, no user information, at most 2,000 characters. */
export function safeLink(url: string | undefined): string | undefined {
  const parsed = url === undefined || url.length > 2_000 ? undefined : parse(url);
  if (parsed === undefined) return undefined;
  const { protocol, username, password, hostname, href } = parsed;
  const trusted = protocol === 'https:' && username === '' && password === '' && isNamed(hostname);
  return trusted ? href : undefined;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
