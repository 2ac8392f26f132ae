import { isCalendarDate } from '../../papers/paper.js';
import { logProblems } from '../problem-log.js';
import { createPassingMemory, type SourceMemory } from '../source-memory.js';
import { isDatedId, readArxivId } from '../usable-paper.js';
import { createKnownPages } from '../web/known-pages.js';
import { SourceError } from '../web/source-error.js';
import { createWebClient, type WebClientOptions } from '../web/web-client.js';
import { FIRST_FEED_DAY, feedDayAt, stateOfDay } from './feed-day.js';
import { type ItemList, readList } from './list.js';
import { type HuggingFaceBatch, type ListQuery, MOST_ITEMS_A_PAGE, readBatch } from './list-reader.js';
import { readArray, readJson } from './page-reader.js';

const MOST_FOUND = 120;
const LONGEST_QUERY = 250;

export interface FeedDayBatch extends HuggingFaceBatch {
  readonly date: string;
  readonly state: 'complete' | 'filling';
}

/** Hugging Face's papers; everything rejects with a SourceError. */
export interface HuggingFace {
  /** The batch of a feed day, YYYY-MM-DD; an empty one is no error, for weekends and holidays have none. */
  day(date: string): Promise<FeedDayBatch>;
  /** The papers of an ISO week, such as 2026-W21. */
  week(week: string): Promise<HuggingFaceBatch>;
  /** The papers of a month, such as 2026-05. */
  month(month: string): Promise<HuggingFaceBatch>;
  /** What is trending there now, best first and at most 100: a rank over all papers, of any age, whose score nobody tells. */
  trending(most?: number): Promise<HuggingFaceBatch>;
  /**
   * One paper as it is now; undefined when Hugging Face has no page of it, which is usual. Where somebody waits, `hurry` says for how long.
   */
  paper(id: string, hurry?: AbortSignal): Promise<ItemList | undefined>;
  /** At most 120 papers that Hugging Face finds. */
  search(query: string, most?: number): Promise<ItemList>;
}

export interface HuggingFaceOptions extends Omit<WebClientOptions, 'name'> {
  readonly memory?: SourceMemory;
}

/** A client of one Hugging Face server; problems with single items are written to the log. */
export function createHuggingFace(options: HuggingFaceOptions): HuggingFace {
  const { clock, logger, memory = createPassingMemory() } = options;
  const web = createWebClient({ ...options, name: 'Hugging Face' });
  const pages = createKnownPages({ web, memory, prefix: 'hugging-face' });
  const batchOf = (query: ListQuery) => readBatch(pages, logger, query);
  const noted = (list: ItemList): ItemList => {
    logProblems(list.problems, logger);
    return list;
  };
  return {
    async day(date) {
      const now = clock.now();
      refuseOtherDays(date, now);
      // Said before it is read: a batch that becomes complete meanwhile may have been read too early.
      return {
        ...(await batchOf({ query: `date=${date}`, place: date, date })),
        date,
        state: stateOfDay(date, now),
      };
    },
    week: async (week) =>
      batchOf({ query: `week=${fitting(week, /^\d{4}-W\d{2}$/, 'a week such as 2026-W21')}`, place: week }),
    month: async (month) =>
      batchOf({ query: `month=${fitting(month, /^\d{4}-\d{2}$/, 'a month such as 2026-05')}`, place: month }),
    trending: (most = 50) =>
      batchOf({ query: 'sort=trending', place: 'trending', most: Math.min(most, MOST_ITEMS_A_PAGE) }),
    async paper(text, hurry) {
      const id = readArxivId(text);
      if (id === undefined || !isDatedId(id)) return undefined;
      const path = `/api/papers/${id}`;
      const answer = await web.get({ path, format: 'json', allowance: 'api', hurry });
      // Which paper it is stays out of the log: somebody may have asked for it.
      return answer.kind === 'body'
        ? noted(readList([readJson(answer.bytes)], { place: 'paper' }))
        : undefined;
    },
    async search(query, most = MOST_FOUND) {
      const words = [...query.replace(/\p{Surrogate}/gu, ' ').trim()].slice(0, LONGEST_QUERY).join('');
      const limit = Math.min(most, MOST_FOUND);
      const path = `/api/papers/search?q=${encodeURIComponent(words)}&limit=${limit}`;
      const answer = await web.get({ path, format: 'json', allowance: 'search' });
      return noted(readList(answer.kind === 'body' ? readArray(answer.bytes) : [], { place: 'search' }));
    },
  };
}

function refuseOtherDays(date: string, now: Date): void {
  fitting(date, /^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-05-21');
  if (!isCalendarDate(date)) throw new SourceError('refused', `${date} is not a day of the calendar.`);
  if (date < FIRST_FEED_DAY) {
    throw new SourceError('refused', `There are no Daily Papers before ${FIRST_FEED_DAY}.`);
  }
  if (date > feedDayAt(now)) throw new SourceError('refused', `There are no Daily Papers of ${date} yet.`);
}

function fitting(text: string, form: RegExp, expected: string): string {
  if (form.test(text)) return text;
  throw new SourceError('refused', `Hugging Face is asked for ${expected}, not for "${text.slice(0, 30)}".`);
}
