import type { Clock } from '../core/clock.js';
import type { Catalog } from '../papers/catalog.js';
import type { FeedDays } from '../papers/feed-days.js';
import type { Paper } from '../papers/paper.js';
import type { PaperSearch } from '../papers/paper-search.js';
import { isLate, type SourceStateStore } from '../papers/source-states.js';
import { rankByTrend } from '../papers/trending.js';
import { parseQuery } from '../search/query/parse.js';
import type { Supply } from './daily-list.js';
import type { Batch } from './schedule.js';

/** The papers that daily lists are made of, the best first. */
export interface DailyBatch {
  readonly ranked: readonly Paper[];
  /** The feed day they are of, YYYY-MM-DD; absent where no source brings new days, and all papers are listed bit by bit. */
  readonly day?: string;
}

/** What daily lists are made of at this moment. */
export interface DailyMaterial {
  /** Where a source brings new days: the papers of one. What a day gains after it was listed is not made up for. */
  batch(batch: Batch): Promise<DailyBatch>;
  /** The ids of the papers that match a query in canonical form; throws when it is none. */
  matching(query: string): Promise<ReadonlySet<string>>;
  supply(): Promise<Supply>;
}

export function createDailyMaterial(options: {
  readonly catalog: Pick<Catalog, 'all'>;
  readonly papers: Pick<PaperSearch, 'matching'>;
  /** The source whose days lists are made of; undefined where no source is asked by itself. */
  readonly leading: string | undefined;
  readonly feedDays: Pick<FeedDays, 'live' | 'lastComplete' | 'newest'>;
  readonly sourceStates: Pick<SourceStateStore, 'all'>;
  readonly clock: Clock;
}): DailyMaterial {
  const { catalog, papers, feedDays, leading, sourceStates, clock } = options;
  return {
    async batch(batch) {
      const now = clock.now();
      if (!feedDays.live) return { ranked: rankByTrend(catalog.all(), now) };
      const day = (await (batch === 'now' ? feedDays.newest() : feedDays.lastComplete(now)))?.day;
      if (day === undefined) return { ranked: [] };
      const papers = catalog.all().filter(({ feedDate }) => feedDate === day);
      return { ranked: rankByTrend(papers, now), day };
    },
    async matching(written) {
      const parsed = parseQuery(written);
      if (!parsed.ok) throw new Error(`A stored query can be read no more: ${parsed.problem.message}`);
      return papers.matching(parsed.query, clock.now());
    },
    async supply() {
      if (leading === undefined) return 'none';
      const state = (await sourceStates.all()).find(({ source }) => source === leading);
      return state !== undefined && isLate(state, clock.now()) ? state : 'well';
    },
  };
}
