import { exactForms } from '../analyzer.js';
import type { TextClause, TextField } from '../query/ast.js';
import { canonical } from '../query/canonical.js';
import { analyzeClause } from '../query/clause-words.js';
import { parseQuery } from '../query/parse.js';
import type { Query } from '../query/query.js';
import type { Suggestion } from '../search-engine.js';
import type { Gap, UnfinishedQuery } from './unfinished-query.js';

const FIELDS: Readonly<Record<Exclude<Suggestion['kind'], 'word'>, TextField>> = {
  author: 'author',
  organization: 'org',
  keyword: 'keyword',
  title: 'title',
};

/** Of two words the second should say this much: very many names and titles have a word that begins with two given letters. */
const SHORTEST_SECOND = 3;

/** The beginnings that an index should be asked for: of the word being typed, and of names and titles. */
export interface Beginnings {
  readonly word?: string;
  readonly names: readonly string[];
}

/** What the index knew about each beginning. */
export type Known = (beginning: string) => readonly Suggestion[];

/** What has to be known before an unfinished query can be continued. */
export function beginningsOf(unfinished: UnfinishedQuery): Beginnings {
  const { gap } = unfinished;
  const names = placesOfNames(unfinished).map(({ typed }) => typed);
  const word = gap === undefined ? undefined : wordBeginning(gap);
  return word === undefined ? { names } : { word, names };
}

/** Where a name or a title could stand: instead of the whole row of words, or of the last one. */
function placesOfNames({ gap, row }: UnfinishedQuery): readonly Gap[] {
  if (gap === undefined || !takesNames(gap)) return [];
  const tooVague = exactForms(row?.typed ?? '').length === 2 && gap.typed.length < SHORTEST_SECOND;
  return row === undefined || tooVague ? [gap] : [row, gap];
}

/** Whole queries that go on as an unfinished one begins, in canonical form, the most common first. */
export interface Continuations {
  readonly words: readonly Query[];
  readonly names: readonly Query[];
}

export function continuations(unfinished: UnfinishedQuery, known: Known): Continuations {
  const { gap } = unfinished;
  if (gap === undefined) return { words: [], names: [] };
  const { word } = beginningsOf(unfinished);
  const words = word === undefined ? [] : known(word).filter(({ kind }) => kind === 'word');
  return {
    words: queriesOf(words.flatMap(({ text }) => filled(gap, continued(gap, text)))),
    names: queriesOf(placesOfNames(unfinished).flatMap((place) => namesFor(place, known))),
  };
}

function queriesOf(fillings: readonly Filling[]): readonly Query[] {
  const byMeaning = new Map<string, Filling>();
  for (const filling of fillings) {
    const { place, clause } = filling;
    const meaning = `${place.before}\n${clause.field ?? ''}\n${meaningOf(clause)}`;
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, filling);
  }
  return [...byMeaning.values()].flatMap(({ place, clause }) => queryOf(place, clause) ?? []);
}

interface Filling {
  readonly place: Gap;
  readonly clause: TextClause;
}

function filled(place: Gap, text: string | undefined, field = place.field): readonly Filling[] {
  if (text === undefined) return [];
  const match = text.includes(' ') ? 'phrase' : 'word';
  return [{ place, clause: { kind: 'text', match, text, ...(field === undefined ? {} : { field }) } }];
}

function namesFor(place: Gap, known: Known): readonly Filling[] {
  return known(place.typed).flatMap(({ kind, text }) => {
    const field = kind === 'word' ? undefined : FIELDS[kind];
    if (field === undefined || (place.field ?? field) !== field) return [];
    return filled(place, withoutQuotes(text), field);
  });
}

function takesNames({ field, quoted }: Gap): boolean {
  return field === undefined ? !quoted : field !== 'abstract' && field !== 'id';
}

function takesWords({ field, wordOpen }: Gap): boolean {
  return wordOpen && (field === undefined || field === 'title' || field === 'abstract');
}

/** Words are in the index as they are compared: the parts of a compound in one. */
function wordBeginning(gap: Gap): string | undefined {
  const folded = exactForms(lastWord(gap)).join('');
  return takesWords(gap) && folded !== '' ? folded : undefined;
}

function lastWord({ typed }: Gap): string {
  return typed.slice(typed.lastIndexOf(' ') + 1);
}

/**
 * What was typed, gone on to the end of a word: `Self-sup` and `selfsupervised` make `Self-supervised`. How the rest of a compound is
 * written is not known: `gpt41` may be `GPT-4.1`.
 */
function continued(gap: Gap, word: string): string | undefined {
  const parts = exactForms(lastWord(gap));
  const folded = parts.join('');
  const rest = word.slice(folded.length);
  const unsure = parts.length > 1 && /\d$/.test(folded) && /^\d/.test(rest);
  return word.startsWith(folded) && !unsure ? `${gap.typed}${rest}` : undefined;
}

function withoutQuotes(text: string): string {
  return text
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Forms of one word find the same papers; the first of them, the most common, is enough. */
function meaningOf(clause: TextClause): string {
  const { words, compound } = analyzeClause(clause);
  return words.length === 0
    ? clause.text
    : [...words, ...(compound ? [compound] : [])].map(({ stem }) => stem).join(' ');
}

function queryOf({ before, after }: Gap, clause: TextClause): Query | undefined {
  const parsed = parseQuery(`${before}${canonical(clause)}${after}`);
  return parsed.ok ? canonicalQuery(parsed.query) : undefined;
}

/** The same query, written in its canonical form. */
export function canonicalQuery({ root }: Query): Query {
  return { text: canonical(root), root };
}
