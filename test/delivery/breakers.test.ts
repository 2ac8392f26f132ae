import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

async function turnOn(count: number, place = channel): Promise<void> {
  for (let number = 0; number < count; number++)
    await room.daily.turnOn({ ...place, id: `${place.id}-${number}` }, NINE_UTC, ana);
}
const events = (event: string) => room.logger.entries.filter(({ fields }) => fields.event === event);
const attempts = () => room.platform.attempts.length;
const limited = (more: ConstructorParameters<typeof DeliveryError>[2]) =>
  new DeliveryError('retry', 'Discord asked to slow down.', { retryAfterMs: 10_000, ...more });

describe('a 429 for the whole platform', () => {
  it('pauses it once, with jitter, and every list comes afterwards', async () => {
    await turnOn(100);
    await turnOn(2, elsewhere);
    let busy = true;
    room.platform.trouble = ({ target }) =>
      busy && target.platform === 'discord' ? limited({ scope: 'platform', invalid: true }) : undefined;
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.platform.posts.map(({ target }) => target.platform)).toEqual(['slack', 'slack']);
    const tried = attempts();
    expect(tried).toBeLessThanOrEqual(2 + 32);
    busy = false;
    await room.tickAt('2026-05-21T09:00:14Z');
    expect(attempts()).toBe(tried);
    await room.tickAt('2026-05-21T09:00:16Z');
    expect(room.texts()).toHaveLength(102);
    expect(events('platform-paused')).toHaveLength(1);
  });
});

describe('a 429 for a route', () => {
  it('pauses that channel, and the other channels continue', async () => {
    await turnOn(20);
    room.platform.trouble = ({ target }) =>
      target.id === 'general-7' ? limited({ scope: 'destination', invalid: true }) : undefined;
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toHaveLength(19);
    room.platform.trouble = () => undefined;
    await room.tickAt('2026-05-21T09:00:05Z');
    expect(room.texts()).toHaveLength(19);
    await room.tickAt('2026-05-21T09:00:11Z');
    expect(room.texts()).toHaveLength(20);
  });
});

describe('a 429 whose scope is shared', () => {
  it('is not counted as invalid', async () => {
    await turnOn(1_100);
    room.platform.trouble = () => limited({ scope: 'destination', invalid: false });
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(events('invalid-requests')).toEqual([]);
    room.platform.trouble = () => limited({ scope: 'destination', invalid: true });
    await room.tickAt('2026-05-21T09:01:00Z');
    expect(events('invalid-requests')).toEqual([
      { level: 'warn', fields: { event: 'invalid-requests', platform: 'discord', count: 1_000 } },
    ]);
  });
});

describe('a 401 in the middle of a run', () => {
  it('is followed by no further call and an alert; the queue is kept, and goes on with a new token after a restart', async () => {
    await turnOn(100);
    const refused = new DeliveryError('retry', 'Discord refuses the bot token.', {
      ...{ retryAfterMs: Number.POSITIVE_INFINITY, scope: 'platform' as const, invalid: true },
    });
    room.platform.trouble = () => (attempts() > 40 ? refused : undefined);
    await room.tickAt('2026-05-21T09:00:00Z');
    const [posted, tried] = [room.texts().length, attempts()];
    room.platform.trouble = () => undefined;
    for (let minute = 1; minute <= 60; minute++) {
      room.clock.advance(60_000);
      await room.tick();
    }
    expect([room.texts().length, attempts()]).toEqual([posted, tried]);
    expect(events('platform-stopped')).toMatchObject([
      { level: 'error', fields: { platform: 'discord', reason: 'Discord refuses the bot token.' } },
    ]);
    await room.restartedRelay().run('discord');
    expect(room.texts()).toHaveLength(100);
  });
});

describe('3,000 of 5,000 destinations that answer 403', () => {
  it('are given up one by one before 5,000 invalid requests, and the healthy ones get their lists', async () => {
    room.platform.verdict = { ok: false, missing: 'I cannot see this channel.' };
    await turnOn(5_000);
    room.platform.trouble = ({ target }) =>
      Number(target.id.split('-')[1]) % 5 < 3
        ? new DeliveryError('denied', 'I cannot see this channel.', { invalid: true })
        : undefined;
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.platform.posts.filter(({ target }) => target.kind === 'channel')).toHaveLength(2_000);
    expect(attempts()).toBe(5_000);
    expect(events('invalid-requests')).toHaveLength(1);
    const before = attempts();
    await room.tickAt('2026-05-22T09:00:00Z');
    const after = room.platform.attempts.slice(before).filter(({ target }) => target.kind === 'channel');
    expect(after).toHaveLength(2_000);
  }, 120_000);
});

describe('the same refusal in three places', () => {
  it('stops the edition and alerts, for it is a mistake of ours; no channel is suspended', async () => {
    await turnOn(100);
    room.platform.trouble = () => new DeliveryError('rejected', 'Invalid Form Body');
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(attempts()).toBeLessThanOrEqual(32);
    expect(events('edition-stopped')).toHaveLength(1);
    const { last } = await room.daily.show({ ...channel, id: 'general-99' });
    expect(last).toMatchObject({ state: 'failed' });
    expect(await room.keeper.stateOf({ ...channel, id: 'general-1' })).toMatchObject({ state: 'active' });
    room.platform.trouble = () => undefined;
    room.corpus.papers = room.corpus.papers.toReversed();
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(room.texts()).toHaveLength(100);
  });
});

describe('answers that are lost too often', () => {
  it('halve the pace until they are not', async () => {
    await turnOn(20);
    room.platform.trouble = () =>
      attempts() % 4 === 0 ? new DeliveryError('unknown', 'The connection broke.') : undefined;
    await room.tickAt('2026-05-21T09:00:00Z');
    await room.tickAt('2026-05-21T09:00:10Z');
    expect(events('sending-slower')).toHaveLength(1);
  });
});
