import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Target } from '../core/invocation.js';
import type { DeliveryState, PostingHistory } from '../delivery/outbox.js';
import { jsonRows } from './json-rows.js';
import { readResolver } from './paper-aliases.js';
import type { Tables } from './schema.js';

const TARGET = { platform: 'text', tenant: 'text', destination: 'text' } as const;
const PaperIds = z.array(z.string());
const BEGINNING = new Date(0);
const CAME_TO_NOTHING: ReadonlySet<DeliveryState> = new Set(['failed', 'skipped']);

/** What destinations have been given, in their order; with an instant, only what was planned from then on. */
export async function readHistory(
  db: Kysely<Tables>,
  targets: readonly Target[],
  since?: Date,
): Promise<readonly PostingHistory[]> {
  if (targets.length === 0) return [];
  const found = new Map<string, Given>();
  const hashes = new Set<string>();
  for (const row of await readDeliveries(db, targets, since)) {
    const name = nameOf(row.platform, row.tenant, row.destination);
    const one = found.get(name) ?? { hashes: [], feedDay: '', toldExhausted: false };
    found.set(name, one);
    note(row, one);
    if (row.given === 1) hashes.add(row.reply_hash);
  }
  const papers = await readPapers(db, [...hashes]);
  // Many channels have had the very same; they share what is made of it, here and in planning.
  const histories = new Map<string, PostingHistory>();
  return targets.map(({ platform, tenant, id }) => {
    const one = found.get(nameOf(platform, tenant, id)) ?? NOTHING;
    const alike = JSON.stringify(one);
    const known = histories.get(alike);
    if (known !== undefined) return known;
    const { feedDay, toldExhausted } = one;
    const paperIds = new Set(one.hashes.flatMap((hash) => papers.get(hash) ?? []));
    const history = { paperIds, toldExhausted, ...(feedDay === '' ? {} : { feedDay }) };
    histories.set(alike, history);
    return history;
  });
}

/** What is known of one destination. */
interface Given {
  /** Of what it was given. */
  readonly hashes: string[];
  feedDay: string;
  /** Whether its last daily message, unless it came to nothing, said that there are no more papers. */
  toldExhausted: boolean;
}

const NOTHING: Given = { hashes: [], feedDay: '', toldExhausted: false };

type Row = Awaited<ReturnType<typeof readDeliveries>>[number];

/** Deliveries come oldest first. */
function note({ list, period, state, content, given, reply_hash, edition }: Row, one: Given): void {
  if (given === 1) {
    one.hashes.push(reply_hash);
    const [feedDay = ''] = edition?.split('#') ?? [];
    if (feedDay > one.feedDay) one.feedDay = feedDay;
  }
  const counts = list === 'daily' && !period.startsWith('test:') && !CAME_TO_NOTHING.has(state);
  if (counts) one.toldExhausted = content === 'exhausted';
}

async function readDeliveries(db: Kysely<Tables>, targets: readonly Target[], since: Date | undefined) {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'platform', 'tenant', 'destination', 'list', 'period', 'state', 'content', 'given'])
    .select(['reply_hash', 'edition'])
    .where(isOneOf(db, targets))
    .where('created_at', '>=', (since ?? BEGINNING).toISOString())
    .execute();
  // A database that is asked for this order reads the whole table in it.
  return rows.sort((a, b) => a.id - b.id);
}

async function readPapers(db: Kysely<Tables>, hashes: readonly string[]) {
  if (hashes.length === 0) return new Map<string, string[]>();
  const wanted = hashes.map((hash) => [hash]);
  const rows = await db
    .selectFrom('reply')
    .select(['hash', 'paper_ids'])
    .where(sql<boolean>`hash in ${jsonRows(db, { hash: 'text' }, wanted)}`)
    .execute();
  const papers = rows.map(({ hash, paper_ids }) => ({ hash, ids: PaperIds.parse(JSON.parse(paper_ids)) }));
  const resolve = await readResolver(
    db,
    papers.flatMap(({ ids }) => ids),
  );
  return new Map(papers.map(({ hash, ids }) => [hash, ids.map(resolve)]));
}

function isOneOf(db: Kysely<Tables>, targets: readonly Target[]) {
  const rows = targets.map(({ platform, tenant, id }) => [platform, tenant, id]);
  return sql<boolean>`(platform, tenant, destination) in ${jsonRows(db, TARGET, rows)}`;
}

function nameOf(...parts: readonly [platform: string, tenant: string, destination: string]): string {
  return JSON.stringify(parts);
}
