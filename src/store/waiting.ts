import { type Expression, expressionBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Target } from '../core/invocation.js';
import { jsonRows } from './json-rows.js';
import type { Tables } from './schema.js';

/** What is still to be sent or looked up. Written out, for it has to be the condition of the index. */
export const IS_WAITING = sql<boolean>`delivery.state in ('pending', 'unknown')`;

/** Whether the destination of a row takes messages, as far as we know: those that do not cost neither planning nor requests. */
export function takesMessages(table: 'delivery' | 'schedule' | 'subscription'): Expression<SqlBool> {
  const row = sql.table(table);
  const tenant = sql.ref(table === 'subscription' ? 'destination_tenant' : 'tenant');
  return sql<boolean>`not exists (
    select 1 from destination where destination.platform = ${row}.platform and destination.tenant = ${row}.${tenant}
      and destination.destination = ${row}.destination and destination.state <> 'active'
  )`;
}

/** Which of the deliveries are meant. */
export type Which = (trx: Transaction<Tables>) => Expression<SqlBool>;

export function isOneOf(deliveries: readonly { readonly id: number }[]): Which {
  const rows = deliveries.map(({ id }) => [id]);
  return (trx) => sql<boolean>`delivery.id in ${jsonRows(trx, { id: 'integer' }, rows)}`;
}

/** All digests of topics that a destination is owed. */
export function areDigestsFor({ platform, tenant, id }: Target): Which {
  return () =>
    expressionBuilder<Tables, 'delivery'>()
      .and({ platform, tenant, destination: id })
      .and('list', 'like', 'topics:%');
}
