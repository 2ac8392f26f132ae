import { type Kysely, sql } from 'kysely';

/** Who does not want to be named was not noted of an empty list before: the pages of the days that are still watched are read once more. */
export async function forgetKnownPages(db: Kysely<unknown>): Promise<void> {
  await sql`delete from setting where key like 'hugging-face:%'`.execute(db);
}
