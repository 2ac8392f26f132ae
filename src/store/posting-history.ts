import { type Kysely, sql } from 'kysely';
import type { Target } from '../core/invocation.js';
import type { PostingHistory } from '../delivery/outbox.js';
import type { Tables } from './schema.js';

/** More values than this in one statement some databases refuse. */
const MOST_TARGETS = 500;

/** What destinations have been given, in their order, tests aside; with an instant, only what was planned from then on. */
export async function readHistory(
  db: Kysely<Tables>,
  targets: readonly Target[],
  since?: Date,
): Promise<readonly PostingHistory[]> {
  const histories: PostingHistory[] = [];
  for (let start = 0; start < targets.length; start += MOST_TARGETS) {
    const some = targets.slice(start, start + MOST_TARGETS);
    const papers = await papersOf(db, some, since);
    const exhausted = await exhaustedOf(db, some);
    for (const target of some) {
      const name = nameOf(target.platform, target.tenant, target.id);
      const paperIds = papers.get(name) ?? new Set<string>();
      histories.push({ paperIds, toldExhausted: exhausted.has(name) });
    }
  }
  return histories;
}

async function papersOf(db: Kysely<Tables>, targets: readonly Target[], since: Date | undefined) {
  const rows = await db
    .selectFrom('posted_paper')
    .select(['posted_paper.platform', 'posted_paper.tenant', 'posted_paper.destination', 'paper_id'])
    .where(isOneOf('posted_paper', targets))
    .$if(since !== undefined, (query) =>
      query
        .innerJoin('delivery', 'delivery.id', 'posted_paper.delivery_id')
        .where('delivery.created_at', '>=', (since ?? new Date(0)).toISOString()),
    )
    .execute();
  const papers = new Map<string, Set<string>>();
  for (const { platform, tenant, destination, paper_id } of rows) {
    const name = nameOf(platform, tenant, destination);
    const known = papers.get(name);
    if (known === undefined) papers.set(name, new Set([paper_id]));
    else known.add(paper_id);
  }
  return papers;
}

/** Those whose last daily message, unless it came to nothing, said that there are no more papers. */
async function exhaustedOf(db: Kysely<Tables>, targets: readonly Target[]): Promise<ReadonlySet<string>> {
  const newest = db
    .selectFrom('delivery')
    .select(({ fn }) => fn.max('delivery.id').as('id'))
    .where(isOneOf('delivery', targets))
    .where('list', '=', 'daily')
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

function isOneOf(table: 'posted_paper' | 'delivery', targets: readonly Target[]) {
  const columns = (['platform', 'tenant', 'destination'] as const).map((column) =>
    sql.ref(`${table}.${column}`),
  );
  const rows = targets.map(({ platform, tenant, id }) => sql`(${sql.join([platform, tenant, id])})`);
  return sql<boolean>`(${sql.join(columns)}) in (values ${sql.join(rows)})`;
}

function nameOf(...parts: readonly [platform: string, tenant: string, destination: string]): string {
  return JSON.stringify(parts);
}
