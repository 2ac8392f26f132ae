import { afterEach } from 'vitest';
import { type ArxivOptions, createArxiv } from '../../../src/sources/arxiv/arxiv.js';
import { type FakeArxiv, type FakeArxivOptions, startFakeArxiv } from '../../fakes/arxiv/fake-arxiv.js';
import { createHastyClock } from '../../fakes/hasty-clock.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';

const running: FakeArxiv[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** An arXiv of our own and a client of it; waiting costs no time. */
export async function openArxivRoom(
  fake: Omit<FakeArxivOptions, 'now'> = {},
  options: Partial<ArxivOptions> = {},
) {
  const clock = createHastyClock({ start: '2026-05-25T12:00:00Z', limitMs: 10_000 });
  const server = await startFakeArxiv({ onSilence: () => clock.loseTime(10_000), now: clock.now, ...fake });
  running.push(server);
  const arxiv = createArxiv({
    base: server.url,
    rssBase: server.url,
    userAgent: 'paperboy/0.0.0 (+https://example.org/contact)',
    clock,
    logger: createRecordingLogger(),
    random: () => 0.5,
    ...options,
  });
  return { clock, server, arxiv };
}
