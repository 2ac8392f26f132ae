import { sql, type Transaction } from 'kysely';
import type { NewDelivery } from '../delivery/outbox.js';
import { CLEARED } from './cleared-replies.js';
import { jsonRows } from './json-rows.js';
import { layoutColumns } from './layout-columns.js';
import { replyHash } from './reply-hash.js';
import type { Tables } from './schema.js';
import type { Turns } from './turns.js';

const REPLY = { hash: 'text', json: 'text', paper_ids: 'text' } as const;
/** What many deliveries have in common. */
const MESSAGE = {
  message: 'integer',
  list: 'text',
  period: 'text',
  part: 'integer',
  content: 'text',
  reply_hash: 'text',
  edition: 'text',
  style: 'text',
  tag: 'text',
  given: 'integer',
  due_at: 'text',
  expires_at: 'text',
} as const;
const ADDRESS = {
  message: 'integer',
  platform: 'text',
  tenant: 'text',
  destination: 'text',
  destination_kind: 'text',
  dedupe_key: 'text',
  turn: 'integer',
  spread: 'integer',
} as const;
const { message: _, ...COLUMNS } = { ...MESSAGE, ...ADDRESS };
const NAMES = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));

/** Adds deliveries, each message once however many get it; tells how many had not been there before. */
export async function addDeliveries(
  trx: Transaction<Tables>,
  deliveries: readonly NewDelivery[],
  turns: Turns,
  now: Date,
): Promise<number> {
  const messages = createMessages();
  const addresses = deliveries.map((delivery) => {
    const { platform, tenant, id, kind } = delivery.target;
    const { turn, spread } = turns.next(delivery);
    return [messages.numberOf(delivery), platform, tenant, id, kind, delivery.key, turn, spread];
  });
  await sql`
    insert into reply (hash, json, paper_ids)
    select hash, json, paper_ids from ${jsonRows(trx, REPLY, messages.replies())} as replies where true
    on conflict (hash) do update set json = excluded.json where reply.json = ${CLEARED}
  `.execute(trx);
  const instant = now.toISOString();
  const { numAffectedRows = 0n } = await sql`
    with messages as materialized ${jsonRows(trx, MESSAGE, messages.rows())},
      addresses as ${jsonRows(trx, ADDRESS, addresses)}
    insert into delivery (${NAMES}, state, attempt, created_at, updated_at)
    select ${NAMES}, 'pending', 0, cast(${instant} as text), cast(${instant} as text)
    from addresses join messages using (message) where true
    on conflict (dedupe_key) do nothing
  `.execute(trx);
  return Number(numAffectedRows);
}

/** Numbers what deliveries have in common. Those of many channels share the very same text, which is not looked at twice. */
function createMessages() {
  const numbers = new Map<string, number>();
  const rows: (string | number | null)[][] = [];
  const replies = new Map<string, string[]>();
  const lasts = new Map<string, { readonly delivery: NewDelivery; readonly number: number }>();
  const add = (delivery: NewDelivery): number => {
    const { list, period, part, content, replyJson, edition, layout, paperIds, dueAt, expiresAt } = delivery;
    const hash = replyHash(replyJson, paperIds);
    replies.set(hash, [hash, replyJson, JSON.stringify(paperIds)]);
    const given = period.startsWith('test:') ? 0 : 1;
    const times = [dueAt.toISOString(), expiresAt.toISOString()];
    const { style, tag } = layoutColumns(layout);
    const row = [list, period, part, content, hash, edition ?? null, style, tag, given, ...times];
    const name = JSON.stringify(row);
    const number = numbers.get(name) ?? rows.push([rows.length, ...row]) - 1;
    numbers.set(name, number);
    return number;
  };
  return {
    rows: () => rows,
    replies: () => [...replies.values()],
    numberOf(delivery: NewDelivery): number {
      const known = lasts.get(delivery.replyJson);
      if (known !== undefined && isSameMessage(known.delivery, delivery)) return known.number;
      const number = add(delivery);
      lasts.set(delivery.replyJson, { delivery, number });
      return number;
    },
  };
}

function isSameMessage(a: NewDelivery, b: NewDelivery): boolean {
  return (
    a.replyJson === b.replyJson &&
    a.paperIds === b.paperIds &&
    a.list === b.list &&
    a.period === b.period &&
    a.part === b.part &&
    a.edition === b.edition &&
    a.layout?.style === b.layout?.style &&
    a.layout?.tag === b.layout?.tag &&
    a.dueAt === b.dueAt &&
    a.expiresAt === b.expiresAt
  );
}
