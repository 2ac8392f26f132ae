import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Target } from '../core/invocation.js';
import { CLEARED, REFUSED } from './cleared-replies.js';
import { readResolver } from './paper-aliases.js';
import { readHistory } from './posting-history.js';
import type { Tables } from './schema.js';
import { failUnscheduled } from './unscheduled.js';
import { isOneOf } from './waiting.js';

const PaperIds = z.array(z.string());

/**
 * Owes a destination again what it could not be given, while that is in time: nothing whose papers came with something later, and nothing that
 * nobody wants any more. Tells how much it is.
 */
export async function reopen(trx: Transaction<Tables>, target: Target, now: Date): Promise<number> {
  const refused = await readRefused(trx, target, now);
  const rows = await withoutGiven(trx, target, refused);
  if (rows.length === 0) return 0;
  const instant = now.toISOString();
  await trx
    .updateTable('delivery')
    .set({
      state: 'pending',
      due_at: instant,
      last_code: null,
      last_error: null,
      updated_at: instant,
      given: 1,
    })
    .where(isOneOf(rows)(trx))
    .execute();
  await failUnscheduled(trx, now, isOneOf(rows));
  const owed = await trx
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number | string>().as('deliveries'))
    .where(isOneOf(rows)(trx))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return Number(owed.deliveries);
}

interface Refused {
  readonly id: number;
  readonly created_at: string;
  readonly paperIds: readonly string[];
}

/** The newest first. What somebody wanted to see at once is over. */
async function readRefused(
  trx: Transaction<Tables>,
  { platform, tenant, id }: Target,
  now: Date,
): Promise<readonly Refused[]> {
  const rows = await trx
    .selectFrom('delivery')
    .innerJoin('reply', 'reply.hash', 'delivery.reply_hash')
    .select(['delivery.id', 'created_at', 'paper_ids'])
    .where((eb) => eb.and({ platform, tenant, destination: id }))
    .where('state', '=', 'failed')
    .where('last_code', 'in', REFUSED)
    .where('expires_at', '>', now.toISOString())
    .where('period', 'not like', 'test:%')
    .where('reply.json', '<>', CLEARED)
    .orderBy('delivery.id', 'desc')
    .execute();
  return rows.map(({ paper_ids, ...row }) => ({ ...row, paperIds: PaperIds.parse(JSON.parse(paper_ids)) }));
}

/** Of those that have papers in common, only the newest, which has them all. */
async function withoutGiven(
  trx: Transaction<Tables>,
  target: Target,
  refused: readonly Refused[],
): Promise<readonly Refused[]> {
  const oldest = refused.at(-1);
  if (oldest === undefined) return [];
  const [history] = await readHistory(trx, [target], new Date(oldest.created_at));
  const resolve = await readResolver(
    trx,
    refused.flatMap(({ paperIds }) => paperIds),
  );
  const given = new Set(history?.paperIds);
  return refused.filter(({ paperIds }) => {
    const ids = paperIds.map(resolve);
    if (ids.some((id) => given.has(id))) return false;
    for (const id of ids) given.add(id);
    return true;
  });
}
