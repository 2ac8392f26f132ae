import type { QueryNode, TextClause } from '../../query/ast.js';
import { analyzeClause, type ClauseWord } from '../../query/clause-words.js';
import { wantedClauses } from '../../query/wanted-words.js';
import type { LiveSegment } from './live-segment.js';
import type { RankingTerm } from './scoring.js';
import { stringAt } from './string-table.js';
import { formsWithPrefix } from './text-index.js';

/** A prefix ranks by the most common of the words that begin so. */
const MOST_COMPLETIONS = 16;

/** The words of a query in their order, as if it were one text. */
export function queryWords(root: QueryNode): readonly ClauseWord[] {
  const words: ClauseWord[] = [];
  let next = 0;
  for (const clause of rankingClauses(root)) {
    const here = next;
    const { words: parts, compound } = analyzeClause(clause);
    if (compound !== undefined) words.push({ ...compound, offset: here });
    for (const { stem, exact, offset } of parts) {
      words.push({ stem, exact, offset: here + offset });
      next = here + offset + 1;
    }
  }
  return words;
}

/** What to rank by: the words, of which one that is said twice counts twice, and the completions of prefixes. */
export function rankingTerms(
  root: QueryNode,
  words: readonly ClauseWord[],
  segments: readonly LiveSegment[],
): readonly RankingTerm[] {
  const terms = new Map<string, RankingTerm>();
  for (const { stem, exact } of words) {
    const weight = (terms.get(exact)?.weight ?? 0) + 1;
    terms.set(exact, { stem, exact, weight });
  }
  return [...terms.values(), ...completions(root, segments)];
}

/** What a paper ranks by: the words asked for in title or abstract. */
function rankingClauses(root: QueryNode): readonly TextClause[] {
  return wantedClauses(root).filter(
    ({ field }) => field === undefined || field === 'title' || field === 'abstract',
  );
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

/** Whether a query asks for nothing but one of the words it is ranked by, so that whatever has a score is found. */
export function asksForAnyOf(root: QueryNode, terms: readonly RankingTerm[]): boolean {
  const stems = new Set<string>();
  for (const node of root.kind === 'or' ? root.nodes : [root]) {
    const { words, compound } =
      node.kind === 'text' && node.field === undefined ? analyzeClause(node) : NOTHING;
    const [word] = words;
    if (word === undefined || words.length > 1 || compound !== undefined) return false;
    stems.add(word.stem);
  }
  return new Set(terms.map(({ stem }) => stem)).size === stems.size;
}

const NOTHING = { words: [], compound: undefined };
