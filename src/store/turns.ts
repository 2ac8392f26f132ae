import type { NewDelivery } from '../delivery/outbox.js';

/** Whatever is planned within this long stands in one queue. */
const QUEUE_MS = 60_000;

/** Tells where a delivery stands: tenants take turns, and within a turn destinations are in an order that has nothing to do with theirs. */
export interface Turns {
  next(delivery: NewDelivery): { readonly turn: number; readonly spread: number };
}

/** Counts what tenants are owed. It is only about fairness, so that a process need not know what others have counted. */
export function createTurns(): Turns {
  let queue = Number.NaN;
  const counts = new Map<string, number>();
  return {
    next({ target: { platform, tenant, id }, dueAt }) {
      const current = Math.floor(dueAt.getTime() / QUEUE_MS);
      if (current !== queue) counts.clear();
      queue = current;
      const owner = JSON.stringify([platform, tenant]);
      const turn = counts.get(owner) ?? 0;
      counts.set(owner, turn + 1);
      return { turn, spread: hashOf(`${owner}${id}`) };
    },
  };
}

/** FNV-1a, 31 bits of it: PostgreSQL's integers have a sign. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 1;
}
