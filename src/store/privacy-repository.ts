import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PrivacyStore, StoredList, StoredMessage } from '../delivery/privacy.js';
import type { PersonKey } from '../delivery/subscription.js';
import { forgetPerson, setUpBy } from './forget-person.js';
import { hasRowLocks } from './row-locks.js';
import type { Tables } from './schema.js';
import { ownedBy, selectSubscriptions, toSettings, toSubscription } from './subscription-rows.js';

const Ids = z.array(z.string());

export function createPrivacyRepository(db: Kysely<Tables>): PrivacyStore {
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
      // What was deleted stands in the log that SQLite writes ahead until that is worked off.
      if (!hasRowLocks(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
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
