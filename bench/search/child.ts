import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { createPeer } from '../peers/all-peers.js';
import type { Hit, Paper, Peer } from '../peers/peer.js';
import { ask } from './ask.js';
import { readPapers } from './collection.js';
import { type Job, JobSchema, type Report } from './job.js';

const WARM_UP = 20;

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
  const peer = await createPeer(job.engine);
  const before = await memory();
  const later = await buildFrom(job, peer);
  await peer.settled?.();
  const after = await memory();
  await report({
    step: 'memory',
    heapMb: after.heapMb - before.heapMb,
    residentMb: after.residentMb - before.residentMb,
  });
  for (const kind of new Set(job.asks.map((asked) => asked.kind))) await answer(job, peer, kind);
  if (later.length > 0 && peer.add !== undefined) {
    await report({ step: 'added', ...(await timed(() => peer.add?.(later))) });
    await peer.settled?.();
  }
  await snapshot(peer);
  await report({ step: 'done' });
}

// What is read is gone when this returns, so that only what the engine keeps is counted as its memory.
async function buildFrom({ corpus, papers, later }: Job, peer: Peer): Promise<readonly Paper[]> {
  const read = readPapers(corpus, papers === undefined ? undefined : papers + later);
  const first = papers === undefined ? read : read.slice(0, papers);
  await report({ step: 'built', ...(await timed(() => peer.build(first))) });
  return papers === undefined ? [] : structuredClone(read.slice(papers));
}

/**
 * How long work takes, and how long others wait for their turn at most while it is done. The delays are never reset: a reset forgets when
 * the last turn was, and with it a wait that begins at once.
 */
async function timed(
  work: () => Promise<void> | void,
): Promise<{ readonly ms: number; readonly blockMs: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await pause(10);
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  await pause(10);
  delays.disable();
  return { ms, blockMs: delays.max / 1e6 };
}

async function answer(job: Job, peer: Peer, kind: string): Promise<void> {
  const asks = job.asks.filter((asked) => asked.kind === kind);
  const options = { similar: job.similar, limit: job.limit, added: new Set<string>() };
  const until = performance.now() + job.secondsAKind * 1_000;
  for (const asked of asks.slice(0, WARM_UP)) {
    if (performance.now() > until) break;
    await ask(peer, asked, options);
  }
  const ms: number[] = [];
  const answers: [string, readonly Hit[]][] = [];
  for (const asked of asks) {
    if (!job.keepHits && ms.length > 0 && performance.now() > until) break;
    const started = performance.now();
    const hits = await ask(peer, asked, options);
    ms.push(performance.now() - started);
    if (job.keepHits) answers.push([asked.id, hits.map(({ id, score }) => ({ id, score }))]);
  }
  await report({ step: 'answered', kind, ms, answers });
}

async function snapshot(peer: Peer): Promise<void> {
  if (peer.save === undefined || peer.load === undefined) return;
  const saved = await peer.save();
  const fresh = await createPeer(peer.name);
  const started = performance.now();
  await fresh.load?.(saved);
  await report({ step: 'loaded', ms: performance.now() - started, bytes: saved.byteLength });
}

async function memory(): Promise<{ readonly heapMb: number; readonly residentMb: number }> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / 1e6, residentMb: rss / 1e6 };
}

// Waits until the message is on its way: a process that exits takes what it has not sent with it.
function report(step: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(step, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}
