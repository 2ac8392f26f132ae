import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { BOTH_DATABASES } from '../support/both-databases.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };
const LIST = '2026-05-21: Paper 1, Paper 2';

describe.each(BOTH_DATABASES)('on %s', (_, newDatabase) => {
  const folder = useTemporaryFolder();
  let room: Newsroom;
  beforeEach(async () => {
    room = await openNewsroom({ url: await newDatabase(folder) });
    await room.daily.turnOn(channel, NINE_UTC, ana);
  });
  afterEach(() => room.close());

  const last = async () => (await room.daily.show(channel)).last;
  const refuse = (kind: 'gone' | 'denied', sentence: string) => {
    room.platform.trouble = ({ target }) =>
      target.kind === 'channel' && target.id === channel.id ? new DeliveryError(kind, sentence) : undefined;
  };
  const calm = () => {
    room.platform.trouble = () => undefined;
  };
  const attempts = () => room.platform.attempts.filter(({ target }) => target.id === channel.id).length;
  const notices = () => room.platform.posts.filter(({ target }) => target.kind === 'direct');

  describe('a 404 channel, an archived one, or closed direct messages (50007)', () => {
    it('are suspended after one call, and cost none the next day', async () => {
      refuse('gone', 'This channel no longer exists.');
      for (const day of ['21', '22', '23']) await room.tickAt(`2026-05-${day}T09:00:00Z`);
      expect(attempts()).toBe(1);
      expect(await room.keeper.stateOf(channel)).toMatchObject({
        state: 'gone',
        reason: 'This channel no longer exists.',
        suspendedAt: new Date('2026-05-21T09:00:00Z'),
      });
      expect(await last()).toMatchObject({ state: 'failed', reason: 'This channel no longer exists.' });
    });

    it('hold up no other channel', async () => {
      await room.daily.turnOn(elsewhere, NINE_UTC, ana);
      refuse('gone', 'This channel no longer exists.');
      await room.tickAt('2026-05-21T09:00:00Z');
      await room.tickAt('2026-05-22T09:00:00Z');
      expect(room.platform.posts.filter(({ target }) => target.id === elsewhere.id)).toHaveLength(2);
    });
  });

  describe('a channel that refuses us although we seem to have the rights', () => {
    it('is suspended after three failures on three different days', async () => {
      refuse('denied', 'Discord does not allow this.');
      for (const day of ['21', '22']) await room.tickAt(`2026-05-${day}T09:00:00Z`);
      expect(await room.keeper.stateOf(channel)).toMatchObject({ state: 'active' });
      await room.tickAt('2026-05-23T09:00:00Z');
      expect(await room.keeper.stateOf(channel)).toMatchObject({
        state: 'suspended',
        failureDays: ['2026-05-21', '2026-05-22', '2026-05-23'],
      });
      await room.tickAt('2026-05-24T09:00:00Z');
      expect(attempts()).toBe(3);
    });

    it('is given its days back by a message that arrives', async () => {
      for (const day of ['21', '22', '23', '24', '25']) {
        if (day === '23') calm();
        else refuse('denied', 'Discord does not allow this.');
        await room.tickAt(`2026-05-${day}T09:00:00Z`);
      }
      expect(await room.keeper.stateOf(channel)).toMatchObject({
        state: 'active',
        failureDays: ['2026-05-24', '2026-05-25'],
      });
    });

    it('is not suspended because the platform cannot say anything about our rights', async () => {
      room.platform.verdict = 'unclear';
      refuse('denied', 'Discord does not allow this.');
      await room.tickAt('2026-05-21T09:00:00Z');
      expect(await room.keeper.stateOf(channel)).toMatchObject({
        state: 'active',
        failureDays: ['2026-05-21'],
      });
    });
  });

  describe('a channel permission that is removed between planning and sending', () => {
    it('suspends the channel at once, with the name of the permission', async () => {
      room.platform.verdict = { ok: false, missing: 'I lack Send Messages in #general.' };
      refuse('denied', 'I may not post in this channel.');
      await room.tickAt('2026-05-21T09:00:00Z');
      expect(await room.keeper.stateOf(channel)).toMatchObject({
        state: 'suspended',
        reason: 'I lack Send Messages in #general.',
      });
    });
  });

  describe('a bot that is kicked and added again during a fan-out', () => {
    it("is suspended, then resumed, and posts today's list once", async () => {
      room.platform.verdict = { ok: false, missing: 'I cannot see this channel.' };
      refuse('denied', 'I cannot see this channel: allow me View Channel there.');
      await room.tickAt('2026-05-21T09:00:00Z');
      expect(await room.keeper.resume(channel)).toEqual({ ok: false, missing: 'I cannot see this channel.' });
      room.platform.verdict = { ok: true };
      calm();
      await room.tickAt('2026-05-21T09:10:00Z');
      expect(room.texts()).toHaveLength(1);
      expect(await room.keeper.resume(channel)).toEqual({ ok: true, reopened: 1 });
      await room.tickAt('2026-05-21T09:20:00Z');
      await room.tickAt('2026-05-21T15:00:00Z');
      await room.tickAt('2026-05-22T09:00:00Z');
      const lists = room.platform.posts.filter(({ target }) => target.id === channel.id);
      expect(lists.map(({ text }) => text)).toEqual([LIST, '2026-05-22: Paper 3, Paper 4']);
    });

    it('posts a list that came due while it was suspended, if it is not too late', async () => {
      refuse('gone', 'This server no longer exists.');
      await room.tickAt('2026-05-21T09:00:00Z');
      calm();
      await room.tickAt('2026-05-22T09:00:00Z');
      await room.daily.turnOn(channel, { ...NINE_UTC, size: 3 }, ana);
      expect(await room.keeper.stateOf(channel)).toEqual({ state: 'active', failureDays: [] });
    });
  });

  describe('the person who has set up a list', () => {
    it('is told once, by direct message, that it is suspended', async () => {
      refuse('gone', 'This channel no longer exists.');
      await room.tickAt('2026-05-21T09:00:00Z');
      for (let minute = 0; minute < 10; minute++) {
        room.clock.advance(60_000);
        await room.tick();
      }
      expect(notices().map(({ target }) => target)).toEqual([
        { platform: 'discord', tenant: 'direct', id: 'ana', kind: 'direct' },
      ]);
      expect(notices()[0]?.text).toContain('#general cannot be posted: This channel no longer exists.');
      expect((await room.keeper.stateOf(channel)).notifiedAt).toEqual(new Date('2026-05-21T09:01:00Z'));
    });

    it('is told nothing about direct messages that are closed, which would never end', async () => {
      room.platform.trouble = () =>
        new DeliveryError('gone', 'This person takes no direct messages from me.');
      for (let hour = 0; hour < 48; hour++) {
        room.clock.advance(3_600_000);
        await room.tick();
      }
      expect(room.platform.attempts).toHaveLength(2);
      expect(notices()).toEqual([]);
    });

    it('is told again when it is suspended another time', async () => {
      refuse('gone', 'This channel no longer exists.');
      await room.tickAt('2026-05-21T09:00:00Z');
      await room.tick();
      await room.keeper.resume(channel);
      await room.tickAt('2026-05-21T10:00:00Z');
      await room.tick();
      expect(notices()).toHaveLength(2);
    });
  });
});
