import { describe, expect, it } from 'vitest';
import { attemptDelivery } from '../../src/delivery/attempt.js';
import { createDestinations } from '../../src/delivery/destinations.js';
import type { ClaimedDelivery } from '../../src/delivery/outbox.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { channel } from './newsroom.js';

const NINE = '2026-05-21T09:00:00Z';

/** As a process of a later version has written it. */
const fromTheFuture: ClaimedDelivery = {
  id: 1,
  key: 'abc',
  target: channel,
  list: 'daily',
  period: '2026-05-21',
  part: 1,
  content: 'papers',
  edition: 'none',
  replyJson: '{"summary":"Papers","blocks":[{"type":"hologram"}]}',
  owner: 'this process',
  attempt: 1,
  expiresAt: new Date('2026-05-21T15:00:00Z'),
};

function attempt(delivery: ClaimedDelivery, now: string) {
  const clock = createManualClock(now);
  return attemptDelivery(delivery, {
    destinations: createDestinations([]),
    clock,
    logger: createRecordingLogger(),
    random: () => 0,
    reach: () => undefined,
    heard: () => undefined,
  });
}

describe('a message that only a newer version can read', () => {
  it('is left to a process of that version for a while', async () => {
    expect(await attempt(fromTheFuture, NINE)).toMatchObject({
      state: 'pending',
      code: 'unreadable',
      dueAt: new Date('2026-05-21T09:00:30Z'),
    });
  });

  it('stays one of unknown fate where nobody knows whether it has arrived', async () => {
    const uncertain = { ...fromTheFuture, uncertainSince: new Date(NINE) };
    expect(await attempt(uncertain, NINE)).toMatchObject({ state: 'unknown', code: 'unreadable' });
    const late = await attempt(uncertain, '2026-05-21T15:00:00Z');
    expect(late).toMatchObject({ state: 'skipped', maybeSeen: true });
  });

  it('has failed when its time is over', async () => {
    expect(await attempt(fromTheFuture, '2026-05-21T15:00:00Z')).toMatchObject({
      state: 'failed',
      reason: 'This version cannot read the stored message.',
    });
  });
});
