import type { QueryNode } from '../../query/ast.js';
import type { ClauseWord } from '../../query/clause-words.js';
import { loosen } from '../../query/wanted-words.js';
import type { SearchPage, SearchRequest, Sort } from '../../search-engine.js';
import { countOf, isEmpty, membersOf } from './bit-set.js';
import { clearStruck, type LiveSegment } from './live-segment.js';
import { matching } from './matching.js';
import { offerFound, offerScored, type SortKeys } from './offers.js';
import { pairReader, pairsOf } from './pairs.js';
import { asksForAnyOf, queryWords, rankingTerms } from './ranking-words.js';
import type { Scorer } from './scorer.js';
import { holdersOf, RANKING } from './scoring.js';
import { interestIn, type Segment } from './segment.js';
import { stringAt } from './string-table.js';
import { type Candidate, TopHits } from './top-hits.js';

/** So many of the best are read for pairs of words that stand together; always the same ones, so that pages fit each other. */
const READ_CLOSELY = 50;

/** Fewer papers than this are scored one by one. */
const FEW = 500;

/** Answers a request over all segments. */
export function searchSegments(
  segments: readonly LiveSegment[],
  scorer: Scorer,
  request: SearchRequest,
): SearchPage {
  const { query, match, sort, offset, limit, now } = request;
  const root = match === 'any' ? loosen(query.root) : query.root;
  if (limit === 0) return { total: countMatching(segments, root, now), hits: [] };
  const words = queryWords(query.root);
  const terms = rankingTerms(query.root, words, segments);
  const whateverScores = asksForAnyOf(root, terms);
  const wanted = offset + limit;
  const top = new TopHits(sort === 'relevance' ? Math.max(wanted, READ_CLOSELY) : wanted);
  let total = 0;
  for (const [number, { segment, live }] of segments.entries()) {
    const found = whateverScores ? undefined : matching(segment, root, live, now);
    if (found !== undefined && isEmpty(found)) continue;
    const few = found !== undefined && countOf(found) < FEW ? membersOf(found) : undefined;
    const scores = scorer.score(segment.text, terms, RANKING, few);
    if (found === undefined) clearStruck(scores, live);
    const columns = { scores, ...sortKeys(segment, scores, sort) };
    total +=
      found === undefined
        ? offerScored(top, number, columns, holdersOf(segment.text, terms))
        : offerFound(top, number, found, columns);
  }
  const best = top.sorted();
  const ranked = sort === 'relevance' ? reread(best, wanted, { segments, scorer, words }) : best;
  const hits = ranked.slice(offset, wanted).flatMap(({ segment, paper, first, second }) => {
    const ids = segments[segment]?.segment.ids;
    const score = sort === 'relevance' ? first : second;
    return ids === undefined ? [] : { id: stringAt(ids, paper), score };
  });
  return { total, hits };
}

function countMatching(segments: readonly LiveSegment[], root: QueryNode, now: Date): number {
  return segments.reduce((sum, { segment, live }) => sum + countOf(matching(segment, root, live, now)), 0);
}

function sortKeys(segment: Segment, scores: Float32Array, sort: Sort): SortKeys {
  switch (sort) {
    case 'relevance':
      return { firsts: scores, seconds: segment.published };
    case 'new':
      return { firsts: segment.published, seconds: scores };
    case 'top':
      return { firsts: interestIn(segment), seconds: scores };
  }
}

/** Ranks the best anew, with a bonus for words that stand together; reading ends where no bonus could bring a paper up to those wanted. */
function reread(
  candidates: readonly Candidate[],
  wanted: number,
  asked: {
    readonly segments: readonly LiveSegment[];
    readonly scorer: Scorer;
    readonly words: readonly ClauseWord[];
  },
): readonly Candidate[] {
  const pairs = pairsOf(asked.words, asked.scorer);
  if (pairs.length === 0) return candidates;
  const mostBonus = pairs.reduce((sum, { worth }) => sum + worth, 0);
  const readers = new Map<number, (paper: number) => number>();
  const readerOf = (number: number, { segment }: LiveSegment) => {
    const reader = readers.get(number) ?? pairReader(segment.text, pairs);
    readers.set(number, reader);
    return reader;
  };
  const top = new TopHits(Math.min(wanted, READ_CLOSELY));
  for (const { segment, paper, first, second } of candidates.slice(0, READ_CLOSELY)) {
    if (first + mostBonus < top.threshold) break;
    const live = asked.segments[segment];
    const bonus = live === undefined ? 0 : readerOf(segment, live)(paper);
    top.offer(segment, paper, first + bonus, second);
  }
  return [...top.sorted(), ...candidates.slice(READ_CLOSELY)];
}
