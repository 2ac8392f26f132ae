import { type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Target } from '../core/invocation.js';
import type { DeliveryState } from '../delivery/outbox.js';
import type { Balance, Scope, Span, StatusStore, Trouble } from '../delivery/status.js';
import { targetOf } from './address.js';
import type { Tables } from './schema.js';

export function createStatusRepository(db: Kysely<Tables>): StatusStore {
  return {
    balance: (scope, span) => readBalance(db, scope, span),
    troubles: (scope, span, most) => readTroubles(db, scope, span, most),
    tests: (target, since) => countTests(db, target, since),
    async suspended(scope, most) {
      const rows = await db
        .selectFrom('destination')
        .selectAll()
        .where(inScope(scope))
        .where('state', '!=', 'active')
        .orderBy('suspended_at', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => ({
        target: targetOf(row),
        reason: row.reason ?? '',
        since: new Date(row.suspended_at ?? 0),
      }));
    },
    async topicsIn({ platform, tenant, id }) {
      const rows = await db
        .selectFrom('subscription')
        .select(['id', 'number', 'query', 'every', 'paused', 'next_run_at_utc'])
        .where((eb) => eb.and({ platform, destination_tenant: tenant, destination: id }))
        .orderBy('query')
        .orderBy('id')
        .execute();
      return rows.map(({ paused, next_run_at_utc, ...topic }) => ({
        ...topic,
        paused: paused === 1,
        nextRunAt: new Date(next_run_at_utc),
      }));
    },
  };
}

async function readBalance(db: Kysely<Tables>, scope: Scope, span: Span): Promise<Balance> {
  const rows = await db
    .selectFrom('delivery')
    .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
    .where((eb) => isMeant(eb, scope, span))
    .groupBy('state')
    .execute();
  return balanceOf(Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])));
}

function balanceOf(counts: Readonly<Partial<Record<DeliveryState, number>>>): Balance {
  const { sent = 0, failed = 0, skipped = 0, unknown = 0, pending = 0, sending = 0 } = counts;
  const waiting = pending + sending;
  return { planned: sent + failed + skipped + unknown + waiting, sent, failed, skipped, unknown, waiting };
}

async function readTroubles(
  db: Kysely<Tables>,
  scope: Scope,
  span: Span,
  most: number,
): Promise<readonly Trouble[]> {
  const newest = db
    .selectFrom('delivery')
    .select(({ fn }) => fn.max('id').as('id'))
    .where((eb) => isMeant(eb, scope, span))
    .groupBy(['platform', 'tenant', 'destination', 'list']);
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('delivery as newest', (join) =>
      join
        .onRef('newest.platform', '=', 'delivery.platform')
        .onRef('newest.tenant', '=', 'delivery.tenant')
        .onRef('newest.destination', '=', 'delivery.destination')
        .onRef('newest.list', '=', 'delivery.list')
        .onRef('newest.period', '=', 'delivery.period'),
    )
    .selectAll('delivery')
    .where('newest.id', 'in', newest)
    .where('delivery.state', '!=', 'sent')
    .where('delivery.last_error', 'is not', null)
    .orderBy('delivery.id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    target: targetOf(row),
    list: row.list,
    period: row.period,
    state: row.state,
    reason: row.last_error ?? '',
    at: new Date(row.updated_at),
  }));
}

async function countTests(db: Kysely<Tables>, target: Target, since: Date): Promise<number> {
  const { platform, tenant, id: destination } = target;
  const { count } = await db
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where((eb) => eb.and({ platform, tenant, destination, list: 'daily', part: 1 }))
    .where('period', 'like', 'test:%')
    .where('created_at', '>', since.toISOString())
    .executeTakeFirstOrThrow();
  return Number(count);
}

function isMeant(eb: ExpressionBuilder<Tables, 'delivery'>, scope: Scope, { since, until }: Span) {
  return eb.and([
    inScope(scope),
    eb('created_at', '>=', since.toISOString()),
    ...(until === undefined ? [] : [eb('created_at', '<', until.toISOString())]),
    eb('period', 'not like', 'test:%'),
  ]);
}

/** The columns that deliveries and destinations share. */
function inScope(scope: Scope) {
  switch (scope.kind) {
    case 'target': {
      const { platform, tenant, id } = scope.target;
      return sql<SqlBool>`platform = ${platform} and tenant = ${tenant} and destination = ${id}`;
    }
    case 'tenant':
      // What people get in direct messages is nobody else's business.
      return sql<SqlBool>`platform = ${scope.platform} and tenant = ${scope.tenant} and destination_kind = 'channel'`;
    case 'all':
      return sql<SqlBool>`1 = 1`;
  }
}
