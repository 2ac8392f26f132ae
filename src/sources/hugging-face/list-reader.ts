import type { Logger } from '../../ops/logger.js';
import { logProblems } from '../problem-log.js';
import type { KnownPages } from '../web/known-pages.js';
import { type ItemList, joinLists, readListInTurns } from './list.js';
import { readPages } from './page-reader.js';

/** What is asked for, and no more. */
export const MOST_ITEMS_A_PAGE = 100;

export interface HuggingFaceBatch extends ItemList {
  /** Nothing has changed since what was remembered; then there are no papers to be had, and none are needed. */
  readonly unchanged: boolean;
  /** How many papers there are, with those on pages that have not changed. */
  readonly size: number;
  /** To be called once the papers are kept: the next time only what has changed is brought. */
  remember(): Promise<void>;
}

export interface ListQuery {
  /** As the address has it, such as `date=2026-05-21`. */
  readonly query: string;
  /** Names the list in problems. */
  readonly place: string;
  /** The feed day of everything in it. */
  readonly date?: string;
  readonly most?: number;
}

/** Reads a list with all its pages, as far as they are not known; problems with single items are written to the log. */
export async function readBatch(
  pages: KnownPages,
  logger: Logger,
  { query, place, date, most }: ListQuery,
): Promise<HuggingFaceBatch> {
  const make = (values: readonly unknown[], before: number) =>
    readListInTurns(values, { place, date, before });
  const path = `/api/daily_papers?${query}&limit=${most ?? MOST_ITEMS_A_PAGE}`;
  const read = await readPages(pages, path, make, most);
  const lists = read.flatMap(({ made }) => made ?? []);
  const list = joinLists(lists);
  logProblems(list.problems, logger);
  const same = read.filter(({ made }) => made === undefined);
  return {
    ...list,
    unchanged: lists.length === 0,
    size: same.reduce((size, { seen: { papers = 0 } }) => size + papers, list.papers.length),
    async remember() {
      for (const { path: page, seen, made } of read) {
        await pages.remember(page, made === undefined ? seen : { ...seen, papers: made.papers.length });
      }
    },
  };
}
