import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import { jsonRows } from './json-rows.js';
import type { Tables } from './schema.js';

/** What is still to be sent or looked up. Written out, for it has to be the condition of the index. */
export const IS_WAITING = sql<boolean>`delivery.state in ('pending', 'unknown')`;

/** Which of the deliveries are meant. */
export type Which = (trx: Transaction<Tables>) => Expression<SqlBool>;

export function isOneOf(deliveries: readonly { readonly id: number }[]): Which {
  const rows = deliveries.map(({ id }) => [id]);
  return (trx) => sql<boolean>`delivery.id in ${jsonRows(trx, { id: 'integer' }, rows)}`;
}
