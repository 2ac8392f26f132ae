import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyList } from '../../src/presenters/daily-list.js';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };

describe('a test of a daily list', () => {
  let room: Newsroom;
  beforeEach(async () => {
    room = await openNewsroom({ present: dailyList });
  });
  afterEach(() => room.close());

  it('is posted at once, also where there is no list, and says that it is a test', async () => {
    expect(await room.dailyTest.post(channel, NINE_UTC)).toBe(true);
    await room.tick();
    expect(room.texts()).toEqual([expect.stringMatching(/^This is a test.*Paper 1\n.*Paper 2\n/s)]);
    expect(room.platform.posts[0]?.key).toMatch(
      /^v1\|discord\|guild\|general\|daily\|test:[0-9a-f-]{36}\|1$/,
    );
  });

  it('shows what has not been posted yet, takes nothing away from it, and moves nothing', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    const before = await room.daily.show(channel);
    await room.dailyTest.post(channel, { ...NINE_UTC, size: 3 });
    await room.tick();
    expect(room.texts().at(-1)).toMatch(/3 papers for 21 May 2026.*Paper 3\n.*Paper 5/s);
    expect(await room.daily.show(channel)).toEqual(before);
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(room.texts().at(-1)).toMatch(/^2 papers for 22 May 2026.*Paper 3\n.*Paper 4/s);
  });

  it('shows only what a query matches, or that nothing does', async () => {
    await room.dailyTest.post(channel, { ...NINE_UTC, query: 'title:"paper 7"' });
    await room.dailyTest.post(channel, { ...NINE_UTC, query: 'nowhere' });
    await room.tick();
    expect(room.texts()).toEqual([
      expect.stringContaining('Paper 7'),
      expect.stringMatching(/^This is a test.*20 papers, none matched `nowhere`/s),
    ]);
  });

  it('can be had three times a minute in each channel', async () => {
    const post = (target = channel) => room.dailyTest.post(target, NINE_UTC);
    expect([await post(), await post(), await post(), await post()]).toEqual([true, true, true, false]);
    expect(await post(elsewhere)).toBe(true);
    room.clock.advance(60_000);
    expect(await post()).toBe(true);
    await room.tick();
    expect(room.texts()).toHaveLength(5);
  });

  it('that cannot be sent soon is not sent any more', async () => {
    await room.dailyTest.post(channel, NINE_UTC);
    room.clock.advance(10 * 60_000);
    await room.tick();
    expect(room.texts()).toEqual([]);
  });
});
