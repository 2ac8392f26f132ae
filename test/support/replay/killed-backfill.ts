import { watch as watchFolder } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeHuggingFace } from '../../fakes/hugging-face/fake-hugging-face.js';
import type { LivingDays } from '../../fakes/hugging-face/living-days.js';
import { randomFaults, type SourceFault } from '../../fakes/source-faults.js';
import { createWatch } from '../../fakes/watch.js';
import { runProgram } from '../program.js';

export interface KilledBackfill {
  /** A new folder for the database. */
  readonly folder: string;
  readonly span: readonly string[];
  readonly living: LivingDays;
  readonly random: () => number;
  readonly kills: number;
  /** How likely each request is to go wrong. */
  readonly trouble: number;
  readonly env: Readonly<Record<string, string>>;
}

const PAGE_SIZE = 12;
/** A start gets less than twice as far as it takes to keep something. */
const MOST_REQUESTS = 30;
const MOST_WRITES = 12;
/** Of these the program waits for none longer than a second. */
const FAULTS: readonly SourceFault[] = [
  ...(['server-error', 'reset', 'cut-off', 'broken-gzip', 'cut-short', 'web-page'] as const),
];

/** Starts the built program until it has read everything, and kills it at moments that chance names: at some request, or at some write to its file. */
export async function backfillKilled(
  options: KilledBackfill,
): Promise<{ readonly file: string; readonly killed: number }> {
  const { folder, span, living, random, kills, trouble, env } = options;
  await mkdir(folder);
  const file = join(folder, 'paperboy.db');
  const happened = createWatch();
  const seen = { requests: 0, writes: 0 };
  const draw = randomFaults(random, trouble, FAULTS);
  const server = await startFakeHuggingFace({
    days: living.itemsOf,
    pageSize: PAGE_SIZE,
    fault() {
      seen.requests += 1;
      happened.changed();
      return draw();
    },
  });
  const writes = watchFolder(folder, (_, name) => {
    if (name?.endsWith('-wal') !== true) return;
    seen.writes += 1;
    happened.changed();
  });
  const variables = { HF_API_URL: server.url, DATABASE_URL: `file:${file}`, LOG_LEVEL: 'error', ...env };
  let killed = 0;
  try {
    for (;;) {
      const what = random() < 0.5 ? 'requests' : 'writes';
      const from = seen[what];
      const most = what === 'requests' ? MOST_REQUESTS : MOST_WRITES;
      const enough = killed < kills ? from + 1 + Math.floor(random() * most) : Number.POSITIVE_INFINITY;
      const program = runProgram(['backfill', ...span], variables, folder);
      const moment = happened.until(() => (seen[what] >= enough ? 'now' : undefined));
      if ((await Promise.race([moment, program.finished])) === 'now') {
        program.signal('SIGKILL');
        killed += 1;
      }
      const { code, errors } = await program.finished;
      if (code === 0) return { file, killed };
      if (code !== 1 && code !== null) throw new Error(`It ended with ${code}: ${errors}`);
    }
  } finally {
    writes.close();
    await server.close();
  }
}
