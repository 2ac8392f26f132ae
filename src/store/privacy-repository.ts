import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PrivacyStore, StoredList, StoredMessage } from '../delivery/privacy.js';
import type { PersonKey } from '../delivery/subscription.js';
import { clearReplies } from './cleared-replies.js';
import { forgetPerson, setUpBy } from './forget-person.js';
import { hasRowLocks } from './row-locks.js';
import type { Tables } from './schema.js';
import { ownedBy, selectSubscriptions, toSettings, toSubscription } from './subscription-rows.js';

const Ids = z.array(z.string());

/** A message has had its time long before this. */
const TIDIED_MS = 7 * 24 * 60 * 60 * 1_000;

export function createPrivacyRepository(db: Kysely<Tables>): PrivacyStore {
  // What was deleted stands in the log that SQLite writes ahead until that is worked off.
  let isLogged = false;
  return {
    async read(person) {
      const own = await db
        .selectFrom('person')
        .selectAll()
        .where((eb) => eb.and({ ...person }))
        .executeTakeFirst();
      const topics = await selectSubscriptions(db)
        .where((eb) => eb.and(ownedBy(person)))
        .orderBy('number')
        .execute();
      return {
        settings: own === undefined ? {} : toSettings(own),
        topics: topics.map(toSubscription),
        lists: await readLists(db, person),
        messages: await readMessages(db, person),
      };
    },
    async forget(person, now) {
      await db.transaction().execute((trx) => forgetPerson(trx, person, now));
      isLogged = !(await emptyLog(db));
    },
    async tidy(now) {
      const since = new Date(now.getTime() - TIDIED_MS).toISOString();
      const over = sql<boolean>`delivery.created_at >= ${since} and delivery.state = 'failed' and delivery.expires_at <= ${now.toISOString()}`;
      await db.transaction().execute((trx) => clearReplies(trx, over));
      if (isLogged) isLogged = !(await emptyLog(db));
    },
  };
}

/** Tells whether it could; while somebody else reads the file, it cannot, and nobody waits for that. */
async function emptyLog(db: Kysely<Tables>): Promise<boolean> {
  if (hasRowLocks(db)) return true;
  return db.connection().execute(async (connection) => {
    const waiting = await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection);
    await sql`pragma busy_timeout = 0`.execute(connection);
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
    await sql`pragma busy_timeout = ${sql.lit(waiting.rows[0]?.timeout ?? 0)}`.execute(connection);
    return rows[0]?.busy === 0;
  });
}

async function readLists(db: Kysely<Tables>, person: PersonKey): Promise<readonly StoredList[]> {
  const rows = await db.selectFrom('schedule').selectAll().where(setUpBy(person)).orderBy('id').execute();
  return rows.map(({ tenant, destination, local_time: at, tz: zone }) => ({ tenant, destination, at, zone }));
}

async function readMessages(db: Kysely<Tables>, person: PersonKey): Promise<readonly StoredMessage[]> {
  const rows = await db
    .selectFrom('delivery')
    .leftJoin('reply', 'reply.hash', 'delivery.reply_hash')
    .select(['list', 'period', 'part', 'state', 'created_at', 'paper_ids'])
    .where('platform', '=', person.platform)
    .where('tenant', '=', person.tenant)
    .where('destination', '=', person.id)
    .orderBy('id')
    .execute();
  return rows.map(({ list, period, part, state, created_at, paper_ids }) => ({
    ...{ list, period, part, state },
    createdAt: new Date(created_at),
    paperIds: Ids.parse(JSON.parse(paper_ids ?? '[]')),
  }));
}
