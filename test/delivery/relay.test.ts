import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };
const LIST = '2026-05-21: Paper 1, Paper 2';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
  await room.daily.turnOn(channel, NINE_UTC, ana);
});
afterEach(() => room.close());

const last = async () => (await room.daily.show(channel)).last;

describe('the relay', () => {
  it('claims a delivery before it goes to the network', async () => {
    const states: unknown[] = [];
    room.platform.trouble = async () => {
      states.push((await last())?.state);
      throw new DeliveryError('gone', 'The channel is gone.');
    };
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(states).toEqual(['sending']);
  });

  it('tries again with growing pauses and the same words and key, as long as the trouble may pass', async () => {
    room.platform.trouble = () => new DeliveryError('retry', 'Discord answered 503.');
    await room.tickAt('2026-05-21T09:00:00Z');
    // A list that is ranked anew in between is not what was promised first.
    room.corpus.papers = room.corpus.papers.toReversed();
    expect(await last()).toMatchObject({ state: 'pending', attempts: 1, reason: 'Discord answered 503.' });
    for (let second = 1; second <= 60; second++) {
      room.clock.advance(1_000);
      await room.tick();
    }
    const times = room.platform.attempts.map(({ at }) => at.slice(14, 19));
    expect(times).toEqual(['00:00', '00:02', '00:06', '00:14', '00:30']);
    room.platform.trouble = () => undefined;
    await room.tickAt('2026-05-21T09:01:02Z');
    expect(room.texts()).toEqual([LIST]);
    expect(new Set(room.platform.attempts.map(({ text, key }) => text + key)).size).toBe(1);
    expect(await last()).toMatchObject({ state: 'sent', attempts: 6 });
  });

  it('waits as long as the platform asks it to', async () => {
    room.platform.trouble = () => new DeliveryError('retry', 'Too fast.', { retryAfterMs: 65_000 });
    await room.tickAt('2026-05-21T09:00:00Z');
    room.platform.trouble = () => undefined;
    await room.tickAt('2026-05-21T09:01:05Z');
    expect(room.texts()).toEqual([]);
    await room.tickAt('2026-05-21T09:01:06Z');
    expect(room.texts()).toEqual([LIST]);
  });

  describe('when nobody knows what became of an attempt', () => {
    const lost = () => new DeliveryError('unknown', 'The connection broke.');
    beforeEach(() => {
      room.platform.trouble = lost;
    });

    it('sends it again while the platform would know it again', async () => {
      await room.tickAt('2026-05-21T09:00:00Z');
      expect(await last()).toMatchObject({ state: 'unknown', reason: 'The connection broke.' });
      room.platform.trouble = () => undefined;
      await room.tickAt('2026-05-21T09:00:10Z');
      expect(room.texts()).toEqual([LIST]);
    });

    it.each([0, 60_000])(
      'posts nothing twice that has arrived, on a platform that knows keys for %i ms',
      async (ms) => {
        Object.assign(room.platform, { arrives: true, remembersKeyMs: ms });
        await room.tickAt('2026-05-21T09:00:00Z');
        for (let minute = 1; minute < 10; minute++) {
          room.clock.advance(60_000);
          await room.tick();
        }
        expect(room.texts()).toEqual([LIST]);
        expect(await last()).toMatchObject({ state: 'sent', messageId: 'm1' });
      },
    );

    it('looks for it later, and sends it when it is not there', async () => {
      await room.tickAt('2026-05-21T09:00:00Z');
      room.platform.trouble = () => undefined;
      await room.tickAt('2026-05-21T09:30:00Z');
      expect(room.texts()).toEqual([LIST]);
      expect(await last()).toMatchObject({ state: 'sent', attempts: 2 });
    });

    it('neither sends it again nor brings its papers again where nothing can be read back', async () => {
      Object.assign(room.platform, { arrives: true, readable: false });
      await room.tickAt('2026-05-21T09:00:00Z');
      await room.tickAt('2026-05-21T09:30:00Z');
      expect(await last()).toMatchObject({
        state: 'skipped',
        reason: expect.stringContaining('allow me to read the history'),
      });
      Object.assign(room.platform, { trouble: () => undefined });
      await room.tickAt('2026-05-22T09:00:00Z');
      expect(room.texts()).toEqual([LIST, '2026-05-22: Paper 3, Paper 4']);
    });

    it('does not forget it while the platform is busy', async () => {
      Object.assign(room.platform, { arrives: true });
      await room.tickAt('2026-05-21T09:00:00Z');
      Object.assign(room.platform, { arrives: false, trouble: () => new DeliveryError('retry', 'Busy.') });
      await room.tickAt('2026-05-21T09:00:10Z');
      expect(await last()).toMatchObject({ state: 'unknown', reason: 'Busy.' });
      await room.tickAt('2026-05-21T09:02:00Z');
      expect(await last()).toMatchObject({ state: 'sent' });
      expect(room.texts()).toEqual([LIST]);
    });

    it('looks for it once more after its time, and does not send it any more', async () => {
      await room.tickAt('2026-05-21T09:00:00Z');
      room.platform.trouble = () => undefined;
      await room.tickAt('2026-05-21T21:00:01Z');
      expect(await last()).toMatchObject({
        state: 'skipped',
        reason: expect.stringContaining('Its time was over'),
      });
      await room.tickAt('2026-05-22T09:00:00Z');
      expect(room.texts()).toEqual(['2026-05-22: Paper 1, Paper 2']);
    });
  });

  it('does not post what was turned off while an attempt was on its way', async () => {
    room.platform.trouble = async () => {
      await room.daily.turnOff(channel);
      throw new DeliveryError('retry', 'Discord answered 503.');
    };
    await room.tickAt('2026-05-21T09:00:00Z');
    room.platform.trouble = () => undefined;
    await room.tickAt('2026-05-21T09:10:00Z');
    expect(room.texts()).toEqual([]);
    expect(await last()).toMatchObject({ state: 'failed', reason: expect.stringContaining('turned off') });
  });

  it('ends a run although what failed has come due again meanwhile', async () => {
    room.platform.trouble = () => {
      room.clock.advance(15_000);
      return new DeliveryError('retry', 'Discord took too long.');
    };
    for (let number = 0; number < 30; number++) {
      await room.daily.turnOn({ ...channel, id: `c${number}` }, NINE_UTC, ana);
    }
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.platform.attempts).toHaveLength(31);
    expect(new Set(room.platform.attempts.map(({ key }) => key)).size).toBe(31);
  });

  it('gives up after twelve hours, and the next list brings the same papers', async () => {
    room.platform.trouble = () => new DeliveryError('retry', 'Discord answered 503.');
    await room.tickAt('2026-05-21T09:00:00Z');
    await room.tickAt('2026-05-21T20:59:59Z');
    expect(await last()).toMatchObject({ state: 'pending' });
    await room.tickAt('2026-05-21T21:00:00Z');
    expect(await last()).toMatchObject({ state: 'skipped', reason: 'Discord answered 503.' });
    room.platform.trouble = () => undefined;
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(room.texts()).toEqual(['2026-05-22: Paper 1, Paper 2']);
  });

  it('gives up at the end of the local date, if that is sooner', async () => {
    await room.daily.turnOn(channel, { ...NINE_UTC, at: '22:00', zone: 'Europe/Berlin' }, ana);
    room.platform.trouble = () => new DeliveryError('retry', 'Discord answered 503.');
    await room.tickAt('2026-05-20T20:00:00Z');
    await room.tickAt('2026-05-20T21:59:59Z');
    expect(await last()).toMatchObject({ state: 'pending', period: '2026-05-20' });
    await room.tickAt('2026-05-20T22:00:00Z');
    expect(await last()).toMatchObject({ state: 'skipped', period: '2026-05-20' });
  });

  it('does not try again what the platform has refused; the next list brings the same papers', async () => {
    const message = 'Discord refused the message: Invalid Form Body.';
    room.platform.trouble = () => new DeliveryError('rejected', message);
    await room.tickAt('2026-05-21T09:00:00Z');
    await room.tickAt('2026-05-21T12:00:00Z');
    expect(room.platform.attempts).toHaveLength(1);
    expect(await last()).toMatchObject({ state: 'failed', reason: message, attempts: 1 });
    room.platform.trouble = () => undefined;
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(room.texts()).toEqual(['2026-05-22: Paper 1, Paper 2']);
  });

  it('does not try again what failed by a mistake of ours, and keeps the details for the log', async () => {
    room.platform.trouble = () => new TypeError('cannot read properties of undefined');
    await room.tickAt('2026-05-21T09:00:00Z');
    await room.tickAt('2026-05-21T09:10:00Z');
    expect(room.platform.attempts).toHaveLength(1);
    expect(await last()).toMatchObject({
      state: 'failed',
      reason: 'Something went wrong on our side; the log says what.',
    });
    expect(room.logger.entries).toContainEqual({
      level: 'error',
      fields: { event: 'bug', err: expect.any(TypeError) },
    });
  });

  it('lets the trouble of one destination hold up no other', async () => {
    for (let number = 0; number < 30; number++) {
      await room.daily.turnOn({ ...elsewhere, id: `C${number}` }, NINE_UTC, ana);
    }
    room.platform.trouble = ({ target }) =>
      target.platform === 'discord' ? new DeliveryError('retry', 'Busy.') : undefined;
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toHaveLength(30);
  });

  it('finishes what it has begun and claims no more once it is told to stop', async () => {
    for (let number = 0; number < 80; number++) {
      await room.daily.turnOn({ ...elsewhere, id: `C${number}` }, NINE_UTC, ana);
    }
    const stopping = new AbortController();
    room.platform.trouble = ({ target }) => {
      if (target.platform === 'slack') stopping.abort();
      return undefined;
    };
    room.clock.advance(21 * 60 * 60 * 1_000);
    await room.planner.plan();
    await room.relayAll(stopping.signal);
    expect(room.texts()).toHaveLength(33);
    await room.relayAll();
    expect(room.texts()).toHaveLength(81);
  });

  it('goes on when an outcome cannot be written down, and takes the delivery up again after its lease', async () => {
    const { outbox } = room.store;
    const { settle } = outbox;
    Object.assign(outbox, { settle: () => Promise.reject(new Error('the disk is full')) });
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.logger.entries).toContainEqual({
      level: 'error',
      fields: expect.objectContaining({ event: 'delivery-unrecorded' }),
    });
    Object.assign(outbox, { settle });
    await room.tickAt('2026-05-21T09:01:29Z');
    expect(await last()).toMatchObject({ state: 'sending' });
    await room.tickAt('2026-05-21T09:01:30Z');
    expect(await last()).toMatchObject({ state: 'sent', attempts: 2 });
  });
});
