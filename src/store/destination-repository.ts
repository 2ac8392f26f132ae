import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Target } from '../core/invocation.js';
import type { DestinationStore, Owner, Suspension, Untold } from '../delivery/destination-state.js';
import { targetOf } from './address.js';
import { toStatus } from './destination-rows.js';
import { NOBODY } from './forget-person.js';
import { activeTenants, knownChannels } from './known-channels.js';
import { reopen } from './reopened.js';
import type { DestinationTable, Tables } from './schema.js';
import { IS_WAITING } from './waiting.js';

export function createDestinationRepository(db: Kysely<Tables>): DestinationStore {
  return {
    async find(target) {
      const row = await select(db, target).executeTakeFirst();
      return row === undefined ? { state: 'active', failureDays: [] } : toStatus(row);
    },
    noteFailure: (target, date, reason) =>
      db.transaction().execute(async (trx) => {
        const row = await select(trx, target).executeTakeFirst();
        const before = row === undefined ? [] : toStatus(row).failureDays;
        const days = [...new Set([...before, date])];
        await save(trx, target, { failure_days: JSON.stringify(days), reason });
        return days.length;
      }),
    suspend: (suspension, now) => db.transaction().execute((trx) => suspend(trx, suspension, now)),
    resume: (target, now) => db.transaction().execute((trx) => resume(trx, target, now)),
    untold: (most) => readUntold(db, most),
    noteTold: (targets, now) =>
      db.transaction().execute(async (trx) => {
        for (const target of targets)
          await trx
            .updateTable('destination')
            .set({ notified_at: now.toISOString() })
            .where((eb) => eb.and(keyOf(target)))
            .execute();
      }),
    known: (platform, tenants) => knownChannels(db, platform, tenants),
    tenants: (platform) => activeTenants(db, platform),
  };
}

function keyOf({ platform, tenant, id }: Target) {
  return { platform, tenant, destination: id };
}

function select(db: Kysely<Tables>, target: Target) {
  return db
    .selectFrom('destination')
    .selectAll()
    .where((eb) => eb.and(keyOf(target)));
}

type Changes = Partial<Omit<Selectable<DestinationTable>, 'platform' | 'tenant' | 'destination'>>;

async function save(trx: Transaction<Tables>, target: Target, changes: Changes): Promise<void> {
  const fresh = { state: 'active', failure_days: '[]' } as const;
  await trx
    .insertInto('destination')
    .values({ ...fresh, ...keyOf(target), destination_kind: target.kind, ...changes })
    .onConflict((conflict) => conflict.columns(['platform', 'tenant', 'destination']).doUpdateSet(changes))
    .execute();
}

async function suspend(
  trx: Transaction<Tables>,
  { target, state, reason }: Suspension,
  now: Date,
): Promise<void> {
  const known = await select(trx, target).executeTakeFirst();
  if (known === undefined || known.state === 'active')
    await save(trx, target, { state, reason, suspended_at: now.toISOString(), notified_at: null });
  // Whoever has been told that nothing is posted there need not be told again.
  else if (known.state === 'suspended' && state === 'gone') await save(trx, target, { state, reason });
  const owed = trx
    .updateTable('delivery')
    .set({ last_code: 'suspended', last_error: reason, updated_at: now.toISOString() })
    .where(IS_WAITING)
    .where((eb) => eb.and(keyOf(target)));
  await owed.set({ state: 'failed', given: 0 }).where('state', '=', 'pending').execute();
  // What may have arrived has perhaps been read: its papers do not come again.
  await owed.set({ state: 'skipped' }).where('state', '=', 'unknown').execute();
}

async function resume(trx: Transaction<Tables>, target: Target, now: Date): Promise<number> {
  await save(trx, target, {
    ...{ state: 'active', reason: null, failure_days: '[]' },
    ...{ suspended_at: null, notified_at: null },
  });
  return reopen(trx, target, now);
}

async function readUntold(db: Kysely<Tables>, most: number): Promise<readonly Untold[]> {
  const rows = await db
    .selectFrom('destination')
    .selectAll()
    .where('state', 'in', ['suspended', 'gone'])
    .where('notified_at', 'is', null)
    .where('destination_kind', '=', 'channel')
    .limit(most)
    .execute();
  return Promise.all(rows.map((row) => toUntold(db, row)));
}

async function toUntold(db: Kysely<Tables>, row: Selectable<DestinationTable>): Promise<Untold> {
  const { platform, tenant, destination } = row;
  const schedules = await db
    .selectFrom('schedule')
    .select('created_by as id')
    .where('created_by', '<>', NOBODY)
    .where((eb) => eb.and({ platform, tenant, destination }))
    .execute();
  const topics = await db
    .selectFrom('subscription')
    .select(['owner_tenant', 'owner', 'id', 'number', 'query'])
    .where((eb) => eb.and({ platform, destination_tenant: tenant, destination }))
    .orderBy('number')
    .execute();
  const owners = new Map<string, Owner>(schedules.map(({ id }) => [id, { id, topics: [] }]));
  for (const { owner_tenant, owner, ...topic } of topics) {
    const before = owners.get(owner)?.topics ?? [];
    owners.set(owner, { tenant: owner_tenant, id: owner, topics: [...before, topic] });
  }
  const { reason, suspendedAt = new Date(0) } = toStatus(row);
  const state = row.state === 'gone' ? 'gone' : 'suspended';
  return { target: targetOf(row), state, reason: reason ?? '', suspendedAt, owners: [...owners.values()] };
}
