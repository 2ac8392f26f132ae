import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import type { Tables } from './schema.js';

/** In the place of the words; the papers stay. */
export const CLEARED = '';

/**
 * Takes the words out of what some deliveries say, unless others are still to say the same. They are not needed once a message is sent, and
 * digests of topics hold what people look for.
 */
export async function clearReplies(trx: Transaction<Tables>, which: Expression<SqlBool>): Promise<void> {
  await sql`
    update reply set json = ${CLEARED} where hash in (
      select reply_hash from delivery where list like 'topics:%' and ${which}
    ) and not exists (
      select 1 from delivery where delivery.reply_hash = reply.hash and (
        delivery.state in ('pending', 'unknown') or (delivery.state = 'sending' and not (${which}))
      )
    )
  `.execute(trx);
}
