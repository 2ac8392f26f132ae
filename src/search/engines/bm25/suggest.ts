import { analyze, exactForms } from '../../analyzer.js';
import type { Suggestion } from '../../search-engine.js';
import { type BitSet, countOf, emptySet, forEachMember, fullSet, has, intersect } from './bit-set.js';
import type { LabelIndex } from './label-index.js';
import type { LiveSegment } from './live-segment.js';
import { LABELS, type Labels } from './segment.js';
import { stringAt } from './string-table.js';
import { formsWithPrefix, sizeOf, type TextIndex } from './text-index.js';
import { textsWithForm, textsWithPrefix } from './text-match.js';

const SHORTEST = 2;
const KINDS: Readonly<Record<Labels, Suggestion['kind']>> = {
  authors: 'author',
  organizations: 'organization',
  keywords: 'keyword',
};
/** Two letters begin a word of half of all titles: fewer letters and more titles than this say nothing, and take long. */
const SHORTEST_FOR_TITLES = 3;
const MOST_TITLES = 200;

/** What a beginning could become: every word of it begins a word of the name or title. Most common first. */
export function suggestions(
  segments: readonly LiveSegment[],
  prefix: string,
  limit: number,
): readonly Suggestion[] {
  const parts = exactForms(prefix);
  if (parts.join('').length < SHORTEST) return [];
  // Words that are too common stand in no index but that of people's names.
  const rare = parts.filter((part) => analyze(part).length > 0);
  const kept = rare.length > 0 ? rare : parts.slice(-1);
  const counts = new Map<string, Suggestion>();
  const count = (kind: Suggestion['kind'], text: string, more: number): void => {
    if (more === 0) return;
    const key = `${kind}\n${text}`;
    counts.set(key, { kind, text, count: (counts.get(key)?.count ?? 0) + more });
  };
  for (const live of segments) {
    if (parts.length === 1) countWords(live, parts[0] ?? '', limit, count);
    for (const kind of LABELS) {
      const wanted = kind === 'authors' ? parts : kept;
      countLabels(live.segment[kind], live.live, wanted, (text, more) => count(KINDS[kind], text, more));
    }
    if (parts.join('').length >= SHORTEST_FOR_TITLES)
      countTitles(live, kept, (title) => count('title', title, 1));
  }
  return balanced([...counts.values()], limit);
}

type Count = (kind: Suggestion['kind'], text: string, more: number) => void;

function countWords({ segment, live }: LiveSegment, prefix: string, limit: number, count: Count): void {
  const index = segment.text;
  const forms = formsWithPrefix(index, prefix);
  const frequency = (form: number) => index.formCounts[form] ?? 0;
  const common = Array.from(forms).sort((a, b) => frequency(b) - frequency(a));
  // The index counts papers that are struck out, too.
  const whole = countOf(live) === sizeOf(index);
  const alive = (form: number) => {
    const found = textsWithForm(index, form);
    intersect(found, live);
    return countOf(found);
  };
  for (const form of common.slice(0, limit * 4)) {
    count('word', stringAt(index.forms, form), whole ? frequency(form) : alive(form));
  }
}

function countLabels(
  { labels, words, papers, paperStarts }: LabelIndex,
  live: BitSet,
  parts: readonly string[],
  count: (text: string, more: number) => void,
): void {
  forEachMember(textsWithAllPrefixes(words, parts), (label) => {
    let alive = 0;
    const end = paperStarts[label + 1] ?? 0;
    for (let at = paperStarts[label] ?? 0; at < end; at++) if (has(live, papers[at] ?? 0)) alive++;
    count(stringAt(labels, label), alive);
  });
}

function countTitles(
  { segment, live }: LiveSegment,
  parts: readonly string[],
  count: (title: string) => void,
): void {
  const found = textsWithAllPrefixes(segment.text, parts, 'title');
  intersect(found, live);
  if (countOf(found) > MOST_TITLES) return;
  forEachMember(found, (paper) => count(stringAt(segment.titles, paper)));
}

function textsWithAllPrefixes(index: TextIndex, parts: readonly string[], field?: 'title'): BitSet {
  const found = fullSet(sizeOf(index));
  for (const part of parts) intersect(found, textsWithPrefix(index, part, field ?? 'any'));
  return sizeOf(index) === 0 ? emptySet(0) : found;
}

/** Every kind gets its share of the places; what one leaves free goes to the most common of the rest. */
function balanced(all: readonly Suggestion[], limit: number): readonly Suggestion[] {
  const order = (a: Suggestion, b: Suggestion) => b.count - a.count || (a.text < b.text ? -1 : 1);
  const sorted = all.toSorted(order);
  const kinds = new Set(sorted.map(({ kind }) => kind));
  const share = Math.max(1, Math.floor(limit / Math.max(1, kinds.size)));
  const first = [...kinds].flatMap((kind) => sorted.filter((one) => one.kind === kind).slice(0, share));
  const rest = sorted.filter((one) => !first.includes(one)).slice(0, Math.max(0, limit - first.length));
  return [...first, ...rest].toSorted(order).slice(0, limit);
}
