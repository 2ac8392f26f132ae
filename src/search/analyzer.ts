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
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const CONNECTOR = /^[-‐‑‒–_/.'’]$/;

/**
 * Splits text into tokens: NFKD, marks stripped, Unicode letters and digits, pairs of characters for scripts without spaces, English stop
 * words left out, Porter stems. Parts of a compound are followed by the compound in one piece: `GPT-4o` gives `gpt`, `4o` and `gpt4o`.
 */
export function analyze(text: string): readonly Token[] {
  const words = splitWords(text);
  const tokens = words.filter(({ exact }) => !STOP_WORDS.has(exact)).map(withStem);
  const compounds = compoundsOf(text, words).map(withStem);
  return compounds.length === 0 ? tokens : [...tokens, ...compounds].sort((a, b) => a.position - b.position);
}

/** The same for names of people, where no word is too common: Will, May and An are names. */
export function analyzeName(name: string): readonly Token[] {
  const words = splitWords(name);
  return [...words, ...compoundsOf(name, words)].map(withStem);
}

/** The words of a text before stemming, none of them left out. */
export function exactForms(text: string): readonly string[] {
  return splitWords(text).map(({ exact }) => exact);
}

type Word = Omit<Token, 'stem'>;

function withStem(word: Word): Token {
  return { ...word, stem: lunr.stemmer(new lunr.Token(word.exact, {})).toString() };
}

function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORDS)) {
    for (const piece of unspacedPairs(match[0])) {
      const exact = foldWord(piece.text);
      const start = match.index + piece.offset;
      if (exact !== '') words.push({ exact, position: words.length, start, end: start + piece.text.length });
    }
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
  if (ASCII.test(word)) return [{ text: word, offset: 0 }];
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
    const parts = compoundAt(text, words, first);
    const [head] = parts;
    const tail = parts.at(-1);
    if (head === undefined || tail === undefined || parts.length < 2) continue;
    const exact = parts
      .map((part) => part.exact)
      .join('')
      .slice(0, LONGEST_WORD);
    if (parts.length <= MOST_COMPOUND_PARTS) {
      compounds.push({ exact, position: head.position, start: head.start, end: tail.end });
    }
    first += parts.length - 1;
  }
  return compounds;
}

function compoundAt(text: string, words: readonly Word[], first: number): readonly Word[] {
  let last = first;
  for (;;) {
    const here = words[last];
    const next = words[last + 1];
    if (here === undefined || next === undefined || !CONNECTOR.test(text.slice(here.end, next.start))) break;
    last++;
  }
  return words.slice(first, last + 1);
}
