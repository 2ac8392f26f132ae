import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Reach } from '../../ops/failpoints.js';
import { createPaperTables } from './0001-papers.js';
import { createDailyListTables } from './0002-daily-lists.js';
import { addUncertainty } from './0003-uncertainty.js';
import { createSubscriptionTables } from './0004-subscriptions.js';
import { addDailyChoices } from './0005-daily-choices.js';
import { indexDeliveryDays } from './0006-delivery-days.js';
import { createMergingTables } from './0007-merging.js';
import { createFeedDayTables } from './0008-feed-days.js';
import { freezeRepliesByContent } from './0009-frozen-replies.js';
import { createDestinationTable } from './0010-destinations.js';
import { addDailyBatch } from './0011-daily-batch.js';
import { createDigestTopicTable } from './0012-digest-topics.js';
import { forgetKnownPages } from './0013-pages-read-anew.js';
import { rememberTopicNumbers } from './0014-topic-numbers.js';
import { addLayouts } from './0015-layouts.js';

/** Forward only, in the order of their names. What has been released is never changed; a new one is added. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-papers': { up: createPaperTables },
  '0002-daily-lists': { up: createDailyListTables },
  '0003-uncertainty': { up: addUncertainty },
  '0004-subscriptions': { up: createSubscriptionTables },
  '0005-daily-choices': { up: addDailyChoices },
  '0006-delivery-days': { up: indexDeliveryDays },
  '0007-merging': { up: createMergingTables },
  '0008-feed-days': { up: createFeedDayTables },
  '0009-frozen-replies': { up: freezeRepliesByContent },
  '0010-destinations': { up: createDestinationTable },
  '0011-daily-batch': { up: addDailyBatch },
  '0012-digest-topics': { up: createDigestTopicTable },
  '0013-pages-read-anew': { up: forgetKnownPages },
  '0014-topic-numbers': { up: rememberTopicNumbers },
  '0015-layouts': { up: addLayouts },
};

/**
 * Brings a database to the newest schema. All of it is one transaction, so a second process waits and then finds nothing to do, and one
 * that dies half-way leaves nothing behind.
 */
export async function migrateToLatest<Tables>(db: Kysely<Tables>, reach: Reach): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => reaching(reach) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/**
 * How many steps a database has taken, and how many it is behind the newest schema, without taking any. Rejects as `migrateToLatest` does where
 * it was written by a newer version.
 */
export async function compareSchema<Tables>(
  db: Kysely<Tables>,
): Promise<{ readonly taken: number; readonly missing: number }> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const all = await migrator.getMigrations();
  const missing = all.filter(({ executedAt }) => executedAt === undefined).length;
  const taken = all.length - missing;
  if (taken === 0) return { taken, missing };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const unknown = rows.find(({ name }) => !(name in MIGRATIONS));
  if (unknown !== undefined) throw new Error(`previously executed migration ${unknown.name} is missing`);
  return { taken, missing };
}

function reaching(reach: Reach): Record<string, Migration> {
  const migrations = Object.entries(MIGRATIONS).map(([name, { up }]): [string, Migration] => [
    name,
    {
      async up(db) {
        await up(db);
        reach('mid_migration');
      },
    },
  ]);
  return Object.fromEntries(migrations);
}
