import { copyFileSync, existsSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../../../src/store/database.js';
import type { Tables } from '../../../src/store/schema.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';

/** What processes leave behind: the one thing that survives them besides what people see. */
export interface Ground {
  /** Where the next process finds it. */
  url(): string;
  /** What is there at this very moment, in the middle of a transaction or not, is all that the next process finds; what is written later is lost. */
  cut(): void;
  /** Whether a cut is possible in the middle of a transaction. */
  readonly cutsAnywhere: boolean;
}

/** Fresh SQLite files, copied from one that has been migrated once. */
export async function createFileGrounds(pathOf: (name: string) => string): Promise<() => Ground> {
  const template = pathOf('template.db');
  const { db } = await openDatabase(`file:${template}`, createRecordingLogger());
  await db.destroy();
  let files = 0;
  return () => {
    let file = pathOf(`run-${files++}.db`);
    copyFileSync(template, file);
    return {
      url: () => `file:${file}`,
      cutsAnywhere: true,
      cut() {
        const next = pathOf(`run-${files++}.db`);
        // The log first would miss what is brought from it into the file; nothing runs in between here.
        for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, next + end);
        file = next;
      },
    };
  };
}

/** One database of PostgreSQL, emptied each time: making one takes longer than a run. What is committed stays, so nothing has to be copied. */
export async function createServerGrounds(url: string): Promise<() => Promise<Ground>> {
  const { db } = await openDatabase(url, createRecordingLogger());
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  const filled = names.filter((name) => !name.startsWith('kysely'));
  await db.destroy();
  return async () => {
    const { db: again } = await openDatabase(url, createRecordingLogger());
    await sql`truncate ${sql.join(filled.map((name) => sql.table(name)))} restart identity`.execute(again);
    await again.destroy();
    return { url: () => url, cutsAnywhere: false, cut: () => {} };
  };
}

export interface StoredDelivery {
  readonly key: string;
  readonly state: string;
  readonly reason: string | null;
}

export async function storedDeliveries(url: string): Promise<readonly StoredDelivery[]> {
  const { db } = await openDatabase(url, createRecordingLogger());
  const rows = await readDeliveries(db);
  await db.destroy();
  return rows;
}

function readDeliveries(db: Kysely<Tables>): Promise<readonly StoredDelivery[]> {
  return db.selectFrom('delivery').select(['dedupe_key as key', 'state', 'last_error as reason']).execute();
}
