import { type ExpressionBuilder, type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Claim, ClaimedDelivery, OutboxStore, Outcome } from '../delivery/outbox.js';
import type { Reach } from '../ops/failpoints.js';
import { addressOf, targetOf } from './address.js';
import { clearReplies, HAS_ENDED } from './cleared-replies.js';
import type { DatabaseTime } from './database-time.js';
import { toReport } from './delivery-report.js';
import { layoutOf } from './layout-columns.js';
import { readOpenings } from './openings.js';
import { planRuns } from './planning.js';
import { readHistory } from './posting-history.js';
import { hasRowLocks } from './row-locks.js';
import type { DeliveryTable, Tables } from './schema.js';
import { createTurns } from './turns.js';
import { failUnscheduled } from './unscheduled.js';
import { IS_WAITING, isOneOf, takesMessages } from './waiting.js';

const TOO_LATE = { code: 'late', reason: 'Its time was over before it could be sent.' };
const LOST = { code: 'unknown', reason: 'Paperboy stopped before the outcome was written down.' };
/** The state of a destination that takes no messages. */
const REFUSING = sql`from destination where destination.platform = delivery.platform and destination.tenant = delivery.tenant
  and destination.destination = delivery.destination and destination.state <> 'active'`;
const FREE = { owner: null, lease_until: null };
/** Its papers come with a later list. */
const UNGIVEN = { given: 0 };

export interface OutboxRepositoryOptions {
  readonly db: Kysely<Tables>;
  /** By which leases are given, checked and ended. */
  readonly time: DatabaseTime;
  readonly reach: Reach;
}

export function createOutboxRepository({ db, time, reach }: OutboxRepositoryOptions): OutboxStore {
  const turns = createTurns();
  return {
    plan: (runs, now) =>
      db.transaction().execute(async (trx) => {
        const added = await planRuns(trx, runs, { now, turns, reach });
        reach('mid_commit');
        return added;
      }),
    history: (targets, since) => readHistory(db, targets, since),
    claim: (wish) => claim(db, time, wish),
    hold: (delivery, leaseMs) => hold(db, time, delivery, leaseMs),
    settle: (delivery, outcome, now) =>
      db.transaction().execute((trx) => settle(trx, delivery, outcome, now)),
    release: (now) => db.transaction().execute((trx) => release(trx, time, now)),
    expire: (now) => db.transaction().execute((trx) => expire(trx, now)),
    last: async (target, list) => {
      const row = await db
        .selectFrom('delivery')
        .selectAll()
        .where((eb) => eb.and(addressOf(target, list)))
        .where('period', 'not like', 'test:%')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : toReport(row);
    },
  };
}

