import { join } from 'node:path';
import { systemClock } from '../../src/ops/system-clock.js';
import { createCatalog } from '../../src/papers/catalog.js';
import { openSearchEngine } from '../../src/search/choose-engine.js';
import { backfill } from '../../src/sources/backfill.js';
import { createHuggingFace } from '../../src/sources/hugging-face/hugging-face.js';
import { openStore } from '../../src/store/store.js';
import { createBenchHost } from '../engine-host.js';
import { type Figures, type Order, OrderSchema } from './order.js';

const FOLLOW_MS = 2_000;

process.once('message', (message) => {
  replay(OrderSchema.parse(message)).then(
    (figures) => process.send?.(figures, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

/** What a bot does when it reads days: fetch, check, merge, store, index; then everything once more, of which nothing is new. */
async function replay({ url, folder, days }: Order): Promise<Figures> {
  const host = createBenchHost();
  const { logger } = host;
  const clock = systemClock;
  const store = await openStore({ url: `file:${join(folder, 'bench.db')}`, clock, logger });
  const engine = openSearchEngine({ choice: 'bm25', papers: 0, host });
  const catalog = createCatalog({ store: store.papers, engine });
  const huggingFace = createHuggingFace({
    base: url,
    userAgent: 'paperboy-bench',
    clock,
    logger: { ...logger, warn: () => {} },
    random: Math.random,
    memory: store.settings,
  });
  const readDays = { finished: async () => new Set<string>(), note: async () => {} };
  const readAll = async () => {
    const started = performance.now();
    const worked = process.cpuUsage();
    const summary = await backfill({
      readDay: huggingFace.day,
      papers: { merge: (batch, now) => store.papers.merge(batch, now) },
      readDays,
      clock,
      days,
      onDays: () => void follow(),
    });
    await following;
    await catalog.follow();
    if (summary.ended !== undefined) throw summary.ended;
    const { user, system } = process.cpuUsage(worked);
    const seconds = (performance.now() - started) / 1_000;
    return { summary, seconds, cpuSeconds: (user + system) / 1_000_000 };
  };
  // The index is brought up to date beside the reading, as in a running bot, which looks every ten seconds.
  let following: Promise<unknown> | undefined;
  let followed = performance.now();
  const follow = () => {
    if (following !== undefined || performance.now() - followed < FOLLOW_MS) return;
    following = catalog.follow().finally(() => {
      following = undefined;
      followed = performance.now();
    });
  };
  const first = await readAll();
  const again = await readAll();
  const figures = {
    seconds: first.seconds,
    againSeconds: again.seconds,
    cpuSeconds: first.cpuSeconds,
    papers: first.summary.papers,
    rejected: first.summary.rejected,
    kept: await store.papers.count(),
    indexed: catalog.size,
    changedAgain: again.summary.added + again.summary.merged,
    peakMb: process.resourceUsage().maxRSS / 1_000,
  };
  await engine.close();
  await store.close();
  return figures;
}
