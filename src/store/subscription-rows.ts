import type { Insertable, Kysely, Selectable } from 'kysely';
import type { PersonKey, PersonSettings, Subscription, Topic } from '../delivery/subscription.js';
import type { PersonTable, SubscriptionTable, Tables } from './schema.js';

/** The columns that name the owner of a subscription. */
export function ownerOf({ platform, tenant, id }: PersonKey) {
  return { platform, owner_tenant: tenant, owner: id };
}

/** The same, to look for them where other tables stand beside. */
export function ownedBy({ platform, tenant, id }: PersonKey) {
  return {
    'subscription.platform': platform,
    'subscription.owner_tenant': tenant,
    'subscription.owner': id,
  };
}

/** Subscriptions with their owners' own settings. */
export function selectSubscriptions(db: Kysely<Tables>) {
  return db
    .selectFrom('subscription')
    .leftJoin('person', (join) =>
      join
        .onRef('person.platform', '=', 'subscription.platform')
        .onRef('person.tenant', '=', 'subscription.owner_tenant')
        .onRef('person.id', '=', 'subscription.owner'),
    )
    .selectAll('subscription')
    .select(['person.zone as person_zone', 'person.local_time as person_time']);
}

type Row = Selectable<SubscriptionTable> & { person_zone: string | null; person_time: string | null };

export function toSubscription(row: Row): Subscription {
  const { id, platform, tenant, number, query, every, weekday, days, size, revision } = row;
  return {
    ...{ id, number, tenant, query, every, weekday, days, size, revision },
    ...(row.local_time === null ? {} : { at: row.local_time }),
    owner: { platform, tenant: row.owner_tenant, id: row.owner },
    person: toSettings({ zone: row.person_zone, local_time: row.person_time }),
    target: { platform, tenant: row.destination_tenant, id: row.destination, kind: row.destination_kind },
    paused: row.paused === 1,
    nextRunAt: new Date(row.next_run_at_utc),
    matchesSince: new Date(row.matches_since),
    ...(row.last_date === null ? {} : { lastDate: row.last_date }),
  };
}

export function toSettings({ zone, local_time }: Pick<PersonTable, 'zone' | 'local_time'>): PersonSettings {
  return { ...(zone === null ? {} : { zone }), ...(local_time === null ? {} : { at: local_time }) };
}

/** The columns that a change may change. */
export function changeableColumns(
  subscription: Topic & Pick<Subscription, 'tenant' | 'nextRunAt' | 'matchesSince'>,
): Pick<Insertable<SubscriptionTable>, (typeof CHANGEABLE)[number]> {
  const { tenant, query, every, at, weekday, days, size, target, nextRunAt, matchesSince } = subscription;
  return {
    ...{ tenant, query, every, weekday, days, size },
    local_time: at ?? null,
    destination_tenant: target.tenant,
    destination: target.id,
    destination_kind: target.kind,
    next_run_at_utc: nextRunAt.toISOString(),
    matches_since: matchesSince.toISOString(),
  };
}

const CHANGEABLE = [
  ...(['tenant', 'query', 'every', 'local_time', 'weekday', 'days', 'size'] as const),
  ...(['destination_tenant', 'destination', 'destination_kind', 'next_run_at_utc', 'matches_since'] as const),
] as const;

/** Whether two topics come to the same place. */
export function sameDestination({ target: a }: Topic, { target: b }: Topic): boolean {
  return a.platform === b.platform && a.tenant === b.tenant && a.id === b.id;
}
