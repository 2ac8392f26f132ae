import type { Kysely, Transaction } from 'kysely';
import type { PersonKey, PersonStore } from '../delivery/subscription.js';
import { hasRowLocks } from './row-locks.js';
import type { Tables } from './schema.js';
import { toSettings } from './subscription-rows.js';

export function createPersonRepository(db: Kysely<Tables>): PersonStore {
  return {
    async find(person) {
      const row = await db
        .selectFrom('person')
        .selectAll()
        .where((eb) => eb.and({ ...person }))
        .executeTakeFirst();
      return row === undefined ? {} : toSettings(row);
    },
    save: (person, settings, moved, now) =>
      db.transaction().execute(async (trx) => {
        await holdPerson(trx, person, now);
        await trx
          .updateTable('person')
          .set({ zone: settings.zone ?? null, local_time: settings.at ?? null })
          .where((eb) => eb.and({ ...person }))
          .execute();
        for (const { id, revision, nextRunAt } of moved) {
          await trx
            .updateTable('subscription')
            .set({ next_run_at_utc: nextRunAt.toISOString(), revision: revision + 1 })
            .where('id', '=', id)
            .where('revision', '=', revision)
            .execute();
        }
      }),
  };
}

/** Writes a person down who is not known yet, and lets nobody else change what is theirs until the transaction has ended. */
export async function holdPerson(trx: Transaction<Tables>, person: PersonKey, now: Date): Promise<void> {
  await trx
    .insertInto('person')
    .values({ ...person, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (!hasRowLocks(trx)) return;
  await trx
    .selectFrom('person')
    .select('id')
    .where((eb) => eb.and({ ...person }))
    .forUpdate()
    .execute();
}
