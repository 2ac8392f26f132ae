import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isToBeWithdrawn, type RecordedPaper } from '../../fakes/hugging-face/living-days.js';
import type { RealDays } from '../../fakes/hugging-face/real-days.js';
import { pageOf, recordOf } from '../../sources/page-text.js';

const EVERY = 40;
const ONE_IN_ON_PAGE = 150;
const PAGE = 'daily-papers-2024-07-01.txt';

export interface SavedFiles {
  readonly files: readonly string[];
  /** Days of which the counts were saved. */
  readonly days: readonly string[];
  /** The ids of the papers on the saved page, which knows their titles only. */
  readonly onPage: readonly string[];
}

/** What somebody may have saved over the years: answers of some days, and a page with papers of all of them. */
export function saveFiles(
  folder: string,
  recorded: RealDays,
  { days, papers }: { days: readonly string[]; papers: ReadonlyMap<string, RecordedPaper> },
): SavedFiles {
  mkdirSync(folder);
  const saved = days.filter((_, index) => index % EVERY === 0);
  const answers = saved.map((day) => ({ name: `${day}.json.gz`, body: recorded.packedBodyOf(day) ?? '' }));
  const shown = [...papers.values()].filter(
    (paper) => Number(paper.id.slice(5)) % ONE_IN_ON_PAGE === 1 && !isToBeWithdrawn(paper),
  );
  const page = pageOf(
    ...shown.map(({ title, publishedAt }) =>
      recordOf(title.replace(/\s+/g, ' '), { date: shownDate(publishedAt) }),
    ),
  );
  const files = [...answers, { name: PAGE, body: page }].map(({ name, body }) => {
    const file = join(folder, name);
    writeFileSync(file, body);
    return file;
  });
  return { files, days: saved, onPage: shown.map(({ id }) => id).sort() };
}

function shownDate(instant: string): string {
  const format = { timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' } as const;
  return new Date(instant).toLocaleDateString('en-US', format);
}
