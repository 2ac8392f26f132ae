import type { Selectable } from 'kysely';
import type { DeliveryReport } from '../delivery/outbox.js';
import type { DeliveryTable } from './schema.js';

/** What there is to tell of a delivery. */
export function toReport(row: Selectable<DeliveryTable>): DeliveryReport {
  return {
    period: row.period,
    state: row.state,
    attempts: row.attempt,
    ...(row.platform_message_id === null ? {} : { messageId: row.platform_message_id }),
    ...(row.last_error === null ? {} : { reason: row.last_error }),
    updatedAt: new Date(row.updated_at),
  };
}
