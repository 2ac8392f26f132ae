import { type Kysely, sql } from 'kysely';
import type { FeedDay, FeedDayStore } from '../papers/feed-days.js';
import type { FeedDayTable, Tables } from './schema.js';

export function createFeedDayRepository(db: Kysely<Tables>): FeedDayStore {
  return {
    async ofSource(source) {
      const rows = await db.selectFrom('feed_day').selectAll().where('source', '=', source).execute();
      return rows.map(feedDay).sort((a, b) => (a.day < b.day ? 1 : -1));
    },
    async note({ source, day, state, papers = 0 }, now) {
      const read_at = now.toISOString();
      const completed_at = state === 'complete' ? read_at : null;
      await db
        .insertInto('feed_day')
        .values({ source, day, state, papers, read_at, completed_at })
        .onConflict((conflict) =>
          conflict.columns(['source', 'day']).doUpdateSet({
            state: sql`case when feed_day.state = 'complete' then feed_day.state else excluded.state end`,
            papers: sql`case when excluded.papers > feed_day.papers then excluded.papers else feed_day.papers end`,
            read_at,
            completed_at: sql`coalesce(feed_day.completed_at, excluded.completed_at)`,
          }),
        )
        .execute();
    },
  };
}

function feedDay({ source, day, state, papers, read_at, completed_at }: FeedDayTable): FeedDay {
  return {
    source,
    day,
    state,
    papers,
    readAt: new Date(read_at),
    ...(completed_at === null ? {} : { completedAt: new Date(completed_at) }),
  };
}
