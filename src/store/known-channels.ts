import { type Kysely, sql } from 'kysely';
import type { DestinationStatus, KnownChannel } from '../delivery/destination-state.js';
import { targetOf } from './address.js';
import { toStatus } from './destination-rows.js';
import { jsonRows } from './json-rows.js';
import { layoutOf } from './layout-columns.js';
import type { Tables } from './schema.js';
import { takesMessages } from './waiting.js';

const ACTIVE: DestinationStatus = { state: 'active', failureDays: [] };

/** The channels of some tenants that have a daily list or take topics, each once. */
export async function knownChannels(
  db: Kysely<Tables>,
  platform: string,
  tenants: readonly string[],
): Promise<readonly KnownChannel[]> {
  const wanted = jsonRows(
    db,
    { tenant: 'text' },
    tenants.map((tenant) => [tenant]),
  );
  const schedules = await db
    .selectFrom('schedule')
    .select(['platform', 'tenant', 'destination', 'destination_kind', 'style', 'tag'])
    .where('platform', '=', platform)
    .where('destination_kind', '=', 'channel')
    .where(sql<boolean>`tenant in ${wanted}`)
    .execute();
  const topics = await db
    .selectFrom('subscription')
    .select(['platform', 'destination_tenant as tenant', 'destination', 'destination_kind'])
    .distinct()
    .where('platform', '=', platform)
    .where('destination_kind', '=', 'channel')
    .where(sql<boolean>`destination_tenant in ${wanted}`)
    .execute();
  const states = await db
    .selectFrom('destination')
    .selectAll()
    .where('platform', '=', platform)
    .where(sql<boolean>`tenant in ${wanted}`)
    .execute();
  const statusOf = new Map(states.map((row) => [keyOf(row), toStatus(row)]));
  const known = new Map<string, KnownChannel>();
  for (const row of [
    ...topics.map((topic) => ({ ...topic, style: 'message' as const, tag: null })),
    ...schedules,
  ])
    known.set(keyOf(row), {
      target: targetOf(row),
      ...layoutOf(row),
      status: statusOf.get(keyOf(row)) ?? ACTIVE,
    });
  return [...known.values()];
}

/** The same of all tenants. */
export async function allChannels(db: Kysely<Tables>, platform: string): Promise<readonly KnownChannel[]> {
  const schedules = db.selectFrom('schedule').select('tenant').where('platform', '=', platform);
  const topics = db
    .selectFrom('subscription')
    .select('destination_tenant as tenant')
    .where('platform', '=', platform);
  const rows = await schedules.union(topics).execute();
  return knownChannels(
    db,
    platform,
    rows.map(({ tenant }) => tenant),
  );
}

function keyOf({ tenant, destination }: { readonly tenant: string; readonly destination: string }): string {
  return `${tenant}:${destination}`;
}

/** The tenants with channels to which something is posted. */
export async function activeTenants(db: Kysely<Tables>, platform: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('schedule')
    .select('tenant')
    .where('platform', '=', platform)
    .where('destination_kind', '=', 'channel')
    .where(takesMessages('schedule'))
    .union(
      db
        .selectFrom('subscription')
        .select('destination_tenant as tenant')
        .where('platform', '=', platform)
        .where('destination_kind', '=', 'channel')
        .where(takesMessages('subscription')),
    )
    .execute();
  return rows.map(({ tenant }) => tenant);
}
