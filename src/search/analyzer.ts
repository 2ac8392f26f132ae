import lunr from 'lunr';
import { STOP_WORDS } from './stop-words.js';

/** One word of a text as the index, the query and the highlighter all see it. */
export interface Token {
  /** What is compared: lower case, marks stripped, stemmed. */
  readonly stem: string;
  /** The same before stemming; equal exact forms rank higher. */
  readonly exact: string;
  /** Counts words, stop words too, so that phrases can be told from scattered words. */
  readonly position: number;
  /** Where it stands in the text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Longer runs of letters are cut: nobody searches for them, and the index must not hold them. */
const LONGEST_WORD = 64;
const MOST_COMPOUND_PARTS = 4;

// A word is letters, digits and the marks and joiners inside it; `C++` and `C#` keep their signs.
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*(?:(?:\+\+|#)(?![\p{L}\p{N}]))?/gu;
// The same for texts without anything beyond ASCII, which most are; it takes half the time.
const PLAIN_WORDS = /[a-zA-Z0-9]+(?:(?:\+\+|#)(?![a-zA-Z0-9]))?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const PLAIN_TEXT = /^[\x00-\x7f]*$/;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const CONNECTOR = /^[-‐‑‒–_/.'’]$/;

/**
 * Splits text into tokens: NFKD, marks stripped, Unicode letters and digits, pairs of characters for scripts without spaces, English stop
 * words left out, Porter stems, British `-ise` and American `-ize` alike. Parts of a compound are followed by the compound in one piece: `GPT-4o` gives `gpt`, `4o` and `gpt4o`.
 */
export function analyze(text: string): readonly Token[] {
  const words = splitWords(text);
  return withCompounds(
    words.filter(({ exact }) => !STOP_WORDS.has(exact)),
    compoundsOf(text, words),
  );
}

/** The same for names of people, where no word is too common: Will, May and An are names. */
export function analyzeName(name: string): readonly Token[] {
  const words = splitWords(name);
  return withCompounds(words, compoundsOf(name, words));
}

function withCompounds(words: readonly Word[], compounds: readonly Word[]): readonly Token[] {
  const tokens = words.map(withStem);
  if (compounds.length === 0) return tokens;
  return [...tokens, ...compounds.map(withStem)].sort((a, b) => a.position - b.position);
}

/** The words of a text before stemming, none of them left out. */
export function exactForms(text: string): readonly string[] {
  return splitWords(text).map(({ exact }) => exact);
}

/** Whether a text has nothing beyond ASCII in it. */
export function isPlain(text: string): boolean {
  return PLAIN_TEXT.test(text);
}

type Word = Omit<Token, 'stem'>;

// Stemming is most of the work, and a text repeats its words; what is remembered is bounded.
const MOST_STEMS = 100_000;
const stems = new Map<string, string>();

function withStem({ exact, position, start, end }: Word): Token {
  return { stem: stemOf(exact), exact, position, start, end };
}

function stemOf(exact: string): string {
  const known = stems.get(exact);
  if (known !== undefined) return known;
  const own = ownCopy(exact);
  const stem = lunr.stemmer(new lunr.Token(spelledWithZ(own), {})).toString();
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(own, stem);
  return stem;
}

/** A long word cut out of a text is kept as a view of it: remembered like that, it would hold on to the whole text. */
function ownCopy(word: string): string {
  return ASCII.test(word) ? Buffer.from(word, 'latin1').toString('latin1') : word;
}

// Where `-ise` is the British way to write `-ize`; `precise`, `supervise`, `promise` and Denise are none of them.
const BRITISH = /(?<=..(?:al|an|ar|en|er|gn|il|im))is(?=(?:e|ed|es|er|ers|ing)$)|is(?=ations?$)/;

/** One spelling for both: `regularisation` and `regularization`, `optimise` and `optimize` find each other. */
function spelledWithZ(word: string): string {
  return word.replace(BRITISH, 'iz');
}

function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  const add = (piece: string, start: number) => {
    const exact = foldWord(piece);
    if (exact !== '') words.push({ exact, position: words.length, start, end: start + piece.length });
  };
  const pattern = isPlain(text) ? PLAIN_WORDS : WORDS;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [word] = match;
    if (ASCII.test(word)) add(word, match.index);
    else for (const piece of unspacedPairs(word)) add(piece.text, match.index + piece.offset);
  }
  return words;
}

/** Lower case, compatibility forms resolved, marks and invisible joiners gone. */
function foldWord(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase().slice(0, LONGEST_WORD);
  const folded = word.normalize('NFKD').replace(/[\p{M}\u00ad\u200c\u200d]/gu, '');
  return folded.toLowerCase().replace(/\p{M}/gu, '').slice(0, LONGEST_WORD);
}

// Most words are plain; the checks that others need cost more than all the rest.
const ASCII = /^[a-zA-Z0-9+#]*$/;

/** Chinese, Japanese and Korean runs become overlapping pairs of characters; everything else stays whole. */
function unspacedPairs(word: string): readonly { readonly text: string; readonly offset: number }[] {
  const pieces: { text: string; offset: number }[] = [];
  let end = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > end) pieces.push({ text: word.slice(end, index), offset: end });
    const characters = [...run];
    let offset = index;
    for (const [at, character] of characters.entries()) {
      const next = characters[at + 1];
      if (next !== undefined) pieces.push({ text: character + next, offset });
      else if (characters.length === 1) pieces.push({ text: character, offset });
      offset += character.length;
    }
    end = index + run.length;
  }
  if (end < word.length) pieces.push({ text: word.slice(end), offset: end });
  return pieces;
}

function compoundsOf(text: string, words: readonly Word[]): readonly Word[] {
  const compounds: Word[] = [];
  for (let first = 0; first < words.length; first++) {
    const last = lastPart(text, words, first);
    if (last === first) continue;
    if (last - first < MOST_COMPOUND_PARTS) compounds.push(joined(words.slice(first, last + 1)));
    first = last;
  }
  return compounds;
}

function joined(parts: readonly Word[]): Word {
  const [{ position, start } = { position: 0, start: 0 }] = parts;
  const exact = parts.map((part) => part.exact).join('');
  return { exact: exact.slice(0, LONGEST_WORD), position, start, end: parts.at(-1)?.end ?? start };
}

function lastPart(text: string, words: readonly Word[], first: number): number {
  let last = first;
  for (;;) {
    const here = words[last];
    const next = words[last + 1];
    if (here === undefined || next === undefined || next.start - here.end !== 1) return last;
    const between = text.charAt(here.end);
    if (between === ' ' || !CONNECTOR.test(between)) return last;
    last++;
  }
}
