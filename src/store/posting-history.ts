import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Target } from '../core/invocation.js';
import type { PostingHistory } from '../delivery/outbox.js';
import { jsonRows } from './json-rows.js';
import { readResolver } from './paper-aliases.js';
import type { Tables } from './schema.js';

const TARGET = { platform: 'text', tenant: 'text', destination: 'text' } as const;
const PaperIds = z.array(z.string());
const BEGINNING = new Date(0);

/** What destinations have been given, in their order; with an instant, only what was planned from then on. */
export async function readHistory(
  db: Kysely<Tables>,
  targets: readonly Target[],
  since?: Date,
): Promise<readonly PostingHistory[]> {
  if (targets.length === 0) return [];
  const given = await readGiven(db, targets, since);
  const papers = await readPapers(
    db,
    given.map(({ reply_hash }) => reply_hash),
  );
  const exhausted = await readExhausted(db, targets, since);
  const replies = new Map<string, string[]>();
  const feedDays = new Map<string, string>();
  for (const { platform, tenant, destination, reply_hash, edition } of given) {
    const name = nameOf(platform, tenant, destination);
    const hashes = replies.get(name) ?? [];
    replies.set(name, hashes);
    hashes.push(reply_hash);
    const [feedDay = ''] = edition?.split('#') ?? [];
    if (feedDay > (feedDays.get(name) ?? '')) feedDays.set(name, feedDay);
  }
  // Many channels have had the very same; they share what is made of it, here and in planning.
  const histories = new Map<string, PostingHistory>();
  return targets.map(({ platform, tenant, id }) => {
    const name = nameOf(platform, tenant, id);
    const hashes = replies.get(name) ?? [];
    const feedDay = feedDays.get(name) ?? '';
    const toldExhausted = exhausted.has(name);
    const alike = JSON.stringify([toldExhausted, feedDay, hashes]);
    const known = histories.get(alike);
    if (known !== undefined) return known;
    const paperIds = new Set(hashes.flatMap((hash) => papers.get(hash) ?? []));
    const history = { paperIds, toldExhausted, ...(feedDay === '' ? {} : { feedDay }) };
    histories.set(alike, history);
    return history;
  });
}

function readGiven(db: Kysely<Tables>, targets: readonly Target[], since: Date | undefined) {
  return db
    .selectFrom('delivery')
    .select(['platform', 'tenant', 'destination', 'reply_hash', 'edition'])
    .where(isOneOf(db, targets))
    .where('given', '=', 1)
    .where('created_at', '>=', (since ?? BEGINNING).toISOString())
    .execute();
}

async function readPapers(db: Kysely<Tables>, hashes: readonly string[]) {
  const wanted = [...new Set(hashes)].map((hash) => [hash]);
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

/** Those whose last daily message, unless it came to nothing, said that there are no more papers. */
async function readExhausted(
  db: Kysely<Tables>,
  targets: readonly Target[],
  since: Date | undefined,
): Promise<ReadonlySet<string>> {
  const newest = db
    .selectFrom('delivery')
    .select(({ fn }) => fn.max('id').as('id'))
    .where(isOneOf(db, targets))
    .where('list', '=', 'daily')
    .where('created_at', '>=', (since ?? BEGINNING).toISOString())
    .where('period', 'not like', 'test:%')
    .where('state', 'not in', ['failed', 'skipped'])
    .groupBy(['platform', 'tenant', 'destination']);
  const rows = await db
    .selectFrom('delivery')
    .select(['platform', 'tenant', 'destination'])
    .where('id', 'in', newest)
    .where('content', '=', 'exhausted')
    .execute();
  return new Set(rows.map(({ platform, tenant, destination }) => nameOf(platform, tenant, destination)));
}

function isOneOf(db: Kysely<Tables>, targets: readonly Target[]) {
  const rows = targets.map(({ platform, tenant, id }) => [platform, tenant, id]);
  return sql<boolean>`(platform, tenant, destination) in ${jsonRows(db, TARGET, rows)}`;
}

function nameOf(...parts: readonly [platform: string, tenant: string, destination: string]): string {
  return JSON.stringify(parts);
}
