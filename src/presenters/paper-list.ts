import type { RawOptions } from '../core/option-spec.js';
import type { Action, Block, Span } from '../core/reply.js';
import type { Paper } from '../papers/paper.js';
import type { SimilarPaper } from '../papers/paper-search.js';
import type { Query } from '../search/query/query.js';
import { paperCard } from './paper-card.js';

const MOST_SHARED = 6;

/** Where a page stands in a longer list. */
export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly limit: number;
  /** Whether a page always holds as many, so that people cannot say how many. */
  readonly fixed?: boolean;
  readonly total: number;
  readonly command: string;
  /** The options that lead back to this list; the page is added. */
  readonly options: RawOptions;
}

/** Numbered cards; the numbers count through the pages. */
export function paperCards(
  papers: readonly Paper[],
  options: { readonly first?: number; readonly query?: Query | undefined } = {},
): readonly Block[] {
  const { first = 1, query } = options;
  return papers.map((paper, index) => paperCard(paper, { number: first + index, query }));
}

/** Numbered cards of papers like another one; the words they share stand in place of the abstract. */
export function similarCards(similar: readonly SimilarPaper[]): readonly Block[] {
  return similar.map(({ paper, shared }, index) => {
    const words = shared.slice(0, MOST_SHARED);
    const body = words.flatMap((word, at): Span[] => [
      { text: at === 0 ? 'Shares ' : ', ' },
      { text: word, style: 'mark' },
    ]);
    return paperCard(paper, { number: index + 1, body });
  });
}

/** "Page 2 of 8", with buttons to the pages before and after; nothing where there is only one. */
export function pager(paging: Paging): readonly Block[] {
  const { page, limit, total } = paging;
  const pages = Math.ceil(total / limit);
  if (pages <= 1) return [];
  const actions: Action[] = [];
  if (page > 1) actions.push(turn(`◀ Page ${page - 1}`, page - 1, paging));
  if (page < pages) actions.push(turn(`Page ${page + 1} ▶`, page + 1, paging));
  return [
    { type: 'text', spans: [{ text: `Page ${page} of ${pages}` }], subtle: true },
    { type: 'actions', actions },
  ];
}

function turn(label: string, page: number, { command, options, limit, fixed }: Paging): Action {
  const size = fixed === true ? {} : { limit };
  return { kind: 'command', label, command, options: { ...options, ...size, page }, replaces: true };
}