async function claim(
  db: Kysely<Tables>,
  time: DatabaseTime,
  { owner, platform, dueBy, leaseMs, limit }: Claim,
) {
  const now = time.instant();
  const rows = await db
    .updateTable('delivery')
    .set((eb) => ({
      state: 'sending',
      owner,
      lease_until: time.instant(leaseMs),
      attempt: eb('attempt', '+', 1),
      attempt_started_at: now,
      updated_at: now,
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('delivery')
        .select('id')
        .where('platform', '=', platform)
        .where('due_at', '<=', dueBy.toISOString())
        .where(IS_WAITING)
        .where(({ eb, or }) => or([eb('state', '=', 'unknown'), eb('expires_at', '>', now)]))
        .where(takesMessages('delivery'))
        .where(isNextPart)
        .orderBy('turn')
        .orderBy('spread')
        .orderBy('id')
        .limit(limit)
        // Others claim at the same time: what one of them looks at is left to it.
        .$if(hasRowLocks(db), (query) => query.forUpdate().skipLocked()),
    )
    .returningAll()
    .execute();
  const replies = await readReplies(db, rows);
  const openings = await readOpenings(db, rows);
  return rows
    .sort((a, b) => a.turn - b.turn || a.spread - b.spread || a.id - b.id)
    .map((row) => ({ ...toClaimed(row, owner, replies), ...openings(row) }));
}

/** A lease with less than half of its time left is given anew, even one that has ended, if nobody has taken the delivery since. */
async function hold(
  db: Kysely<Tables>,
  time: DatabaseTime,
  { id, owner, attempt }: ClaimedDelivery,
  leaseMs: number,
): Promise<boolean> {
  const mine = { id, owner, attempt, state: 'sending' } as const;
  const held = await db
    .selectFrom('delivery')
    .select('id')
    .where((eb) => eb.and(mine))
    .where('lease_until', '>', time.instant(leaseMs / 2))
    .executeTakeFirst();
  if (held !== undefined) return true;
  const renewed = await db
    .updateTable('delivery')
    .set({ lease_until: time.instant(leaseMs) })
    .where((eb) => eb.and(mine))
    .executeTakeFirst();
  return renewed.numUpdatedRows > 0n;
}

/** A destination that has taken a message refuses us no more. */
async function forgetFailures(trx: Transaction<Tables>, { target }: ClaimedDelivery): Promise<void> {
  const { platform, tenant, id } = target;
  await trx
    .updateTable('destination')
    .set({ failure_days: '[]', reason: null })
    .where((eb) => eb.and({ platform, tenant, destination: id }))
    .where('state', '=', 'active')
    .where('failure_days', '<>', '[]')
    .execute();
}

/** A part is not sent before those before it are settled, so that a list is read in its order. */
function isNextPart({ or, eb, not, exists, selectFrom }: Columns) {
  const earlier = selectFrom('delivery as earlier')
    .select('earlier.id')
    .whereRef('earlier.platform', '=', 'delivery.platform')
    .whereRef('earlier.tenant', '=', 'delivery.tenant')
    .whereRef('earlier.destination', '=', 'delivery.destination')
    .whereRef('earlier.list', '=', 'delivery.list')
    .whereRef('earlier.period', '=', 'delivery.period')
    .whereRef('earlier.part', '<', 'delivery.part')
    .where('earlier.state', 'in', ['pending', 'sending', 'unknown']);
  return or([eb('part', '=', 1), not(exists(earlier))]);
}

/** What the claimed ones are to say, by hash: many say the same. */
async function readReplies(db: Kysely<Tables>, rows: readonly { readonly reply_hash: string }[]) {
  if (rows.length === 0) return new Map<string, string>();
  const hashes = [...new Set(rows.map(({ reply_hash }) => reply_hash))];
  const found = await db.selectFrom('reply').select(['hash', 'json']).where('hash', 'in', hashes).execute();
  return new Map(found.map(({ hash, json }) => [hash, json]));
}

async function settle(trx: Transaction<Tables>, delivery: ClaimedDelivery, outcome: Outcome, now: Date) {
  const settled = await trx
    .updateTable('delivery')
    .set((eb) => ({
      ...FREE,
      ...outcomeColumns(outcome, eb),
      state: outcome.state,
      updated_at: now.toISOString(),
    }))
    .where('id', '=', delivery.id)
    .where('state', '=', 'sending')
    .where('owner', '=', delivery.owner)
    .where('attempt', '=', delivery.attempt)
    .returning('id')
    .execute();
  if (outcome.state === 'sent' && settled.length > 0) await forgetFailures(trx, delivery);
  const again = outcome.state === 'pending' || outcome.state === 'unknown';
  if (again) await failUnscheduled(trx, now, isOneOf(settled));
  else await clearReplies(trx, sql<boolean>`delivery.id = ${delivery.id} and ${HAS_ENDED}`);
  return settled.length > 0;
}

function outcomeColumns(outcome: Outcome, eb: Columns) {
  switch (outcome.state) {
    case 'sent':
      return { platform_message_id: outcome.messageId, last_code: null, last_error: null };
    case 'pending':
      return { ...later(outcome), uncertain_since: null };
    case 'unknown':
      return { ...later(outcome), uncertain_since: firstUncertain(eb) };
    case 'failed':
      return { ...ended(outcome), ...UNGIVEN };
    case 'skipped':
      return { ...ended(outcome), ...(outcome.maybeSeen ? {} : UNGIVEN) };
  }
}

function later({
  dueAt,
  code,
  reason,
}: {
  readonly dueAt: Date;
  readonly code: string;
  readonly reason: string;
}) {
  return { due_at: dueAt.toISOString(), last_code: code, last_error: reason };
}

function ended({ code, reason }: { readonly code: string; readonly reason: string }) {
  return { last_code: code, last_error: reason };
}

type Columns = ExpressionBuilder<Tables, 'delivery'>;

function firstUncertain({ fn }: Columns) {
  return fn.coalesce('uncertain_since', 'attempt_started_at');
}

async function release(trx: Transaction<Tables>, time: DatabaseTime, now: Date): Promise<number> {
  const released = await trx
    .updateTable('delivery')
    .set((eb) => ({
      ...FREE,
      state: 'unknown',
      uncertain_since: firstUncertain(eb),
      due_at: now.toISOString(),
      last_code: LOST.code,
      last_error: LOST.reason,
      updated_at: now.toISOString(),
    }))
    .where(sql<boolean>`state = 'sending'`)
    .where('lease_until', '<=', time.instant())
    .returning('id')
    .execute();
  await failUnscheduled(trx, now, isOneOf(released));
  return released.length;
}

async function expire(trx: Transaction<Tables>, now: Date): Promise<number> {
  const expired = await trx
    .updateTable('delivery')
    .set({
      state: 'skipped',
      // That its destination took nothing, or what went wrong earlier, tells more than that time ran out.
      last_code: sql`coalesce((select 'suspended' ${REFUSING}), last_code, ${TOO_LATE.code})`,
      last_error: sql`coalesce((select reason ${REFUSING}), last_error, ${TOO_LATE.reason})`,
      updated_at: now.toISOString(),
      ...UNGIVEN,
    })
    .where(IS_WAITING)
    .where('state', '=', 'pending')
    .where('expires_at', '<=', now.toISOString())
    .returning('id')
    .execute();
  if (expired.length > 0) await clearReplies(trx, isOneOf(expired)(trx));
  return expired.length;
}

function toClaimed(
  row: Selectable<DeliveryTable>,
  owner: string,
  replies: ReadonlyMap<string, string>,
): ClaimedDelivery {
  const { id, dedupe_key: key, list, period, part, content, attempt, uncertain_since } = row;
  const replyJson = replies.get(row.reply_hash) ?? '';
  return {
    ...{ id, key, target: targetOf(row), list, period, part, content, replyJson, owner, attempt },
    ...layoutOf(row),
    ...(uncertain_since === null ? {} : { uncertainSince: new Date(uncertain_since) }),
    expiresAt: new Date(row.expires_at),
    ...(row.edition === null ? {} : { edition: row.edition }),
  };
}
