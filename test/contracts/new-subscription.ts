import type { Target } from '../../src/core/invocation.js';
import type { NewSubscription, PersonKey, Subscription } from '../../src/delivery/subscription.js';
import type { Store } from '../../src/store/store.js';
import { NINE } from './new-delivery.js';

export const LIMITS = { ofPerson: 100, ofTenant: 1_000 };

/** A channel where they all are. */
export const ROOM: Target = { platform: 'slack', tenant: 'T1', id: 'room', kind: 'channel' };

export function person(id: string, tenant = 'T1'): PersonKey {
  return { platform: 'slack', tenant, id };
}

function directMessages(owner: PersonKey): Target {
  return { ...owner, kind: 'direct' };
}

/** A topic of a person, due at nine every day. */
export function newSubscription(id: string, more: Partial<NewSubscription> = {}): NewSubscription {
  const owner = more.owner ?? person(id);
  return {
    owner,
    tenant: owner.tenant,
    query: 'rag',
    every: 'day',
    weekday: 'mon',
    days: 'all',
    size: 10,
    target: directMessages(owner),
    nextRunAt: NINE,
    matchesSince: new Date('2026-05-20T12:00:00Z'),
    ...more,
  };
}

/** Adds a subscription that has to fit. */
export async function subscribed(
  { subscriptions }: Store,
  id: string,
  more: Partial<NewSubscription> = {},
): Promise<Subscription> {
  const added = await subscriptions.add(newSubscription(id, more), LIMITS, NINE);
  if (added.kind !== 'added') throw new Error(`It was not added: ${added.kind}.`);
  return added.subscription;
}
