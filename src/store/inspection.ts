import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { KnownChannel } from '../delivery/destination-state.js';
import type { Logger } from '../ops/logger.js';
import type { DatabaseKind } from './database-kind.js';
import { allChannels } from './known-channels.js';
import { compareSchema } from './migrations/latest.js';
import { postgresServer } from './postgres-server.js';
import { createRequestGateRepository, type SharedGate } from './request-gate-repository.js';
import type { Tables } from './schema.js';
import { createSettingRepository, type SettingStore } from './setting-repository.js';
import { sqliteFile } from './sqlite-file.js';

/** What there is to read of a database that is as this version needs it. */
export interface ReadableStore {
  readonly settings: Pick<SettingStore, 'read'>;
  channels(platform: string): Promise<readonly KnownChannel[]>;
  /** The one thing that is written to it: a place in the queue of a source, which a bot that runs has to know. */
  gate(name: string): SharedGate;
  close(): Promise<void>;
}

/**
 * How a database is found: `absent` is a file that the next start creates, `empty` one in which it makes the tables, `older` one that it brings up
 * to date by so many steps.
 */
export type Inspection = { readonly file?: string } & (
  | { readonly state: 'absent' | 'empty' }
  | { readonly state: 'unusable'; readonly reason: string }
  | { readonly state: 'older'; readonly steps: number }
  | { readonly state: 'current'; readonly store: ReadableStore }
);

/** Looks at the database of a URL without changing it, also beside a running bot. Never rejects; a reason is a sentence for the operator. */
export async function inspectDatabase(url: string, logger: Logger): Promise<Inspection> {
  const kind = sqliteFile(url) ?? postgresServer(url, logger);
  if (kind === undefined) return { state: 'unusable', reason: 'DATABASE_URL names no database.' };
  const { file } = kind;
  const place = file === undefined ? {} : { file };
  if (file !== undefined && !existsSync(file)) return { ...place, state: 'absent' };
  let db: Kysely<Tables> | undefined;
  try {
    db = new Kysely<Tables>({ dialect: kind.look() });
    const { taken, missing: steps } = await compareSchema(db);
    if (steps === 0) return { ...place, state: 'current', store: readableStore(db, kind) };
    await db.destroy();
    return taken === 0 ? { ...place, state: 'empty' } : { ...place, state: 'older', steps };
  } catch (error) {
    await db?.destroy();
    return { ...place, state: 'unusable', reason: kind.explain(error) };
  }
}

function readableStore(db: Kysely<Tables>, kind: DatabaseKind): ReadableStore {
  return {
    settings: createSettingRepository(db),
    channels: (platform) => allChannels(db, platform),
    gate: (name) => sharedGate(kind, name),
    close: () => db.destroy(),
  };
}

function sharedGate(kind: DatabaseKind, name: string): SharedGate {
  return {
    async reserve(now, apartMs) {
      const db = new Kysely<Tables>({ dialect: kind.open() });
      try {
        return await createRequestGateRepository(db, name).reserve(now, apartMs);
      } finally {
        await db.destroy();
      }
    },
  };
}
