import { type Kysely, sql } from 'kysely';
import { replyHash } from '../reply-hash.js';

/** As it was before. */
interface Before {
  delivery: {
    id: number;
    reply_json: string;
    state: string;
    reply_hash: string;
    given: number;
    spread: number;
  };
  posted_paper: { delivery_id: number; paper_id: string };
  reply: { hash: string; json: string; paper_ids: string };
}

const PAGE = 500;

/**
 * A message that thousands of channels get is stored once, with its papers: what a channel has been given follows from its deliveries. The
 * editions that lists are made from are kept beside.
 */
export async function freezeRepliesByContent(db: Kysely<Before>): Promise<void> {
  await createTables(db);
  await db.schema.alterTable('delivery').addColumn('reply_hash', 'text').execute();
  await db.schema.alterTable('delivery').addColumn('edition', 'text').execute();
  await addNumber(db, 'given');
  await addNumber(db, 'turn');
  await addNumber(db, 'spread');
  await moveReplies(db);
  await db.schema.dropIndex('delivery_by_due').execute();
  await db.schema.alterTable('delivery').dropColumn('reply_json').execute();
  await db.schema.dropTable('posted_paper').execute();
  await db.schema
    .createIndex('delivery_waiting')
    .on('delivery')
    .columns(['platform', 'turn', 'spread', 'id'])
    .where(sql<boolean>`state in ('pending', 'unknown')`)
    .execute();
  await db.schema
    .createIndex('delivery_on_its_way')
    .on('delivery')
    .column('lease_until')
    .where(sql<boolean>`state = 'sending'`)
    .execute();
}

async function createTables(db: Kysely<Before>): Promise<void> {
  await db.schema
    .createTable('reply')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('json', 'text', (column) => column.notNull())
    .addColumn('paper_ids', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('edition')
    .addColumn('feed_day', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('content_json', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('edition_once', ['feed_day', 'revision'])
    .execute();
}

function addNumber(db: Kysely<Before>, column: string): Promise<void> {
  return db.schema
    .alterTable('delivery')
    .addColumn(column, 'integer', (added) => added.notNull().defaultTo(0))
    .execute();
}

async function moveReplies(db: Kysely<Before>): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('delivery')
      .select(['id', 'reply_json'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) await moveReply(db, row);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}

async function moveReply(
  db: Kysely<Before>,
  { id, reply_json: json }: { readonly id: number; readonly reply_json: string },
): Promise<void> {
  const papers = await db
    .selectFrom('posted_paper')
    .select('paper_id')
    .where('delivery_id', '=', id)
    .execute();
  const paperIds = papers.map(({ paper_id }) => paper_id);
  const hash = replyHash(json, paperIds);
  await db
    .insertInto('reply')
    .values({ hash, json, paper_ids: JSON.stringify(paperIds) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // What a failed delivery was about had been given back, so it has no papers here.
  await db.updateTable('delivery').set({ reply_hash: hash, given: 1 }).where('id', '=', id).execute();
}
