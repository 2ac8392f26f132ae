import { type Kysely, sql } from 'kysely';
import type { KnownPaper } from '../papers/merge.js';
import { paperIdFromTitle } from '../papers/paper.js';
import { jsonRows } from './json-rows.js';
import { type PaperRowsOptions, readStored } from './paper-rows.js';
import type { PaperAliasTable, Tables } from './schema.js';

/** Notes the titles of papers that have an id of their own, so that a paper known only by its title is recognised, whichever comes first. */
export async function noteTitles(papers: readonly KnownPaper[], { db }: PaperRowsOptions): Promise<void> {
  const titles = papers.flatMap(({ paper: { id, title } }) =>
    hasOwnId(id) ? [{ title_id: paperIdFromTitle(title), paper_id: id }] : [],
  );
  if (titles.length === 0) return;
  await db
    .insertInto('paper_title')
    .values(titles)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Finds out which papers known by their title are among these papers or are the same as one of them, and keeps the aliases so. Returns the
 * ids whose papers have become others by that. An alias leads to an id that is no alias itself: one step is enough.
 */
export async function settleAliases(
  ids: readonly string[],
  options: PaperRowsOptions,
): Promise<readonly string[]> {
  const { db } = options;
  const olds = await titleIdsOf(ids, options);
  if (olds.length === 0) return [];
  const wanted = await newestIds(olds, options);
  const rows = await db.selectFrom('paper_alias').selectAll().where('old', 'in', olds).execute();
  const current = new Map(rows.map((row) => [row.old, row.new]));
  const changed = olds.filter((old) => wanted.get(old) !== current.get(old));
  if (changed.length === 0) return [];
  await db.deleteFrom('paper_alias').where('old', 'in', changed).execute();
  const aliases = changed.flatMap((old): PaperAliasTable[] => {
    const id = wanted.get(old);
    return id === undefined ? [] : [{ old, new: id }];
  });
  if (aliases.length > 0) await db.insertInto('paper_alias').values(aliases).execute();
  return changed.flatMap((old) => [old, current.get(old) ?? [], wanted.get(old) ?? []].flat());
}

/** The other ids of papers: by the id that counts, those that led to it, and by an old id the one it leads to. */
export async function readAliases(
  ids: readonly string[],
  { db }: PaperRowsOptions,
): Promise<readonly PaperAliasTable[]> {
  if (ids.length === 0) return [];
  const aliases = db.selectFrom('paper_alias').selectAll();
  return aliases.where(({ or, eb }) => or([eb('old', 'in', ids), eb('new', 'in', ids)])).execute();
}

/** Tells the id that each of these papers has now, for those who have kept older ones. */
export async function readResolver(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const olds = [...new Set(ids.filter((id) => !hasOwnId(id)))].map((old) => [old]);
  if (olds.length === 0) return (id) => id;
  const rows = await db
    .selectFrom('paper_alias')
    .selectAll()
    .where(sql<boolean>`old in ${jsonRows(db, { old: 'text' }, olds)}`)
    .execute();
  const news = new Map(rows.map((row) => [row.old, row.new]));
  return (id) => news.get(id) ?? id;
}

/** The papers known by their title that these ids may concern. */
async function titleIdsOf(ids: readonly string[], { db }: PaperRowsOptions): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('paper_title')
    .innerJoin('paper', 'paper.id', 'title_id')
    .select('title_id')
    .where('paper_id', 'in', ids)
    .execute();
  return [...new Set([...ids.filter((id) => !hasOwnId(id)), ...rows.map((row) => row.title_id)])];
}

/** Of several papers of one title the one with the lowest id; one of another year is another paper. */
async function newestIds(
  olds: readonly string[],
  options: PaperRowsOptions,
): Promise<ReadonlyMap<string, string>> {
  const titles = await options.db
    .selectFrom('paper_title')
    .selectAll()
    .where('title_id', 'in', olds)
    .execute();
  if (titles.length === 0) return new Map();
  const papers = await readStored([...olds, ...titles.map((row) => row.paper_id)], options);
  const yearOf = (id: string) => papers.get(id)?.known?.paper.publishedAt?.slice(0, 4);
  const chosen = new Map<string, string>();
  for (const { title_id: old, paper_id: id } of titles) {
    const [year, otherYear] = [yearOf(old), yearOf(id)];
    if (year !== undefined && otherYear !== undefined && year !== otherYear) continue;
    const best = chosen.get(old);
    if (best === undefined || id < best) chosen.set(old, id);
  }
  return chosen;
}

function hasOwnId(id: string): boolean {
  return !id.startsWith('t-');
}
