import { joinPapers, type KnownPaper } from '../papers/merge.js';
import type { Paper } from '../papers/paper.js';
import { noteTitles, readAliases, settleAliases } from './paper-aliases.js';
import { type PaperRowsOptions, readStored, type StoredPaper } from './paper-rows.js';
import { noteSignals } from './paper-signals.js';
import type { PaperAliasTable } from './schema.js';

/** What a transaction is to take in: every paper once or more, and ids of papers that have been withdrawn. */
export interface Intake {
  readonly observations: readonly KnownPaper[];
  readonly withdrawn: readonly string[];
  readonly now: Date;
}

export interface IntakeCounts {
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly withdrawn: number;
}

interface Change {
  readonly before: StoredPaper | undefined;
  readonly after: KnownPaper;
  readonly isChanged: boolean;
}

/** Takes observations in, within one transaction whose turn it is to give out sequence numbers. */
export async function takeIn(intake: Intake, options: PaperRowsOptions): Promise<IntakeCounts> {
  const { observations, now } = intake;
  const changes = await changesOf(intake, options);
  const changed = changes.filter(({ isChanged }) => isChanged).map(({ after }) => after.paper);
  await writePapers(changed, now, options);
  await writeObserved(changes, options);
  await noteTitles(observations, options);
  await noteSignals(observations, options);
  const ids = changes.map(({ after }) => after.paper.id);
  const others = ids.length === 0 ? [] : await settleAliases(ids, options);
  const withdrawn = await noteWithdrawn(intake, options);
  const aliases = await readAliases([...new Set([...ids, ...withdrawn])], options);
  const concerned = new Set([...changed.map(({ id }) => id), ...withdrawn]);
  const led = aliases.flatMap((alias) => (concerned.has(alias.old) ? [alias.new] : []));
  await renumber([...new Set([...others, ...led, ...withdrawn])], options);
  const added = countNew(changes, aliases);
  return {
    added,
    merged: changed.length - added,
    unchanged: changes.length - changed.length,
    withdrawn: withdrawn.length,
  };
}

/** A paper is new where nothing was known of it, under its old id neither; one that is told of under both ids counts once. */
function countNew(changes: readonly Change[], aliases: readonly PaperAliasTable[]): number {
  const news = changes.filter(({ before }) => before === undefined).map(({ after }) => after.paper.id);
  const isOld = (id: string) => aliases.some((alias) => alias.old === id);
  const wasKnown = (id: string) => aliases.some((alias) => alias.new === id && !news.includes(alias.old));
  return news.filter((id) => !isOld(id) && !wasKnown(id)).length;
}

async function changesOf({ observations }: Intake, options: PaperRowsOptions): Promise<readonly Change[]> {
  const byId = new Map<string, KnownPaper>();
  for (const observation of observations) {
    const { id } = observation.paper;
    const before = byId.get(id);
    byId.set(id, before === undefined ? observation : joinPapers(before, observation));
  }
  const stored = await readStored([...byId.keys()], options);
  return [...byId].map(([id, observation]) => {
    const before = stored.get(id);
    const { known } = before ?? {};
    const after = known === undefined ? observation : joinPapers(known, observation);
    return {
      before,
      after,
      isChanged: known === undefined || contentOf(after.paper) !== contentOf(known.paper),
    };
  });
}

function contentOf({ updatedAt: _updatedAt, ...content }: Paper): string {
  return JSON.stringify(content, Object.keys(content).sort());
}

async function writePapers(papers: readonly Paper[], now: Date, options: PaperRowsOptions): Promise<void> {
  if (papers.length === 0) return;
  const sequence = await lastSequence(options);
  const updatedAt = now.toISOString();
  const rows = papers.map((paper, index) => ({
    id: paper.id,
    sequence: sequence + index + 1,
    json: JSON.stringify({ ...paper, updatedAt }),
  }));
  await options.db
    .insertInto('paper')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        json: ref('excluded.json'),
        sequence: ref('excluded.sequence'),
      })),
    )
    .execute();
}

async function writeObserved(changes: readonly Change[], { db }: PaperRowsOptions): Promise<void> {
  const rows = changes.flatMap(({ before, after: { paper, observed } }) => {
    const json = JSON.stringify(observed);
    return json === JSON.stringify(before?.known?.observed) ? [] : [{ paper_id: paper.id, json }];
  });
  if (rows.length === 0) return;
  await db
    .insertInto('paper_observed')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('paper_id').doUpdateSet(({ ref }) => ({ json: ref('excluded.json') })),
    )
    .execute();
}

/** Returns the ids that nobody had called withdrawn before. */
async function noteWithdrawn(
  { withdrawn, now }: Intake,
  { db }: PaperRowsOptions,
): Promise<readonly string[]> {
  if (withdrawn.length === 0) return [];
  const withdrawn_at = now.toISOString();
  const rows = await db
    .insertInto('withdrawn_paper')
    .values(withdrawn.map((paper_id) => ({ paper_id, withdrawn_at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('paper_id')
    .execute();
  return rows.map((row) => row.paper_id);
}

/** Gives papers a new number, so that whoever follows looks at them again. */
async function renumber(ids: readonly string[], options: PaperRowsOptions): Promise<void> {
  if (ids.length === 0) return;
  let sequence = await lastSequence(options);
  for (const id of ids) {
    sequence += 1;
    await options.db.updateTable('paper').set({ sequence }).where('id', '=', id).execute();
  }
}

async function lastSequence({ db }: PaperRowsOptions): Promise<number> {
  const last = await db
    .selectFrom('paper')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  // On an empty table it is null, whatever the types say.
  return last?.sequence ?? 0;
}
