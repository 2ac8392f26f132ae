import { expect } from 'vitest';
import { pollHuggingFace } from '../../../src/sources/polled-hugging-face.js';
import { createPoller } from '../../../src/sources/poller.js';
import type { Scene } from './scene.js';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** Less often than a bot polls, and enough to see every day fill, end and be looked at again. */
const MORNING_MS = 6.5 * HOUR_MS;
const EVENING_MS = 18.5 * HOUR_MS;
/** Of its process. */
const ONE_WRITE_IN_IS_THE_LAST = 100;
const ONE_START_IN_IS_LATE = 4;
/** What was missed in two weeks is made up for: nobody goes away again before that is done. */
const LONGEST_DOWNTIME_MS = 6 * DAY_MS;

/** A bot that polls its source for years, is interrupted, goes away for days, and comes back. Returns how often it was started. */
export async function liveUntil(end: string, scene: Scene): Promise<number> {
  const { clock, random } = scene;
  let starts = 0;
  while (clock.now() < new Date(end)) {
    starts += 1;
    let polls = 0;
    await liveOnce(end, scene, () => polls++).catch((error: unknown) => {
      expect(error).toMatchObject({ message: 'the power is out' });
    });
    if (polls > 1 && random() < 1 / ONE_START_IN_IS_LATE) clock.loseTime(random() * LONGEST_DOWNTIME_MS);
  }
  return starts;
}

/** From a start to the moment when it is told to stop, or the power goes. */
async function liveOnce(end: string, scene: Scene, polled: () => void): Promise<void> {
  const { clock, random } = scene;
  const stop = new AbortController();
  const poller = openPoller(scene, stop.signal, () => {
    if (random() > 1 / ONE_WRITE_IN_IS_THE_LAST) return;
    if (random() < 0.5) throw new Error('the power is out');
    stop.abort();
  });
  while (!stop.signal.aborted && clock.now() < new Date(end)) {
    const now = clock.now().getTime();
    const today = now - (now % DAY_MS);
    const next = [MORNING_MS, EVENING_MS, MORNING_MS + DAY_MS].map((at) => today + at).find((at) => at > now);
    clock.loseTime((next ?? now) - now);
    await poller.poll(stop.signal);
    if (!stop.signal.aborted) polled();
  }
}

/** Asks for everything that is due, as the scheduled job does; `reach` is told of every write that has been done. */
function openPoller({ store, clock, logger, openClient }: Scene, stop: AbortSignal, reach: () => void) {
  const { papers, feedDays, sourceStates: states, settings: memory } = store;
  const source = pollHuggingFace(openClient(stop), {
    papers: {
      async merge(batch, now) {
        const counts = await papers.merge(batch, now);
        reach();
        return counts;
      },
    },
    feedDays: {
      ...feedDays,
      async note(sight, now) {
        await feedDays.note(sight, now);
        reach();
      },
    },
    ...{ clock, logger, memory },
    catalog: { get: () => undefined },
  });
  return createPoller({ sources: [source], states, clock, logger });
}
