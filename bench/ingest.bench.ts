import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeHuggingFace, startFakeHuggingFace } from '../test/fakes/hugging-face/fake-hugging-face.js';
import { openRealDays, realDaysFolder } from '../test/fakes/hugging-face/real-days.js';
import { type Figures, FiguresSchema } from './ingest/order.js';
import { median, record, spread } from './results.js';
import { SHIPPED_FLAGS } from './shipped-flags.js';

const ROUNDS = 3;
const LEAST_PAPERS_A_SECOND = 1_000;
const MOST_MEMORY_MB = 300;
const CHILD = fileURLToPath(new URL('../var/bench/bench/ingest/child.js', import.meta.url));

const folder = realDaysFolder(process.env['PAPERBOY_DATA']);
const real = openRealDays(folder);
let server: FakeHuggingFace | undefined;

beforeAll(async () => {
  if (real === undefined) return;
  const root = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'bench')]);
  // The recorded bytes as they are, so that the server takes little of the machine that is measured.
  const bodies = new Map(real.days.map((day) => [day, real.packedBodyOf(day)]));
  server = await startFakeHuggingFace({
    answer(path, response) {
      const day = new URL(path, 'http://fake').searchParams.get('date') ?? '';
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bodies.get(day));
      return true;
    },
  });
});

afterAll(() => server?.close());

async function replay(url: string, days: readonly string[]): Promise<Figures> {
  const temporary = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
  try {
    const child = fork(CHILD, [], { execArgv: [...SHIPPED_FLAGS] });
    const reported = once(child, 'message');
    const ended = once(child, 'exit');
    child.send({ url, folder: temporary, days });
    const [message] = await Promise.race([reported, ended.then(() => ['it ended without a word'])]);
    await ended;
    return FiguresSchema.parse(message);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Times depend on the machine and on who else is at work: a target that is missed is marked, and fails nothing. */
function target(isMet: boolean, value: number): string {
  return `${value.toLocaleString('en')}, ${isMet ? 'met' : 'missed'}`;
}

it('reads years of days', async ({ skip }) => {
  if (real === undefined || server === undefined) {
    process.stdout.write(`ingest: skipped: there is no folder ${folder}.\n`);
    return skip();
  }
  const rounds: Figures[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await replay(server.url, real.days));
  const { papers, rejected, kept } = FiguresSchema.parse(rounds[0]);
  const rates = rounds.map((one) => one.papers / one.seconds);
  const again = rounds.map((one) => one.papers / one.againSeconds);
  const work = rounds.map((one) => (one.cpuSeconds * 1_000_000) / one.papers);
  const memory = rounds.map(({ peakMb }) => peakMb);
  await record(
    'ingest',
    [
      `\`npm run bench -- ingest --data DIR\`: ${real.days.length} recorded days from a local server through the real client into a new SQLite file and a bm25 index.`,
      `${papers} papers and ${rejected} malformed items; ${kept} different papers. Median (min-max) of ${ROUNDS} rounds, each in a process of its own with \`${SHIPPED_FLAGS.join(' ')}\`.`,
    ],
    [
      ['what', 'measured', 'target'],
      [
        'papers a second',
        spread(rates),
        target(median(rates) >= LEAST_PAPERS_A_SECOND, LEAST_PAPERS_A_SECOND),
      ],
      [
        'resident MB at the most',
        spread(memory),
        target(Math.max(...memory) <= MOST_MEMORY_MB, MOST_MEMORY_MB),
      ],
      ['papers a second when all are known', spread(again), ''],
      ['processor time a paper, both threads, µs', spread(work), ''],
    ],
  );
  for (const one of rounds) {
    expect(one.indexed).toBe(one.kept);
    // A paper that was listed on two days has other votes on each.
    expect(one.changedAgain).toBeLessThanOrEqual(2 * (papers - kept));
  }
});
