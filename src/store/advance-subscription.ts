import type { Transaction } from 'kysely';
import type { Advance } from '../delivery/outbox.js';
import type { Tables } from './schema.js';

/** Moves a person's topic on; false when it is not as it was read any more: there are none yet, so a run that names one is void. */
export async function advanceSubscription(
  _trx: Transaction<Tables>,
  _advance: Extract<Advance, { kind: 'subscription' }>,
): Promise<boolean> {
  return false;
}
