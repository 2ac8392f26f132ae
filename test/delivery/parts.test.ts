import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { createReply } from '../../src/core/reply.js';
import type { DailyList } from '../../src/delivery/daily-list.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { BOTH_DATABASES } from '../support/both-databases.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { ana, channel, createPlatform, type Newsroom, openNewsroom } from './newsroom.js';

const present = ({ papers }: DailyList) =>
  createReply(
    papers.map(({ title }) => ({ type: 'item', title: [{ text: title }], badges: [], actions: [] })),
  );

describe.each(BOTH_DATABASES)('on %s', (_, newDatabase) => {
  const folder = useTemporaryFolder();
  const clock = createManualClock('2026-05-20T12:00:00Z');
  const platform = createPlatform(clock);
  let room: Newsroom;
  let url = '';
  beforeEach(async () => {
    url = await newDatabase(folder);
  });
  const open = async () => {
    const limits = { items: 2, text: 1_000 };
    room = await openNewsroom({ url, clock, platform, present, limits });
  };
  afterEach(() => room.close());

  describe('a list that splits in three parts', () => {
    it('whose process crashes after part two has part three only, afterwards', async () => {
      await open();
      await room.daily.turnOn(channel, { at: '09:00', zone: 'UTC', size: 6 }, ana);
      const died = new Promise<void>((resolve) => {
        platform.trouble = () => {
          if (platform.posts.length < 2) return undefined;
          resolve();
          return new Promise<never>(() => {});
        };
      });
      await Promise.race([room.tickAt('2026-05-21T09:00:00Z'), died]);
      expect(platform.posts.map(({ text }) => text.split('\n')[0])).toEqual(['1 of 3', '2 of 3']);
      await room.close();
      platform.trouble = () => undefined;
      await open();
      room.corpus.papers = room.corpus.papers.toReversed();
      await room.tickAt('2026-05-21T09:02:00Z');
      await room.tick();
      const lines = platform.posts.flatMap(({ text }) => text.split('\n').filter((line) => line !== ''));
      expect(lines).toEqual([
        '1 of 3',
        'Paper 1',
        'Paper 2',
        '2 of 3',
        'Paper 3',
        'Paper 4',
        '3 of 3',
        'Paper 5',
        'Paper 6',
      ]);
    });

    it('does not send a part before the one before it is settled, and gives back the papers of a part that failed', async () => {
      platform.trouble = ({ text }) =>
        text.startsWith('1 of 3') ? new DeliveryError('retry', 'Busy.', { retryAfterMs: 60_000 }) : undefined;
      await open();
      await room.daily.turnOn(channel, { at: '09:00', zone: 'UTC', size: 6 }, ana);
      const before = platform.posts.length;
      await room.tickAt('2026-05-22T09:00:00Z');
      await room.tick();
      expect(platform.posts).toHaveLength(before);
      platform.trouble = ({ text }) =>
        text.startsWith('2 of 3')
          ? new DeliveryError('rejected', 'Discord did not accept the message.')
          : undefined;
      await room.tickAt('2026-05-22T09:02:00Z');
      expect(platform.posts.slice(before).map(({ text }) => text.split('\n')[0])).toEqual([
        '1 of 3',
        '3 of 3',
      ]);
      platform.trouble = () => undefined;
      await room.tickAt('2026-05-23T09:00:00Z');
      expect(platform.posts.slice(before + 2)[0]?.text).toContain('Paper 3\n\nPaper 4');
    });
  });
});
