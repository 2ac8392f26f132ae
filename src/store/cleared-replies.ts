import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import type { Tables } from './schema.js';

/** In the place of the words; the papers stay. */
export const CLEARED = '';

/** Why what is owed to a destination has failed, where the destination itself was the reason: it is sent after all when that is mended in time. */
export const REFUSED = ['suspended', 'gone', 'denied'] as const;

/** What is not sent again, whatever happens. */
export const HAS_ENDED = sql<boolean>`(
  delivery.state in ('sent', 'skipped') or (delivery.state = 'failed' and delivery.last_code not in (${sql.join(REFUSED)}))
)`;

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
