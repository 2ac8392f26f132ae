import type { Kysely } from 'kysely';
import type { SignalDay, SignalHistory } from '../papers/signal-history.js';
import type { PaperSignalTable, Tables } from './schema.js';

/** So many papers are asked for at once, because a statement takes only so many values. */
const CHUNK = 500;

export function createSignalRepository(db: Kysely<Tables>): SignalHistory {
  return {
    async of(paperIds) {
      const days: SignalDay[] = [];
      for (let start = 0; start < paperIds.length; start += CHUNK) {
        const ids = paperIds.slice(start, start + CHUNK);
        const rows = await db
          .selectFrom('paper_signal')
          .leftJoin('paper_alias', 'old', 'paper_id')
          .selectAll('paper_signal')
          .select('new as alias')
          .where(({ or, eb }) => or([eb('paper_id', 'in', ids), eb('new', 'in', ids)]))
          .execute();
        days.push(...rows.map(signalDay));
      }
      return days.sort((a, b) => Number(a.day > b.day) - Number(a.day < b.day));
    },
  };
}

function signalDay({
  paper_id,
  alias,
  day,
  upvotes,
  comments,
  stars,
}: PaperSignalTable & { readonly alias: string | null }): SignalDay {
  return {
    paperId: alias ?? paper_id,
    day,
    ...(upvotes === null ? {} : { upvotes }),
    ...(comments === null ? {} : { comments }),
    ...(stars === null ? {} : { stars }),
  };
}
