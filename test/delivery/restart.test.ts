import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { ana, channel, createPlatform, openNewsroom, type Platform } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };
const folder = useTemporaryFolder();

describe('after a restart', () => {
  let clock: ManualClock;
  let platform: Platform;
  beforeEach(() => {
    clock = createManualClock('2026-05-20T12:00:00Z');
    platform = createPlatform(clock);
  });

  const open = () => openNewsroom({ url: `file:${folder.path('paperboy.db')}`, clock, platform });
  const texts = () => platform.posts.map(({ text }) => text);

  it('schedules and what has been posted are still known', async () => {
    let room = await open();
    await room.daily.turnOn(channel, NINE_UTC, ana);
    for (const date of ['2026-05-21', '2026-05-22', '2026-05-23']) {
      await room.close();
      room = await open();
      await room.tickAt(`${date}T09:00:00Z`);
      await room.close();
      room = await open();
      await room.tick();
    }
    await room.close();
    expect(texts()).toEqual([
      '2026-05-21: Paper 1, Paper 2',
      '2026-05-22: Paper 3, Paper 4',
      '2026-05-23: Paper 5, Paper 6',
    ]);
  });

  it('a list that was planned but not sent is sent as it was planned', async () => {
    const before = await open();
    await before.daily.turnOn(channel, NINE_UTC, ana);
    clock.advance(21 * 60 * 60 * 1_000);
    await before.planner.plan();
    await before.close();

    const after = await open();
    after.corpus.papers = [];
    await after.tick();
    await after.tick();
    await after.close();
    expect(texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
  });

  it('a list that was due meanwhile is posted at once', async () => {
    const before = await open();
    await before.daily.turnOn(channel, NINE_UTC, ana);
    await before.close();
    const after = await open();
    await after.tickAt('2026-05-21T09:20:00Z');
    await after.close();
    expect(texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
  });

  it('a delivery that the last process had claimed is sent by the next one once its lease has ended', async () => {
    const before = await open();
    await before.daily.turnOn(channel, NINE_UTC, ana);
    clock.advance(21 * 60 * 60 * 1_000);
    await before.planner.plan();
    const died = new Promise<void>((resolve) => {
      platform.trouble = () => {
        resolve();
        return new Promise<never>(() => {});
      };
    });
    void before.relayAll();
    await died;
    expect((await before.daily.show(channel)).last).toMatchObject({ state: 'sending' });
    await before.close();

    platform.trouble = () => undefined;
    const after = await open();
    await after.tickAt('2026-05-21T09:01:29Z');
    expect((await after.daily.show(channel)).last).toMatchObject({ state: 'sending' });
    await after.tickAt('2026-05-21T09:01:30Z');
    expect((await after.daily.show(channel)).last).toMatchObject({ state: 'sent', attempts: 2 });
    await after.close();
    expect(texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
  });

  it('a second process leaves alone what the first is sending', async () => {
    const first = await open();
    await first.daily.turnOn(channel, NINE_UTC, ana);
    const second = await open();
    platform.trouble = async () => {
      platform.trouble = () => undefined;
      await second.tick();
      return undefined;
    };
    await first.tickAt('2026-05-21T09:00:00Z');
    expect(platform.attempts).toHaveLength(1);
    expect(texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
    await Promise.all([first.close(), second.close()]);
  });

  it('what was owed for a day that is over is not posted any more, and its papers come with the next list', async () => {
    const before = await open();
    await before.daily.turnOn(channel, NINE_UTC, ana);
    clock.advance(21 * 60 * 60 * 1_000);
    await before.planner.plan();
    await before.close();

    const after = await open();
    await after.tickAt('2026-05-23T10:00:00Z');
    expect(texts()).toEqual(['2026-05-23: Paper 1, Paper 2']);
    await after.close();
  });
});
