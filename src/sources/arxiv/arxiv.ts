import { dayPlus } from '../../papers/calendar-day.js';
import { timeInNewYork } from '../new-york.js';
import { logProblems } from '../problem-log.js';
import type { SourceBatch } from '../source.js';
import { createPassingMemory, type SourceMemory } from '../source-memory.js';
import { readArxivId } from '../usable-paper.js';
import { createKnownPages } from '../web/known-pages.js';
import { SourceError } from '../web/source-error.js';
import { createWebClient, type WebClientOptions } from '../web/web-client.js';
import { allItems } from './all-items.js';
import type { Span } from './announcement-days.js';
import { type AtomFeed, readAtom } from './atom.js';
import { type FeedItem, type FeedItems, readFeedItems } from './feed-item.js';
import { createProcessGate, type RequestGate } from './request-gate.js';
import { readRss } from './rss.js';
import { createSpacing, createTurns } from './turns.js';
import { unreadable } from './xml.js';

const IDS_A_REQUEST = 100;

/** arXiv's papers; everything rejects with a SourceError. */
export interface Arxiv {
  /** The papers of these ids, as far as arXiv has them. Where somebody waits, `hurry` says for how long. */
  papers(ids: readonly string[], hurry?: AbortSignal): Promise<SourceBatch>;
  /**
   * What was first submitted in a span of time to these categories, such as cs.LG; as in announcements without what was filed under others
   * first. To the minute.
   */
  submitted(categories: readonly string[], span: Span): Promise<SourceBatch>;
  /** What arXiv announced last in these categories; `unchanged` when that was remembered already. */
  announced(categories: readonly string[], options?: { readonly cross?: boolean }): Promise<Announced>;
}

export interface Announced extends SourceBatch {
  /** The day of the announcement in New York. */
  readonly date: string | undefined;
  readonly unchanged: boolean;
  /** To be called once the papers are kept. */
  remember(): Promise<void>;
}

export interface ArxivOptions extends Omit<WebClientOptions, 'name' | 'inTurn' | 'keepApart' | 'token'> {
  /** Where the announcements are, another server than `base`. */
  readonly rssBase: string;
  readonly gate?: RequestGate;
  readonly memory?: SourceMemory;
}

export function createArxiv(options: ArxivOptions): Arxiv {
  const { clock, logger, gate = createProcessGate(), memory = createPassingMemory() } = options;
  const keepApart = createSpacing({ clock, gate });
  const places = { inTurn: createTurns(keepApart), keepApart };
  const query = createWebClient({ ...options, ...places, name: 'arXiv' });
  const rss = createWebClient({ ...options, ...places, name: 'arXiv', base: options.rssBase });
  const announcements = createKnownPages({ web: rss, memory, prefix: 'arxiv' });
  const feed = async (parameters: string, hurry?: AbortSignal): Promise<AtomFeed> => {
    const path = `/api/query?${parameters}`;
    const answer = await query.get({ path, format: 'xml', allowance: 'query', hurry });
    if (answer.kind !== 'body') throw unreadable('has no query interface at this address');
    return readAtom(answer.bytes);
  };
  const noted = (items: FeedItems): FeedItems => {
    logProblems(items.problems, logger);
    return items;
  };
  return {
    async papers(ids, hurry) {
      const known = [...new Set(ids.flatMap((id) => readArxivId(id) ?? []))];
      const items: FeedItem[] = [];
      for (let start = 0; start < known.length; start += IDS_A_REQUEST) {
        const some = known.slice(start, start + IDS_A_REQUEST);
        items.push(...(await feed(`id_list=${some.join(',')}&max_results=${some.length}`, hurry)).items);
      }
      // An id that arXiv does not have may be answered with an entry that has none.
      return noted(
        readFeedItems(
          items.filter(({ id = '' }) => id !== ''),
          'arXiv',
        ),
      );
    },
    async submitted(categories, span) {
      const search = `(${categories.map(inCategory).join(' OR ')}) AND ${submittedDate(span)}`;
      const items = await allItems((page) => feed(`search_query=${encodeURIComponent(search)}&${page}`));
      const own = items.filter(({ category }) => category === undefined || isOf(categories, category));
      return noted(readFeedItems(own, `arXiv, submitted from ${toMinute(span.from)}Z`));
    },
    async announced(categories, wanted = {}) {
      const path = `/rss/${categories.map(checkedCategory).join('+')}`;
      const asked = await announcements.ask({ path, format: 'xml', allowance: 'rss' });
      if (asked === undefined) throw unreadable(`announces nothing under ${categories.join(', ')}`);
      const { date, items } =
        asked.bytes === undefined ? { date: undefined, items: [] } : readRss(asked.bytes, wanted);
      refuseDaysToCome(date, clock.now());
      return {
        ...noted(readFeedItems(items, `arXiv announcement ${date ?? ''}`.trim())),
        date,
        unchanged: asked.bytes === undefined,
        remember: () => announcements.remember(path, asked.seen),
      };
    },
  };
}

/** On its evening in New York an announcement has the day after; a later one would stand before all others for ever. */
function refuseDaysToCome(date: string | undefined, now: Date): void {
  if (date === undefined || date <= dayPlus(timeInNewYork(now).day, 1)) return;
  throw unreadable(`dates its announcement ${date}, which is still to come`);
}

function checkedCategory(category: string): string {
  if (/^[a-z]{1,10}(?:-[a-z]{2,10})?(?:\.[A-Za-z]{2,10}(?:-[a-z]{2,10})?)?$/.test(category)) return category;
  throw new SourceError(
    'refused',
    `"${category.slice(0, 30)}" is no arXiv category; one is cs.LG, another hep-th.`,
  );
}

/** An archive that is divided, such as cs, stands for all its parts, as it does in announcements. */
function inCategory(category: string): string {
  const name = checkedCategory(category);
  return name.includes('.') ? `cat:${name}` : `cat:${name} OR cat:${name}.*`;
}

function isOf(categories: readonly string[], filedUnder: string): boolean {
  return categories.some((category) => filedUnder === category || filedUnder.startsWith(`${category}.`));
}

/** In GMT, both ends included. */
function submittedDate({ from, to }: Span): string {
  const [first, last] = [from, new Date(to.getTime() - 1)].map((at) => toMinute(at).replace(/\D/g, ''));
  return `submittedDate:[${first} TO ${last}]`;
}

function toMinute(instant: Date): string {
  return instant.toISOString().slice(0, 16);
}
