import lunr from 'lunr';
import { STOP_WORDS } from '../../src/search/stop-words.js';

/** Words that libraries which take a list of stop words are given: ours. */
export const stopWords: readonly string[] = [...STOP_WORDS];

/** A word as libraries that take a function for it are to index it: its stem; nothing for a stop word. */
export function stemmedWord(word: string): string | null {
  const lower = word.toLowerCase();
  return STOP_WORDS.has(lower) ? null : lunr.stemmer(new lunr.Token(lower, {})).toString();
}
