import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Paper } from '../../papers/paper.js';
import type { SourceBatch, SourceProblem } from '../source.js';
import { readItem } from './item.js';

export interface ItemList extends SourceBatch {
  /** How many items there were. */
  readonly items: number;
  /** How many of them could not be used. */
  readonly rejected: number;
}

interface ListContext {
  /** Names the list in problems, such as `2026-05-28`. */
  readonly place: string;
  /** The feed day of everything in it; the order is the feed's own then. */
  readonly date?: string | undefined;
  /** How many items came on the pages before. */
  readonly before?: number;
}

/** Reads the items of a list one by one: one that is wrong is named by its number and harms no other. */
export function readList(values: readonly unknown[], context: ListContext): ItemList {
  const { place, date, before = 0 } = context;
  const papers = new Map<string, Paper>();
  const withdrawn = new Set<string>();
  const problems: SourceProblem[] = [];
  for (const [index, value] of values.entries()) {
    const number = before + index + 1;
    const reading = readItem(value, date === undefined ? {} : { date, rank: number });
    if (reading.kind === 'withdrawn') withdrawn.add(reading.id);
    else if (reading.kind === 'unusable') {
      problems.push({ place: `${place}, item ${number}`, message: `Skipped: ${reading.problem}.` });
    } else if (!papers.has(reading.paper.id)) papers.set(reading.paper.id, reading.paper);
  }
  return {
    papers: [...papers.values()].filter(({ id }) => !withdrawn.has(id)),
    withdrawn: [...withdrawn],
    problems,
    items: values.length,
    rejected: problems.length,
  };
}

/** A page may hold ten megabytes: others have their turn after so many items. */
const ITEMS_A_TURN = 10;

/** The same, without holding up everybody else meanwhile. */
export async function readListInTurns(values: readonly unknown[], context: ListContext): Promise<ItemList> {
  const { before = 0 } = context;
  const parts: ItemList[] = [];
  for (let start = 0; start < values.length; start += ITEMS_A_TURN) {
    const some = values.slice(start, start + ITEMS_A_TURN);
    parts.push(readList(some, { ...context, before: before + start }));
    await nextTurn();
  }
  return joinLists(parts);
}

/** Several parts as one list; what was in two of them, because it moved meanwhile, is there once. */
export function joinLists(lists: readonly ItemList[]): ItemList {
  const withdrawn = new Set(lists.flatMap((list) => list.withdrawn));
  const papers = new Map<string, Paper>();
  for (const paper of lists.flatMap((list) => list.papers)) {
    if (!papers.has(paper.id) && !withdrawn.has(paper.id)) papers.set(paper.id, paper);
  }
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    papers: [...papers.values()],
    withdrawn: [...withdrawn],
    problems: lists.flatMap((list) => list.problems),
    items: sum(lists.map(({ items }) => items)),
    rejected: sum(lists.map(({ rejected }) => rejected)),
  };
}
