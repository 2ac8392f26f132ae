import { dateInName } from '../daily-papers-page.js';
import type { SourceBatch } from '../source.js';
import { readList } from './list.js';

/**
 * Reads the items of what Hugging Face answered once and somebody saved; undefined where there are none. A date in the
 * file's name is the feed day of the list, where no item says otherwise; what is counted was counted on that day then.
 */
export function readSavedResponse(values: readonly unknown[] | undefined, file: string): SourceBatch {
  if (values === undefined) {
    return {
      papers: [],
      withdrawn: [],
      problems: [{ place: file, message: 'This is neither a list nor a paper.' }],
    };
  }
  const date = dateInName(file);
  const dated = date !== undefined && !values.some((item) => isOfAnotherDay(item, date));
  const list = readList(values, { place: file, date: dated ? date : undefined });
  const papers = list.papers.map((paper) => {
    const day = paper.feedDate;
    return day === undefined ? paper : { ...paper, updatedAt: `${day}T23:59:59Z` };
  });
  return { papers, withdrawn: list.withdrawn, problems: list.problems };
}

/** The items of a saved answer: a list, a list within an object as its `data`, or a single paper; undefined for anything else. */
export function savedItems(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('data' in value && Array.isArray(value.data)) return value.data;
  return 'paper' in value || 'id' in value ? [value] : undefined;
}

function isOfAnotherDay(item: unknown, date: string): boolean {
  const paper = typeof item === 'object' && item !== null && 'paper' in item ? item.paper : item;
  const named = typeof paper === 'object' && paper !== null && 'submittedOnDailyAt' in paper;
  return named && typeof paper.submittedOnDailyAt === 'string' && !paper.submittedOnDailyAt.startsWith(date);
}
