import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DailyList } from '../../src/delivery/daily-list.js';
import { dailyList } from '../../src/presenters/daily-list.js';
import { topicDigest } from '../../src/presenters/topic-digest.js';
import { ana, channel, type Newsroom, openNewsroom } from './newsroom.js';
import { openTopicDesk } from './topic-desk.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 3 };

/** Fails over Paper 2, even over its title when it is `hopeless`. */
const presentBadly = (hopeless: boolean) => (list: DailyList & { readonly plain?: ReadonlySet<string> }) => {
  for (const { id, title } of list.papers) {
    const plainly = list.plain?.has(id) === true;
    if (title === 'Paper 2' && (hopeless || !plainly)) throw new Error('This text cannot be shown.');
  }
  return dailyList(list);
};

describe('a list with a paper that cannot be shown', () => {
  let room: Newsroom;
  afterEach(() => room.close());
  const named = (event: string) => room.logger.entries.filter(({ fields }) => fields.event === event);
  const list = async (hopeless: boolean) => {
    room = await openNewsroom({ present: presentBadly(hopeless) });
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.daily.turnOn({ ...channel, id: 'another' }, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
  };

  it('comes in time, with title and link of that one, which the log names once', async () => {
    await list(false);
    const text = expect.stringMatching(/^3 papers for 21 May 2026.*Paper 1\n.*Paper 2\n.*Paper 3\n/s);
    expect(room.texts()).toEqual([text, text]);
    const id = room.corpus.papers[1]?.id;
    expect(named('paper-shown-plainly').map(({ fields }) => fields.reference)).toEqual([id]);
    await room.tickAt('2026-05-22T09:00:00Z');
    expect(room.texts().at(-1)).toMatch(/Paper 4\n.*Paper 5\n.*Paper 6\n/s);
  });

  it('comes without it where not even its title can be shown', async () => {
    await list(true);
    const text = expect.stringMatching(/^2 papers for 21 May 2026.*Paper 1\n.*Paper 3\n/s);
    expect(room.texts()).toEqual([text, text]);
    expect(room.texts().join()).not.toContain('Paper 2');
    expect(named('paper-left-out')).toHaveLength(1);
  });

  it('is tested like any other', async () => {
    room = await openNewsroom({ present: presentBadly(false) });
    expect(await room.dailyTest.post(channel, NINE_UTC)).toBe(true);
    await room.tick();
    expect(room.texts()).toEqual([expect.stringMatching(/^This is a test.*Paper 2\n/s)]);
  });
});

describe('a digest with a paper that cannot be shown', () => {
  let desk: Awaited<ReturnType<typeof openTopicDesk>>;
  beforeEach(async () => {
    desk = await openTopicDesk({
      present: (digest) => {
        for (const { paper } of digest.entries)
          if (paper.title === 'Bad rag' && digest.plain?.has(paper.id) !== true) throw new Error('No.');
        return topicDigest(digest, { date: '2026-05-21', now: desk.clock.now() });
      },
    });
  });
  afterEach(() => desk.close());

  it('comes in time, with title and link of that one', async () => {
    await desk.subscribe('ana', 'rag');
    desk.goTo('2026-05-20T13:00:00Z');
    desk.publish('Good rag', 'Bad rag');
    await desk.tickAt('2026-05-21T09:00:00Z');
    const texts = desk.platform.posts.map(({ text }) => text).join();
    expect(texts).toContain('Good rag');
    expect(texts).toContain('Bad rag');
  });
});
