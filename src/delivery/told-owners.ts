import type { Clock } from '../core/clock.js';
import type { Reply } from '../core/reply.js';
import type { DestinationStore, OwnedTopic, Owner, Untold } from './destination-state.js';
import type { Destinations } from './destinations.js';
import { freezeDeliveries } from './new-deliveries.js';
import type { OutboxStore } from './outbox.js';

/** What concerns a channel is no news any more the day after. */
const NOTICE_MS = 24 * 60 * 60 * 1_000;
const MOST_PLACES = 3;

export interface TellingOptions {
  readonly destinations: Pick<Destinations, 'nameOf' | 'directTenant'>;
  readonly states: Pick<DestinationStore, 'noteTold'>;
  readonly outbox: Pick<OutboxStore, 'plan'>;
  readonly present: (suspended: {
    readonly place: string;
    readonly reason: string;
    readonly gone: boolean;
    readonly topics: readonly OwnedTopic[];
  }) => Reply;
  readonly clock: Clock;
}

/** Owes a direct message to everybody who has set something up in a suspended channel: one of all that happened to them together. */
export async function tellOwners(untold: readonly Untold[], options: TellingOptions): Promise<void> {
  const events = new Map<string, Untold[]>();
  for (const one of untold) {
    const { platform, tenant } = one.target;
    const event = JSON.stringify([platform, tenant, one.reason, one.state]);
    events.set(event, [...(events.get(event) ?? []), one]);
  }
  for (const together of events.values()) await tellOf(together.toSorted(byTime), options);
}

function byTime(one: Untold, other: Untold): number {
  return +one.suspendedAt - +other.suspendedAt || (one.target.id < other.target.id ? -1 : 1);
}

/** The messages are named after the first channel, so that nobody is told twice, whatever happens before it is noted. */
async function tellOf(together: readonly Untold[], options: TellingOptions): Promise<void> {
  const [first] = together;
  if (first === undefined) return;
  const { destinations, states, outbox, present, clock } = options;
  const { target, reason, state, suspendedAt } = first;
  const gone = state === 'gone';
  const now = clock.now();
  const { platform } = target;
  const deliveries = (await shares(together, options)).flatMap(({ owner: { tenant, id }, places, topics }) =>
    freezeDeliveries({
      target: { platform, tenant: tenant ?? destinations.directTenant(target), id, kind: 'direct' },
      list: `notice:${target.tenant}:${target.id}`,
      period: `suspended:${suspendedAt.toISOString()}`,
      content: 'notice',
      reply: present({ place: enumerate(places), reason, gone, topics }),
      paperIds: [],
      dueAt: now,
      expiresAt: new Date(now.getTime() + NOTICE_MS),
    }),
  );
  await outbox.plan([{ advances: [], deliveries }], now);
  await states.noteTold(
    together.map((one) => one.target),
    now,
  );
}

interface Share {
  readonly owner: Pick<Owner, 'id' | 'tenant'>;
  readonly places: string[];
  readonly topics: OwnedTopic[];
}

/** What each of the owners has in these channels. */
async function shares(
  together: readonly Untold[],
  { destinations }: TellingOptions,
): Promise<readonly Share[]> {
  const all = new Map<string, Share>();
  for (const { target, owners } of together) {
    const place = await destinations.nameOf(target);
    for (const { topics, ...owner } of owners) {
      const key = JSON.stringify([owner.tenant ?? destinations.directTenant(target), owner.id]);
      const share = all.get(key) ?? { owner, places: [], topics: [] };
      share.places.push(place);
      share.topics.push(...topics);
      all.set(key, share);
    }
  }
  return [...all.values()];
}

/** "#one, #two, #three and 4 more". */
function enumerate(places: readonly string[]): string {
  const rest = places.length - MOST_PLACES;
  const named = rest > 0 ? [...places.slice(0, MOST_PLACES), `${rest} more`] : places;
  const [last = ''] = named.slice(-1);
  return named.length < 2 ? last : `${named.slice(0, -1).join(', ')} and ${last}`;
}
