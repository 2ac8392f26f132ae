import { afterEach } from 'vitest';
import {
  createHuggingFace,
  type HuggingFaceOptions,
} from '../../../src/sources/hugging-face/hugging-face.js';
import { createHastyClock } from '../../fakes/hasty-clock.js';
import {
  type FakeHuggingFace,
  type FakeHuggingFaceOptions,
  startFakeHuggingFace,
} from '../../fakes/hugging-face/fake-hugging-face.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';

const running: FakeHuggingFace[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A Hugging Face of our own and a client of it; waiting costs no time, and a silent server costs ten seconds of the clock. */
export async function openReadingRoom(
  fake: FakeHuggingFaceOptions = {},
  options: Partial<HuggingFaceOptions> & { readonly at?: string } = {},
) {
  const { at = '2026-05-21T18:00:00Z', ...changes } = options;
  const clock = createHastyClock({ start: at, limitMs: 10_000 });
  const server = await startFakeHuggingFace({
    onSilence: () => clock.loseTime(10_000),
    ...fake,
    ...(fake.quota === undefined ? {} : { quota: { ...fake.quota, now: clock.now } }),
  });
  running.push(server);
  const logger = createRecordingLogger();
  const huggingFace = createHuggingFace({
    base: server.url,
    userAgent: 'paperboy/0.0.0 (+https://example.org/contact)',
    clock,
    logger,
    random: () => 0.5,
    ...changes,
  });
  return { clock, server, logger, huggingFace };
}
