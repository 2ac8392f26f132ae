import type { Clock } from '../core/clock.js';
import type { Catalog } from '../papers/catalog.js';
import type { Paper } from '../papers/paper.js';
import type { PaperSearch } from '../papers/paper-search.js';
import type { SourceStateStore } from '../papers/source-states.js';
import { rankByTrend } from '../papers/trending.js';
import { parseQuery } from '../search/query/parse.js';
import type { Supply } from './daily-list.js';

/** What daily lists are made of at this moment. */
export interface DailyMaterial {
  /** Every paper, the best first. */
  ranked(): readonly Paper[];
  /** The ids of the papers that match a query in canonical form; throws when it is none. */
  matching(query: string): Promise<ReadonlySet<string>>;
  supply(): Promise<Supply>;
}

export function createDailyMaterial(options: {
  readonly catalog: Pick<Catalog, 'all'>;
  readonly papers: Pick<PaperSearch, 'matching'>;
  /** The source whose days lists are made of; undefined where no source is asked by itself. */
  readonly leading: string | undefined;
  readonly sourceStates: Pick<SourceStateStore, 'all'>;
  readonly clock: Clock;
}): DailyMaterial {
  const { catalog, papers, leading, sourceStates, clock } = options;
  return {
    ranked: () => rankByTrend(catalog.all(), clock.now()),
    async matching(written) {
      const parsed = parseQuery(written);
      if (!parsed.ok) throw new Error(`A stored query can be read no more: ${parsed.problem.message}`);
      return papers.matching(parsed.query, clock.now());
    },
    async supply() {
      if (leading === undefined) return 'none';
      const state = (await sourceStates.all()).find(({ source }) => source === leading);
      return (state?.failures ?? 0) > 0 ? 'late' : 'well';
    },
  };
}
