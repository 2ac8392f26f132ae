import { cleanText, cutText } from '../../../core/safe-text.js';
import { largest } from './largest.js';

// Emphasis, spoilers, code, quotes, links, mentions, emoji, time stamps: each needs one of these to begin.
const SPECIAL = /[\\*_~|`<>[\]@]/g;
// An address is live from its scheme on. At the end of a piece of text, the slashes may follow in the next piece.
const SCHEME = /:(?=\/|$)/g;
const HEADING_OR_LIST = /^([ \t]*)([#-])/;
const NUMBERED_LIST = /^([ \t]*\d+)([.)])/;

/** Whether there is anything of all this; most text has nothing. */
const ALIVE = /[\\*_~|`<>[\]@:\n]|^[ \t]*(?:[#-]|\d+[.)])/;
const UNEVEN = /[^\S ]| {2}|^ | $/;

/** White space of any kind becomes one space, and none is at the ends. */
export function oneLine(text: string): string {
  return UNEVEN.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/**
 * Makes text safe to stand in a Discord message: it is shown as it is, whatever it contains. discord.js has an `escapeMarkdown`, but it
 * lets masked links, headings, lists, quotes, bare addresses and mentions live.
 */
export function escapeText(text: string): string {
  return escapeClean(cleanText(text));
}

/** The same of text that is clean already. */
export function escapeClean(text: string): string {
  if (!ALIVE.test(text)) return text;
  const escaped = text.replace(SPECIAL, '\\$&').replace(SCHEME, '\\:');
  return escaped.includes('\n')
    ? escaped.split('\n').map(escapeBeginning).join('\n')
    : escapeBeginning(escaped);
}

function escapeBeginning(line: string): string {
  return line.replace(HEADING_OR_LIST, '$1\\$2').replace(NUMBERED_LIST, '$1\\$2');
}

/** Escapes, and cuts so that the result, backslashes and all, has at most `limit` units; never inside an escape or a grapheme. */
export function escapeWithin(text: string, limit: number): string {
  const whole = escapeText(text);
  if (whole.length <= limit) return whole;
  const kept = largest(limit, (length) => escapeText(cutText(text, length)).length <= limit);
  return escapeText(cutText(text, kept));
}

/** By code: whether a sign needs a backslash. */
const NEEDS_BACKSLASH = Uint8Array.from({ length: 128 }, (_, code) =>
  '\\*_~|`<>[]@\n'.includes(String.fromCharCode(code)) ? 1 : 0,
);
const [COLON, SLASH] = [58, 47];

/** How long clean text can become at most when it is escaped: what begins a line may need a backslash, too. */
export function escapedLength(text: string): number {
  let length = 1;
  for (let at = 0; at < text.length; at++) length += lengthAt(text, at);
  return length;
}

/** How much of some clean text can be escaped within a length, in units before escaping, where other text follows. */
export function unitsWithin(text: string, most: number): number {
  let length = 1;
  for (let at = 0; at < text.length; at++) {
    length += lengthAt(text, at);
    if (length > most) return at;
  }
  return text.length;
}

function lengthAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === COLON) return at + 1 === text.length || text.charCodeAt(at + 1) === SLASH ? 2 : 1;
  return 1 + (NEEDS_BACKSLASH[code] ?? 0);
}

/** Inside inline code nothing is special but the backtick, and nothing can be escaped. */
export function codeText(text: string): string {
  return cleanText(text).replaceAll('`', "'").replace(/\s+/g, ' ').trim();
}

/** The same for a block of code, which keeps its lines and blanks. */
export function codeLines(text: string): string {
  return cleanText(text).replaceAll('`', "'");
}

/**
 * Whether text can be the label of a link. Discord shows backslashes in labels, so what would need one cannot go there; it shows the
 * bare markup when a label holds an emoji or an address; and a label that looks like a host could lie about where the link leads.
 */
export function canBeLabel(text: string): boolean {
  if (text.trim() === '' || text.search(SPECIAL) !== -1) return false;
  return !/:\/\/|:\w+:|\p{Extended_Pictographic}|\w\.\p{L}{2,}/u.test(text);
}

/** An address as the target of a masked link: nothing in it ends the link, or the bold text around it. */
export function linkTarget(url: string): string {
  return url.replace(/[()*'"`]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
