import type { AnalysedDocument } from '../../document-terms.js';
import type { QueryNode, TextClause } from '../../query/ast.js';
import type { ClauseWord } from '../../query/clause-words.js';
import { textMatches } from '../../query/evaluate.js';
import { wantedClauses } from '../../query/wanted-words.js';

/** How much more a paper weighs that holds every word as it was asked for. */
const EXACT_BONUS = 0.1;
/** How much more a paper weighs that holds the words of a query side by side, in its title or anywhere. */
const PHRASE_BOOST = 1.25;

export interface Phrase {
  readonly anywhere: TextClause;
  readonly inTitle: TextClause;
}

/** The phrases of a query, and the one that its plain words make when they stand side by side. */
export function phrasesOf(root: QueryNode): readonly Phrase[] {
  const free = wantedClauses(root).filter(({ field, match }) => field === undefined && match !== 'prefix');
  const together = free.map(({ text }) => text).join(' ');
  const implied = root.kind === 'and' && free.length > 1 ? [together] : [];
  const written = free.flatMap(({ match, text }) => (match === 'phrase' ? text : []));
  return [...written, ...implied].map((text) => {
    const anywhere = { kind: 'text', match: 'phrase', text } as const;
    return { anywhere, inTitle: { ...anywhere, field: 'title' } };
  });
}

/** What the score of a paper is multiplied by for the phrases it holds. */
export function phraseFactor(phrases: readonly Phrase[], paper: AnalysedDocument): number {
  return phrases.reduce((factor, { anywhere, inTitle }) => {
    if (textMatches(inTitle, paper)) return factor * PHRASE_BOOST * PHRASE_BOOST;
    return textMatches(anywhere, paper) ? factor * PHRASE_BOOST : factor;
  }, 1);
}

/** What the score of a paper is multiplied by for the words it holds in the very form they were asked for. */
export function exactFactor(words: readonly ClauseWord[], { title, abstract }: AnalysedDocument): number {
  const wanted = new Set(words.map(({ exact }) => exact));
  const held = new Set<string>();
  for (const { exact } of [...title.tokens, ...abstract.tokens]) if (wanted.has(exact)) held.add(exact);
  return 1 + (EXACT_BONUS * held.size) / Math.max(1, wanted.size);
}
