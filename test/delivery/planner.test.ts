import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../src/core/invocation.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { samplePapers } from '../store/sample-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import {
  ana,
  channel,
  createPlatform,
  elsewhere,
  type Newsroom,
  NO_MORE,
  openNewsroom,
  presentList,
} from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };

describe('the planner', () => {
  let room: Newsroom;
  beforeEach(async () => {
    room = await openNewsroom();
  });
  afterEach(() => room.close());

  it('gives a channel one list a day, each with the next papers in rank order', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    for (const date of ['2026-05-21', '2026-05-22', '2026-05-23']) {
      for (const time of ['09:00:00', '09:00:10', '15:00:00', '23:59:50'])
        await room.tickAt(`${date}T${time}Z`);
    }
    expect(room.texts()).toEqual([
      '2026-05-21: Paper 1, Paper 2',
      '2026-05-22: Paper 3, Paper 4',
      '2026-05-23: Paper 5, Paper 6',
    ]);
  });

  it('never brings a channel a paper twice, though its rank changes; other channels have their own lists', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    room.corpus.papers = samplePapers(4).toReversed();
    await room.daily.turnOn(elsewhere, NINE_UTC, ana);
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(room.texts().slice(1).toSorted()).toEqual([
      '2026-05-22: Paper 4, Paper 3',
      '2026-05-22: Paper 4, Paper 3',
    ]);
    expect(room.platform.posts.slice(1).map(({ target }) => target.platform)).toEqual(['discord', 'slack']);
  });

  it('reads of what a channel had only as far back as its papers are known', async () => {
    const asked: (Date | undefined)[] = [];
    const { history } = room.store.outbox;
    Object.assign(room.store.outbox, {
      history: (targets: readonly Target[], since?: Date) => {
        asked.push(since);
        return history(targets, since);
      },
    });
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    room.corpus.papers = samplePapers(4).map((paper) => ({ ...paper, firstSeenAt: '2026-05-21T20:00:00Z' }));
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(asked).toEqual([undefined, new Date('2026-05-18T20:00:00Z')]);
    expect(room.texts()).toEqual(['2026-05-21: Paper 1, Paper 2', '2026-05-22: Paper 3, Paper 4']);
  });

  it('says once that there are no more papers, and is silent until there are new ones', async () => {
    room.corpus.papers = samplePapers(3);
    await room.daily.turnOn(channel, NINE_UTC, ana);
    for (const date of ['21', '22', '23', '24', '25']) await room.tickAt(`2026-05-${date}T09:00:00Z`);
    expect(room.texts()).toEqual(['2026-05-21: Paper 1, Paper 2', '2026-05-22: Paper 3', NO_MORE]);
    room.corpus.papers = samplePapers(4);
    for (const date of ['26', '27', '28']) await room.tickAt(`2026-05-${date}T09:00:00Z`);
    expect(room.texts().slice(3)).toEqual(['2026-05-26: Paper 4', NO_MORE]);
  });

  it('posts the list of today after a pause, and none of the days before', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-24T20:00:00Z');
    await room.tickAt('2026-05-24T20:00:10Z');
    expect(room.texts()).toEqual(['2026-05-24: Paper 1, Paper 2']);
    expect((await room.daily.show(channel)).schedule?.nextRunAt).toEqual(new Date('2026-05-25T09:00:00Z'));
  });

  it('waits for the time of today after a pause that ends before it', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-24T08:00:00Z');
    expect(room.texts()).toEqual([]);
    expect(room.logger.entries).toContainEqual({
      level: 'warn',
      fields: expect.objectContaining({ event: 'run-missed' }),
    });
    await room.tickAt('2026-05-24T09:00:00Z');
    expect(room.texts()).toEqual(['2026-05-24: Paper 1, Paper 2']);
  });

  it('posts once on the date of a skipped hour, of a repeated one, and never on a skipped date', async () => {
    await room.close();
    room = await openNewsroom({ clock: createManualClock('2011-12-28T00:00:00Z') });
    await room.daily.turnOn(channel, { at: '09:00', zone: 'Pacific/Apia', size: 1 }, ana);
    for (let hour = 0; hour < 5 * 24; hour++) {
      room.clock.advance(60 * 60 * 1_000);
      await room.tick();
    }
    expect(room.texts().map((text) => text.slice(0, 10))).toEqual([
      '2011-12-28',
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
      '2012-01-02',
    ]);
  });
});

describe('a list that cannot be made', () => {
  it('holds up no other, and is tried again a little later', async () => {
    let broken = true;
    const present: typeof presentList = (list) => {
      if (broken && list.papers.length === 1) throw new Error('a presenter with a bug');
      return presentList(list);
    };
    const room = await openNewsroom({ present });
    await room.daily.turnOn(channel, { ...NINE_UTC, size: 1 }, ana);
    await room.daily.turnOn(elsewhere, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
    expect(room.logger.entries).toContainEqual({
      level: 'error',
      fields: expect.objectContaining({ event: 'planning-failed' }),
    });
    broken = false;
    await room.tickAt('2026-05-21T09:09:59Z');
    expect(room.texts()).toHaveLength(1);
    await room.tickAt('2026-05-21T09:10:00Z');
    expect(room.texts().at(-1)).toBe('2026-05-21: Paper 1');
    await room.close();
  });
});

describe('buttons of a list', () => {
  it('still work when their options do not fit into them', async () => {
    const query = 'long '.repeat(40).trim();
    const room = await openNewsroom({
      present: () => ({
        summary: 'A list',
        blocks: [
          {
            type: 'actions',
            actions: [{ kind: 'command', label: 'More', command: 'search', options: { query } }],
          },
        ],
      }),
    });
    const kept: string[] = [];
    const { keep } = room.store.actions;
    Object.assign(room.store.actions, {
      keep: async (parts: Parameters<typeof keep>[0]) => {
        kept.push(...parts.map(({ hash }) => hash));
        await keep(parts);
      },
    });
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toEqual(['A list']);
    expect(kept).toHaveLength(1);
    expect(await room.store.actions.find(kept[0] ?? '')).toContain('query=long');
    await room.close();
  });
});

describe('two planners on one database', () => {
  const folder = useTemporaryFolder();

  it('plan each list once, also at the same moment', async () => {
    const clock = createManualClock('2026-05-20T12:00:00Z');
    const platform = createPlatform(clock);
    const url = `file:${folder.path('paperboy.db')}`;
    const rooms = [
      await openNewsroom({ url, clock, platform }),
      await openNewsroom({ url, clock, platform }),
    ] as const;
    for (let number = 0; number < 20; number++) {
      await rooms[0].daily.turnOn({ ...channel, id: `c${number}` }, NINE_UTC, ana);
    }
    for (const date of ['2026-05-21', '2026-05-22']) {
      clock.advance(Date.parse(`${date}T09:00:00Z`) - clock.now().getTime());
      await Promise.all(rooms.map((room) => room.planner.plan()));
      await rooms[1].relayAll();
    }
    const keys = platform.posts.map(({ key }) => key);
    expect(keys).toHaveLength(40);
    expect(new Set(keys).size).toBe(40);
    expect(new Set(platform.posts.map(({ text }) => text))).toEqual(
      new Set(['2026-05-21: Paper 1, Paper 2', '2026-05-22: Paper 3, Paper 4']),
    );
    for (const room of rooms) await room.close();
  });
});
