import type { Kysely } from 'kysely';
import type { ActionStore } from '../core/action-codec.js';
import type { Clock } from '../core/clock.js';
import type { Tables } from './schema.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const KEPT_MS = 400 * DAY_MS;

/** What buttons need that does not fit into their tokens: kept 400 days after it was last shown. */
export function createActionRepository(options: {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
}): ActionStore {
  const { db, clock } = options;
  const ago = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds).toISOString();
  return {
    async keep(parts) {
      // In one order, so that two bots which keep the same ones do not wait for each other.
      const rows = parts
        .map(({ hash, payload }) => ({ hash, payload, kept_at: ago(0) }))
        .sort((one, other) => (one.hash < other.hash ? -1 : 1));
      // The hash is of the content, so only the age can differ; a day's precision spares a write for most answers.
      await db
        .insertInto('action')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .column('hash')
            .doUpdateSet({ kept_at: ago(0) })
            .where('action.kept_at', '<', ago(DAY_MS)),
        )
        .execute();
      await db.deleteFrom('action').where('kept_at', '<', ago(KEPT_MS)).execute();
    },
    async find(hash) {
      const row = await db
        .selectFrom('action')
        .select('payload')
        .where('hash', '=', hash)
        .where('kept_at', '>=', ago(KEPT_MS))
        .executeTakeFirst();
      return row?.payload;
    },
  };
}
