import { type RawBuilder, sql } from 'kysely';
import { joinPapers, type KnownPaper } from '../papers/merge.js';
import type { PaperRowsOptions } from './paper-rows.js';
import type { PaperSignalTable } from './schema.js';

const COUNTS = ['upvotes', 'comments', 'stars'] as const;

/** Notes the counts of observations under the UTC day they were made on; the last of a day stays. */
export async function noteSignals(
  observations: readonly KnownPaper[],
  { db }: PaperRowsOptions,
): Promise<void> {
  const rows = [...byPaperAndDay(observations)].map(([, { day, known }]) => signalRow(day, known));
  if (rows.length === 0) return;
  await db
    .insertInto('paper_signal')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['paper_id', 'day']).doUpdateSet(Object.fromEntries(COUNTS.flatMap(laterCount))),
    )
    .execute();
}

function byPaperAndDay(observations: readonly KnownPaper[]) {
  const days = new Map<string, { readonly day: string; readonly known: KnownPaper }>();
  for (const known of observations) {
    const { upvotes, comments, githubStars } = known.observed;
    const day = (upvotes ?? comments ?? githubStars)?.slice(0, 10);
    if (day === undefined) continue;
    const key = `${day} ${known.paper.id}`;
    const before = days.get(key);
    days.set(key, { day, known: before === undefined ? known : joinPapers(before.known, known) });
  }
  return days;
}

function signalRow(day: string, { paper, observed }: KnownPaper): PaperSignalTable {
  return {
    paper_id: paper.id,
    day,
    upvotes: paper.upvotes ?? null,
    upvotes_at: observed.upvotes ?? null,
    comments: paper.comments ?? null,
    comments_at: observed.comments ?? null,
    stars: paper.githubStars ?? null,
    stars_at: observed.githubStars ?? null,
  };
}

/** The count observed later takes the place of the one before; of one moment the larger. */
function laterCount(count: (typeof COUNTS)[number]): readonly (readonly [string, RawBuilder<unknown>])[] {
  const [ours, theirs] = [sql.ref(`paper_signal.${count}`), sql.ref(`excluded.${count}`)];
  const [at, theirAt] = [sql.ref(`paper_signal.${count}_at`), sql.ref(`excluded.${count}_at`)];
  const isLater = sql`${theirAt} is not null and (${at} is null or ${theirAt} > ${at} or (${theirAt} = ${at} and ${theirs} > ${ours}))`;
  return [
    [count, sql`case when ${isLater} then ${theirs} else ${ours} end`],
    [`${count}_at`, sql`case when ${isLater} then ${theirAt} else ${at} end`],
  ];
}
