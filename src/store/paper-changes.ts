import { joinPapers } from '../papers/merge.js';
import type { Paper } from '../papers/paper.js';
import type { PaperChange, PaperChanges, PaperGone } from '../papers/paper-store.js';
import { readAliases } from './paper-aliases.js';
import { type PaperRowsOptions, readPaperRow, readStored } from './paper-rows.js';
import type { PaperAliasTable, PaperTable } from './schema.js';

/** The papers changed after a number, as they are to be shown: with what was said under their old ids, and without what is hidden. */
export async function readChanges(
  after: number,
  most: number,
  options: PaperRowsOptions,
): Promise<PaperChanges> {
  const page = options.db.selectFrom('paper').selectAll().where('sequence', '>', after);
  const rows = await page.orderBy('sequence').limit(most).execute();
  const last = rows.at(-1);
  if (last === undefined) return { changes: [], gone: [], sequence: after };
  const aliases = await readAliases(
    rows.map(({ id }) => id),
    options,
  );
  const ledTo = new Map(aliases.map((alias) => [alias.old, alias.new]));
  const papers = await readPapers(
    rows.filter(({ id }) => !ledTo.has(id)),
    aliases,
    options,
  );
  const hidden = await readWithdrawn([...rows.map(({ id }) => id), ...ledTo.keys()], options);
  const withdrawn = new Set(hidden.map((id) => ledTo.get(id) ?? id));
  const changes: PaperChange[] = [];
  const gone: PaperGone[] = [];
  for (const { id, sequence } of rows) {
    const to = ledTo.get(id);
    const paper = papers.get(id);
    if (to !== undefined) gone.push({ kind: 'moved', id, to, sequence });
    else if (paper === undefined) continue;
    else if (withdrawn.has(id)) gone.push({ kind: 'withdrawn', id, paper, sequence });
    else changes.push({ paper, sequence });
  }
  return { changes, gone, sequence: last.sequence };
}

/** Papers as their rows say; what old ids lead to is joined with what was said under them. */
async function readPapers(
  rows: readonly PaperTable[],
  aliases: readonly PaperAliasTable[],
  options: PaperRowsOptions,
): Promise<ReadonlyMap<string, Paper>> {
  const joined = aliases.filter((alias) => rows.some(({ id }) => id === alias.new));
  const stored = await readStored(
    joined.flatMap((alias) => [alias.old, alias.new]),
    options,
  );
  const papers = new Map<string, Paper>();
  for (const row of rows) {
    const olds = joined.filter((alias) => alias.new === row.id).map((alias) => alias.old);
    const [own, ...others] = [row.id, ...olds].flatMap((id) => stored.get(id)?.known ?? []);
    const isWhole = olds.length > 0 && own?.paper.id === row.id;
    const paper = isWhole ? others.reduce(joinPapers, own).paper : readPaperRow(row, options.logger);
    if (paper !== undefined) papers.set(row.id, paper);
  }
  return papers;
}

async function readWithdrawn(ids: readonly string[], { db }: PaperRowsOptions): Promise<readonly string[]> {
  const rows = db.selectFrom('withdrawn_paper').select('paper_id').where('paper_id', 'in', ids);
  return (await rows.execute()).map((row) => row.paper_id);
}
