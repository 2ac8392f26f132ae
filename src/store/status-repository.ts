import { type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { DeliveryState } from '../delivery/outbox.js';
import type { Balance, Scope, Span, StatusStore } from '../delivery/status.js';
import { targetOf } from './address.js';
import type { Tables } from './schema.js';

export function createStatusRepository(db: Kysely<Tables>): StatusStore {
  return {
    async balance(scope, span) {
      const rows = await db
        .selectFrom('delivery')
        .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
        .where((eb) => isMeant(eb, scope, span))
        .groupBy('state')
        .execute();
      return balanceOf(Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])));
    },
    async tests({ platform, tenant, id: destination }, since) {
      const { count } = await db
        .selectFrom('delivery')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where((eb) => eb.and({ platform, tenant, destination, list: 'daily', part: 1 }))
        .where('period', 'like', 'test:%')
        .where('created_at', '>', since.toISOString())
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async troubles(scope, span, most) {
      const newest = db
        .selectFrom('delivery')
        .select(({ fn }) => fn.max('id').as('id'))
        .where((eb) => isMeant(eb, scope, span))
        .groupBy(['platform', 'tenant', 'destination', 'list']);
      const rows = await db
        .selectFrom('delivery')
        .selectAll()
        .where('id', 'in', newest)
        .where('state', '!=', 'sent')
        .where('last_error', 'is not', null)
        .orderBy('id', 'desc')
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
    },
  };
}

function balanceOf(counts: Readonly<Partial<Record<DeliveryState, number>>>): Balance {
  const { sent = 0, failed = 0, skipped = 0, unknown = 0, pending = 0, sending = 0 } = counts;
  const waiting = pending + sending;
  return { planned: sent + failed + skipped + unknown + waiting, sent, failed, skipped, unknown, waiting };
}

type Columns = ExpressionBuilder<Tables, 'delivery'>;

function isMeant(eb: Columns, scope: Scope, { since, until }: Span) {
  return eb.and([
    inScope(eb, scope),
    eb('created_at', '>=', since.toISOString()),
    ...(until === undefined ? [] : [eb('created_at', '<', until.toISOString())]),
    eb('period', 'not like', 'test:%'),
  ]);
}

function inScope(eb: Columns, scope: Scope) {
  switch (scope.kind) {
    case 'target': {
      const { platform, tenant, id: destination } = scope.target;
      return eb.and({ platform, tenant, destination });
    }
    case 'tenant': {
      // What people get in direct messages is nobody else's business.
      const { platform, tenant } = scope;
      return eb.and({ platform, tenant, destination_kind: 'channel' });
    }
    case 'all':
      return sql<SqlBool>`1 = 1`;
  }
}
