import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DestinationStatus } from '../delivery/destination-state.js';
import type { DestinationTable } from './schema.js';

const Dates = z.array(z.string());

export function toStatus(row: Selectable<DestinationTable>): DestinationStatus {
  return {
    state: row.state,
    ...(row.reason === null ? {} : { reason: row.reason }),
    failureDays: Dates.parse(JSON.parse(row.failure_days)),
    ...(row.suspended_at === null ? {} : { suspendedAt: new Date(row.suspended_at) }),
    ...(row.notified_at === null ? {} : { notifiedAt: new Date(row.notified_at) }),
  };
}
