import type { Target } from '../core/invocation.js';
import type { Address, DeliveryTable } from './schema.js';

/** The columns that name one list of one destination. */
export function addressOf(target: Target, list: string): Address {
  return { platform: target.platform, tenant: target.tenant, destination: target.id, list };
}

export function targetOf(row: Omit<Address, 'list'> & Pick<DeliveryTable, 'destination_kind'>): Target {
  return { platform: row.platform, tenant: row.tenant, id: row.destination, kind: row.destination_kind };
}
