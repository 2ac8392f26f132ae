import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { EditionStore } from '../delivery/edition.js';
import type { Tables } from './schema.js';

/** Long after the last list that was made from it. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const PaperIds = z.array(z.string());

export function createEditionRepository(db: Kysely<Tables>): EditionStore {
  return {
    async latest(feedDay) {
      const row = await db
        .selectFrom('edition')
        .selectAll()
        .where('feed_day', '=', feedDay)
        .orderBy('revision', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const paperIds = PaperIds.parse(JSON.parse(row.content_json));
      return { feedDay, revision: row.revision, paperIds, contentHash: row.content_hash };
    },
    async add({ feedDay, revision, paperIds, contentHash }, now) {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('edition')
        .values({
          feed_day: feedDay,
          revision,
          content_json: JSON.stringify(paperIds),
          content_hash: contentHash,
          created_at: now.toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      const old = new Date(now.getTime() - KEPT_MS).toISOString();
      await db.deleteFrom('edition').where('created_at', '<', old).where('feed_day', '<', feedDay).execute();
      return numInsertedOrUpdatedRows > 0n;
    },
  };
}
