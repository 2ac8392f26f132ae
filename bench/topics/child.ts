import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/ops/system-clock.js';
import { createTopicMatcher } from '../../src/search/topics/topic-matcher.js';
import { memoryInUse, watched } from '../search/watched.js';
import { createBareLunr } from './bare-lunr.js';
import { MatchingInput, MatchingJob, type MatchingMeasured } from './job.js';

const THREAD = new URL('../../src/search/topics/matching-worker.js', import.meta.url);
const IDLE_MS = 2_000;
const NOW = new Date('2026-01-01T00:00:00Z');

process.once('message', (message) => {
  measure(MatchingJob.parse(message)).then(
    (measured) => process.send?.(measured, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

/** Matches one batch several times over, each time from the papers as they come. */
async function measure(job: MatchingJob): Promise<MatchingMeasured> {
  const { papers, topics } = MatchingInput.parse(JSON.parse(await readFile(job.file, 'utf8')));
  const batch = { documents: papers, queries: topics.slice(0, job.topics), now: NOW };
  const matcher = createTopicMatcher({ file: THREAD, timers: systemClock });
  const match = {
    lunr: createBareLunr(job.way === 'lunr' ? batch.queries : []),
    idle: () => pause(IDLE_MS, 0),
    async paperboy() {
      const { matched } = await matcher.match(batch);
      return [...matched.values()].reduce((sum, { length }) => sum + length, 0);
    },
  }[job.way];
  const before = await memoryInUse();
  const measured = { ms: [] as number[], cpuMs: [] as number[], blockMs: [] as number[], pairs: 0 };
  for (let round = 0; round < job.rounds; round++) {
    const used = process.cpuUsage();
    const { ms, blockMs } = await watched(async () => {
      measured.pairs = await match(papers);
    });
    const { user, system } = process.cpuUsage(used);
    measured.ms.push(ms);
    measured.cpuMs.push((user + system) / 1_000);
    measured.blockMs.push(blockMs);
  }
  const ownBlockMs = await longestOwnTurn(() => match(papers));
  // Linux tells kilobytes.
  return { ...measured, ownBlockMs, residentMb: process.resourceUsage().maxRSS / 1_000 - before.residentMb };
}

/** The longest that this thread itself worked without giving others a turn, in ms, however long it had to wait for the machine; 0 where that cannot be told. */
async function longestOwnTurn(work: () => Promise<unknown> | unknown): Promise<number> {
  let longest = 0;
  let before = workedMs();
  let over = false;
  const turn = () => {
    const now = workedMs();
    longest = Math.max(longest, now - before);
    before = now;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  await pause(0);
  over = true;
  return longest;
}

/** What Linux counts for the first thread of a process, in nanoseconds. */
function workedMs(): number {
  try {
    const [worked] = readFileSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(worked) / 1e6;
  } catch {
    return 0;
  }
}
