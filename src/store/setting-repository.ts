import type { Kysely } from 'kysely';
import type { Tables } from './schema.js';

/** Small facts that outlive a process, such as the hash of the commands last registered. */
export interface SettingStore {
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string): Promise<void>;
}

export function createSettingRepository(db: Kysely<Tables>): SettingStore {
  return {
    async read(key) {
      const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value;
    },
    async write(key, value) {
      await db
        .insertInto('setting')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
    },
  };
}
