import type { CountField, TextField } from './ast.js';

export const TEXT_FIELDS: readonly TextField[] = ['title', 'abstract', 'author', 'org', 'keyword', 'id'];
export const COUNT_FIELDS: readonly CountField[] = ['upvotes', 'comments', 'stars'];

const WITH_COLON: readonly string[] = [...TEXT_FIELDS, 'since', 'until'];
const WITH_COMPARISON: readonly string[] = COUNT_FIELDS;

/** Other words for a field that people try first. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['affiliation', 'org'],
  ['before', 'until'],
  ['after', 'since'],
  ['votes', 'upvotes'],
  ['likes', 'upvotes'],
]);

/** The field that a word before a colon, or before a comparison, was probably meant to be; most words are none. */
export function nearestField(word: string, before: 'colon' | 'comparison'): string | undefined {
  const name = word.toLowerCase();
  const known = before === 'colon' ? WITH_COLON : WITH_COMPARISON;
  const other = OTHER_NAMES.get(name);
  if (other !== undefined && known.includes(other)) return other;
  return known
    .map((field) => ({ field, slips: slips(name, field) }))
    .filter(({ field, slips }) => slips <= mostSlips(name, field))
    .sort((a, b) => a.slips - b.slips)[0]?.field;
}

// Two letters make no name that could be recognised in another word, and short words are too near to each other.
function mostSlips(word: string, field: string): number {
  if (field.length < 3 || word.length < 3) return 0;
  return Math.min(word.length, field.length) < 5 ? 1 : 2;
}

/** Damerau-Levenshtein (optimal string alignment); words of very different lengths are not compared. */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed, swap));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
