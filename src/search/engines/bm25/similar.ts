import type { SimilarHit } from '../../search-engine.js';
import { MOST_SHARED, strongestTerms, type WeightedTerm } from '../../strongest-terms.js';
import { forEachMember, has } from './bit-set.js';
import type { LiveSegment } from './live-segment.js';
import type { Scorer } from './scorer.js';
import type { Shape } from './scoring.js';
import { paperOfId } from './segment.js';
import { stringAt } from './string-table.js';
import { FILLER, findStem, type TextIndex } from './text-index.js';
import { TopHits } from './top-hits.js';

/** A whole paper asks: long texts are held back in full, repetition counts on, and rare words weigh less than in a short query. */
export const SIMILARITY: Shape = { k1: 2.5, b: 1, titleWeight: 2, exactBonus: 0 };

/** The papers nearest to one: its strongest terms are asked for, each as much as it counts there. */
export function similarPapers(
  segments: readonly LiveSegment[],
  scorer: Scorer,
  id: string,
  limit: number,
): readonly SimilarHit[] {
  const source = findLive(segments, id);
  if (source === undefined) return [];
  const terms = strongestTerms(stemCounts(source.index, source.paper), scorer);
  const top = new TopHits(limit);
  for (const [number, { segment, live }] of segments.entries()) {
    const scores = scorer.score(segment.text, terms, SIMILARITY);
    forEachMember(live, (paper) => {
      const first = scores[paper] ?? 0;
      if (first <= 0 || first < top.threshold) return;
      if (segment.text === source.index && paper === source.paper) return;
      top.offer(number, paper, first, 0);
    });
  }
  return top.sorted().flatMap(({ segment, paper, first }) => {
    const hit = segments[segment]?.segment;
    if (hit === undefined) return [];
    return { id: stringAt(hit.ids, paper), score: first, shared: sharedWords(hit.text, paper, terms) };
  });
}

function findLive(
  segments: readonly LiveSegment[],
  id: string,
): { readonly index: TextIndex; readonly paper: number } | undefined {
  for (const { segment, live } of segments) {
    const paper = paperOfId(segment, id);
    if (paper !== undefined && has(live, paper)) return { index: segment.text, paper };
  }
  return undefined;
}

/** How often a paper says each of its stems. */
function stemCounts(index: TextIndex, paper: number): ReadonlyMap<string, number> {
  const counts = new Map<number, number>();
  const end = index.tokenStarts[paper + 1] ?? 0;
  for (let at = index.tokenStarts[paper] ?? 0; at < end; at++) {
    const form = (index.tokens[at] ?? 0) >>> 8;
    if (form === FILLER) continue;
    const stem = index.formStems[form] ?? 0;
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return new Map([...counts].map(([stem, count]) => [stringAt(index.stems, stem), count]));
}

/** The terms a paper has too, strongest first, as it writes them where it does so first. */
function sharedWords(index: TextIndex, paper: number, terms: readonly WeightedTerm[]): readonly string[] {
  const firstForms = new Map<number, number>();
  const end = index.tokenStarts[paper + 1] ?? 0;
  for (let at = index.tokenStarts[paper] ?? 0; at < end; at++) {
    const form = (index.tokens[at] ?? 0) >>> 8;
    const stem = index.formStems[form];
    if (stem !== undefined && !firstForms.has(stem)) firstForms.set(stem, form);
  }
  const shared = terms.flatMap(({ stem }) => {
    const number = findStem(index, stem);
    const form = number === undefined ? undefined : firstForms.get(number);
    return form === undefined ? [] : stringAt(index.forms, form);
  });
  return shared.slice(0, MOST_SHARED);
}
