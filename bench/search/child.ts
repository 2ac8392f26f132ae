import { statSync } from 'node:fs';
import { createPeer } from '../peers/all-peers.js';
import type { Hit, Paper, Peer } from '../peers/peer.js';
import { askForSimilar } from './ask.js';
import { readPapers } from './collection.js';
import { type Ask, type Job, JobSchema, type Report, type Typed } from './job.js';
import { memoryInUse, watched } from './watched.js';

const MOST_WARM_UP_MS = 5_000;

process.once('message', (message) => {
  measure(JobSchema.parse(message)).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

/** Measures one engine in a process of its own and reports step by step, so that what is done counts even if the rest takes too long. */
async function measure(job: Job): Promise<void> {
  const peer = await createPeer(job.engine, job.file);
  // Read once to no end, so that what reading takes is there before and after.
  await readPapers(job.corpus, countOf(job));
  const before = await memoryInUse();
  const later = await buildFrom(job, peer);
  const after = await memoryInUse();
  await report({
    step: 'memory',
    heapMb: after.heapMb - before.heapMb,
    residentMb: after.residentMb - before.residentMb,
  });
  for (const kind of new Set(job.asks.map((asked) => asked.kind))) await answer(job, peer, kind);
  if (job.typed !== undefined) await type(job.typed, peer, job.limit);
  if (later.length > 0 && peer.add !== undefined) {
    await report({ step: 'added', ...(await watchedIn(peer, () => peer.add?.(later))) });
  }
  if (job.saves) await saveAndLoad(job, peer);
  await report({ step: 'done' });
}

// What is read is gone when this returns, so that only what the engine keeps is counted as its memory.
async function buildFrom(job: Job, peer: Peer): Promise<readonly Paper[]> {
  const { corpus, papers } = job;
  const read = await readPapers(corpus, countOf(job));
  const first = papers === undefined ? read : read.slice(0, papers);
  const built = await watchedIn(peer, () => peer.build(first));
  await report({ step: 'built', papers: first.length, ...built });
  return papers === undefined ? [] : structuredClone(read.slice(papers));
}

function countOf({ papers, later }: Job): number | undefined {
  return papers === undefined ? undefined : papers + later;
}

async function answer(job: Job, peer: Peer, kind: string): Promise<void> {
  const asks = job.asks.filter((asked) => asked.kind === kind);
  const warm = performance.now() + MOST_WARM_UP_MS;
  for (const asked of job.warmUps.filter((one) => one.kind === kind)) {
    if (performance.now() > warm) break;
    await answerOne(peer, asked, job.limit);
  }
  const until = performance.now() + job.secondsAKind * 1_000;
  const ms: number[] = [];
  const answers: [string, readonly Hit[]][] = [];
  for (const asked of asks) {
    if (!job.keepHits && ms.length > 0 && performance.now() > until) break;
    const started = performance.now();
    const hits = await answerOne(peer, asked, job.limit);
    ms.push(performance.now() - started);
    if (job.keepHits) answers.push([asked.id, hits.map(({ id, score }) => ({ id, score }))]);
  }
  await report({ step: 'answered', kind, ms, answers });
}

async function answerOne(peer: Peer, asked: Ask, limit: number): Promise<readonly Hit[]> {
  switch (asked.way) {
    case 'search':
      return peer.search(asked.text, limit);
    case 'similar':
      return askForSimilar(peer, { ...asked, paper: asked.paper }, { limit });
    case 'suggest':
      await peer.suggest?.(asked.text, limit);
      return [];
  }
}

/** Reports the slowest answer to each line. */
async function type({ lines, rounds }: Typed, peer: Peer, limit: number): Promise<void> {
  const slowest = lines.map(() => 0);
  const typeAll = async () => {
    for (const [place, line] of lines.entries()) {
      const started = performance.now();
      await (peer.typed === undefined ? peer.search(line, limit) : peer.typed(line, limit));
      slowest[place] = Math.max(slowest[place] ?? 0, performance.now() - started);
    }
  };
  // Once before the memory is looked at: code and caches come with the first round.
  await typeAll();
  const start = await memoryInUse();
  for (let round = 1; round < rounds; round++) await typeAll();
  const end = await memoryInUse();
  await report({ step: 'typed', startMb: start.heapMb, endMb: end.heapMb, slowest });
}

/** Loading counts until the first answer: what is put off until then has to be paid, too. */
async function saveAndLoad({ engine, file }: Job, peer: Peer): Promise<void> {
  if (peer.save === undefined) return;
  try {
    await peer.save();
  } catch (error) {
    // JSON of more than half a gigabyte does not fit into a string; the engine may still be fast.
    process.stderr.write(`${engine} cannot be saved: ${String(error)}\n`);
    return;
  }
  await memoryInUse();
  const loaded = await watched(async () => {
    await peer.load?.();
    await peer.search('learning', 1);
  });
  await report({ step: 'loaded', bytes: statSync(file).size, ...loaded });
}

function watchedIn(peer: Peer, work: () => Promise<unknown> | unknown) {
  return watched(work, () => peer.settled?.());
}

// Waits until the message is on its way: a process that exits takes what it has not sent with it.
function report(step: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(step, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}
