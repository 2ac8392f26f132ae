import type { RawOptions } from '../core/option-spec.js';
import type { Action, Block, CommandAction, Span } from '../core/reply.js';
import type { Paper } from '../papers/paper.js';
import type { SimilarPaper } from '../papers/paper-search.js';
import type { Query } from '../search/query/query.js';
import { paperCard } from './paper-card.js';

const MOST_SHARED = 6;
/** Beyond this page nobody can ask for one. */
export const LAST_PAGE = 1_000;
/** A menu holds so many choices on every platform. */
const MOST_JUMPS = 25;
/** So many pages to either side are always among them. */
const AROUND = 4;

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

/** "Page 2 of 8", with buttons to the pages before and after, and a menu of where to jump; nothing where there is only one. */
export function pager(paging: Paging): readonly Block[] {
  const { page, limit, total } = paging;
  const pages = Math.ceil(total / limit);
  if (pages <= 1) return [];
  const last = Math.min(pages, LAST_PAGE);
  const actions: Action[] = [];
  if (page > 1) actions.push(turn(`◀ Page ${page - 1}`, page - 1, paging));
  if (page < last) actions.push(turn(`Page ${page + 1} ▶`, page + 1, paging));
  if (pages > 2) {
    const choices = jumpTargets(page, last).map((target) => turn(`Page ${target}`, target, paging));
    actions.push({ kind: 'menu', label: 'Go to page…', choices });
  }
  return [
    { type: 'text', spans: [{ text: `Page ${page} of ${pages}` }], subtle: true },
    { type: 'actions', actions },
  ];
}

/**
 * The pages to jump to from one of them, in order: all others where a menu can hold them; else the first, the last, those around, and some in
 * even steps between.
 */
function jumpTargets(page: number, last: number): readonly number[] {
  const evenly = last - 1 <= MOST_JUMPS ? last : MOST_JUMPS - 2 * AROUND;
  const steps = Array.from({ length: evenly }, (_, at) => 1 + Math.round((at * (last - 1)) / (evenly - 1)));
  const around = Array.from({ length: 2 * AROUND + 1 }, (_, at) => page - AROUND + at);
  const targets = [...steps, ...around].filter((target) => target >= 1 && target <= last && target !== page);
  return [...new Set(targets)].sort((one, other) => one - other);
}

function turn(label: string, page: number, { command, options, limit, fixed }: Paging): CommandAction {
  const size = fixed === true ? {} : { limit };
  return { kind: 'command', label, command, options: { ...options, ...size, page }, replaces: true };
}
