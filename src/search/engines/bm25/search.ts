import type { QueryNode, TextClause } from '../../query/ast.js';
import { analyzeClause, type ClauseWord } from '../../query/clause-words.js';
import { loosen, wantedClauses } from '../../query/wanted-words.js';
import type { SearchPage, SearchRequest, Sort } from '../../search-engine.js';
import { countOf, forEachMember } from './bit-set.js';
import type { LiveSegment } from './live-segment.js';
import { matching } from './matching.js';
import { pairReader, pairsOf } from './pairs.js';
import type { Scorer } from './scorer.js';
import { RANKING, type RankingTerm } from './scoring.js';
import type { Segment } from './segment.js';
import { stringAt } from './string-table.js';
import { formsWithPrefix } from './text-index.js';
import { type Candidate, compareCandidates, topHits } from './top-hits.js';

/** So many of the best are read for pairs of words that stand together; always the same ones, so that pages fit each other. */
const READ_CLOSELY = 100;
/** A prefix ranks by the most common of the words that begin so. */
const MOST_COMPLETIONS = 16;

/** Answers a request over all segments. */
export function searchSegments(
  segments: readonly LiveSegment[],
  scorer: Scorer,
  request: SearchRequest,
): SearchPage {
  const { query, match, sort, offset, limit, now } = request;
  const root = match === 'any' ? loosen(query.root) : query.root;
  const words = queryWords(query.root);
  const terms = [...rankingTerms(words), ...completions(query.root, segments)];
  const closely = sort === 'relevance' ? READ_CLOSELY : 0;
  const top = topHits(Math.max(offset + limit, closely));
  let total = 0;
  for (const [number, { segment, live }] of segments.entries()) {
    const found = matching(segment, root, live, now);
    const count = countOf(found);
    total += count;
    if (count === 0) continue;
    const scores = scorer.score(segment.text, terms, RANKING);
    forEachMember(found, (paper) => {
      const score = scores[paper] ?? 0;
      const first = primary(segment, paper, score, sort);
      if (first < top.threshold) return;
      const second = sort === 'relevance' ? known(segment.published[paper]) : score;
      top.offer({ segment: number, paper, first, second });
    });
  }
  const ranked = closely === 0 ? top.sorted() : reread(top.sorted(), segments, scorer, words);
  const hits = ranked.slice(offset, offset + limit).flatMap(({ segment, paper, first, second }) => {
    const ids = segments[segment]?.segment.ids;
    const score = sort === 'relevance' ? first : second;
    return ids === undefined ? [] : { id: stringAt(ids, paper), score };
  });
  return { total, hits };
}

function primary(segment: Segment, paper: number, score: number, sort: Sort): number {
  switch (sort) {
    case 'relevance':
      return score;
    case 'new':
      return known(segment.published[paper]);
    case 'top': {
      const upvotes = segment.upvotes[paper] ?? Number.NaN;
      const comments = segment.comments[paper] ?? Number.NaN;
      if (Number.isNaN(upvotes) && Number.isNaN(comments)) return Number.NEGATIVE_INFINITY;
      return (Number.isNaN(upvotes) ? 0 : upvotes) + 2 * (Number.isNaN(comments) ? 0 : comments);
    }
  }
}

/** The unknown sorts last. */
function known(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

/** What a paper ranks by: the words asked for in title or abstract. */
function rankingClauses(root: QueryNode): readonly TextClause[] {
  return wantedClauses(root).filter(
    ({ field }) => field === undefined || field === 'title' || field === 'abstract',
  );
}

/** The words of a query in their order, as if it were one text. */
function queryWords(root: QueryNode): readonly ClauseWord[] {
  const words: ClauseWord[] = [];
  let next = 0;
  for (const clause of rankingClauses(root)) {
    const here = next;
    const { words: parts, compound } = analyzeClause(clause);
    if (compound !== undefined) words.push({ ...compound, offset: here });
    for (const word of parts) {
      words.push({ ...word, offset: here + word.offset });
      next = here + word.offset + 1;
    }
  }
  return words;
}

/** A word that is said twice counts twice. */
export function rankingTerms(words: readonly ClauseWord[]): readonly RankingTerm[] {
  const terms = new Map<string, RankingTerm>();
  for (const { stem, exact } of words) {
    const weight = (terms.get(exact)?.weight ?? 0) + 1;
    terms.set(exact, { stem, exact, weight });
  }
  return [...terms.values()];
}

function completions(root: QueryNode, segments: readonly LiveSegment[]): readonly RankingTerm[] {
  return rankingClauses(root)
    .flatMap((clause) => analyzeClause(clause).beginning ?? [])
    .flatMap((beginning) => {
      const counts = new Map<string, number>();
      for (const { segment } of segments) {
        const index = segment.text;
        for (const form of formsWithPrefix(index, beginning)) {
          const stem = stringAt(index.stems, index.formStems[form] ?? 0);
          counts.set(stem, (counts.get(stem) ?? 0) + (index.formCounts[form] ?? 0));
        }
      }
      const common = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_COMPLETIONS);
      return common.map(([stem]) => ({ stem, weight: 1 / common.length }));
    });
}

/** Ranks the best anew, with a bonus for words that stand together. */
function reread(
  candidates: readonly Candidate[],
  segments: readonly LiveSegment[],
  scorer: Scorer,
  words: readonly ClauseWord[],
): readonly Candidate[] {
  const pairs = pairsOf(words, scorer);
  if (pairs.length === 0) return candidates;
  const readers = segments.map(({ segment }) => pairReader(segment.text, pairs));
  const best = candidates.slice(0, READ_CLOSELY).map((candidate) => {
    const bonus = readers[candidate.segment]?.(candidate.paper) ?? 0;
    return { ...candidate, first: candidate.first + bonus };
  });
  return [...best.sort(compareCandidates), ...candidates.slice(READ_CLOSELY)];
}
