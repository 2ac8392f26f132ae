import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { asker, GENERAL, openTopicDesk, type TopicDesk } from './topic-desk.js';

let desk: TopicDesk;
let trouble: DeliveryError | undefined;
beforeEach(async () => {
  desk = await openTopicDesk();
  trouble = undefined;
  desk.platform.trouble = () => trouble;
});
afterEach(() => desk.close());

const BUSY = () => new DeliveryError('retry', 'Slack is busy.', { retryAfterMs: 3_600_000 });
const LOST = () => new DeliveryError('unknown', 'The answer was lost.');
const untilEvening = async () => {
  for (const time of ['12:45', '13:15', '13:40', '14:40', '15:40', '23:00'])
    await desk.tickAt(`2026-05-20T${time}:00Z`);
};

describe('a digest that still waits when the next one of its topic is planned', () => {
  const twoBatches = async () => {
    await desk.subscribe('ana', 'rag', { every: 'new' });
    await desk.subscribe('bob', 'vision');
    desk.goTo('2026-05-20T12:10:00Z');
    desk.publish('rag one');
    await desk.tick();
    await desk.tickAt('2026-05-20T12:11:00Z');
    desk.goTo('2026-05-20T12:30:00Z');
    desk.publish('rag two');
    await desk.tick();
    await desk.tickAt('2026-05-20T12:31:00Z');
  };

  it.each([
    ['the platform is busy', BUSY],
    ['nobody knows whether it arrived', LOST],
  ])('comes all the same, whatever other people stop meanwhile: %s', async (_why, error) => {
    trouble = error();
    await twoBatches();
    await desk.topics.stop(asker('bob'), { number: 1 });
    trouble = undefined;
    await untilEvening();
    expect(desk.brought('ana').toSorted()).toEqual([['rag one'], ['rag two']]);
  });

  it('is ended with its topic, as is the newer one', async () => {
    trouble = BUSY();
    await twoBatches();
    await desk.topics.stop(asker('ana'), { number: 1 });
    trouble = undefined;
    await untilEvening();
    expect(desk.brought('ana')).toEqual([]);
  });
});

describe('a digest that waits', () => {
  it('is not sent with a query that was changed meanwhile', async () => {
    await desk.subscribe('ana', 'rag');
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('rag one');
    trouble = new DeliveryError('retry', 'Slack is busy.', { retryAfterMs: 60_000 });
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.topics.save(asker('ana'), { query: 'vision', number: 1 });
    trouble = undefined;
    await desk.tickAt('2026-05-21T09:05:00Z');
    expect(desk.brought('ana')).toEqual([]);
  });

  it('is not stopped because the digests of others were refused', async () => {
    for (const id of ['p1', 'p2', 'p3']) await desk.subscribe(id, 'poison');
    await desk.subscribe('ana', 'vision', { at: '10:00' });
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('poison one', 'vision one');
    desk.platform.trouble = ({ text }) =>
      text.includes('poison') ? new DeliveryError('rejected', 'invalid_blocks') : undefined;
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.tickAt('2026-05-21T10:00:00Z');
    expect(desk.brought('ana')).toEqual([['vision one']]);
  });
});

describe('a place that takes messages again', () => {
  const GONE = new DeliveryError('gone', 'Closed.');

  it('does not get the digest of a topic that was stopped meanwhile', async () => {
    const { direct } = asker('ana');
    await desk.subscribe('ana', 'rag');
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('rag one');
    trouble = GONE;
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.store.destinations.suspend(
      { target: direct, state: 'gone', reason: 'Closed.' },
      desk.clock.now(),
    );
    await desk.topics.stop(asker('ana'), { number: 1 });
    trouble = undefined;
    expect(await desk.store.destinations.resume(direct, desk.clock.now())).toBe(0);
    await desk.tickAt('2026-05-21T09:05:00Z');
    expect(desk.brought('ana')).toEqual([]);
  });

  it('gets no paper again that came with a later digest', async () => {
    await desk.subscribe('ana', 'rag', { every: 'new', target: GENERAL });
    trouble = new DeliveryError('denied', 'Not allowed.');
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('rag one');
    await desk.tickAt('2026-05-20T12:10:00Z');
    await desk.tickAt('2026-05-20T12:10:30Z');
    trouble = undefined;
    desk.publish('rag two');
    await desk.tickAt('2026-05-20T12:30:00Z');
    await desk.tickAt('2026-05-20T12:30:30Z');
    expect(desk.brought('general')).toEqual([['rag one', 'rag two']]);
    expect(await desk.store.destinations.resume(GENERAL, desk.clock.now())).toBe(0);
    await desk.tickAt('2026-05-20T12:31:00Z');
    expect(desk.brought('general')).toEqual([['rag one', 'rag two']]);
  });

  it('gets of two digests with the same paper only the newer', async () => {
    await desk.subscribe('ana', 'rag', { every: 'new', target: GENERAL });
    trouble = new DeliveryError('denied', 'Not allowed.');
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('rag one');
    await desk.tickAt('2026-05-20T12:10:00Z');
    await desk.tickAt('2026-05-20T12:10:30Z');
    desk.publish('rag two');
    await desk.tickAt('2026-05-20T12:30:00Z');
    await desk.tickAt('2026-05-20T12:30:30Z');
    trouble = undefined;
    expect(await desk.store.destinations.resume(GENERAL, desk.clock.now())).toBe(1);
    await desk.tickAt('2026-05-20T12:31:00Z');
    expect(desk.brought('general')).toEqual([['rag one', 'rag two']]);
  });
});

describe('a digest on its way to a channel while one of its people is forgotten', () => {
  const folder = useTemporaryFolder();
  const forgetAna = () => {
    const { platform, tenant, id } = asker('ana').direct;
    return desk.store.privacy.forget({ platform, tenant, id }, desk.clock.now());
  };
  const onItsWay = async (): Promise<void> => {
    await desk.subscribe('ana', 'sesquipedalian', { target: GENERAL });
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('sesquipedalian one');
    desk.platform.trouble = async () => {
      await forgetAna();
      return trouble;
    };
    await desk.tickAt('2026-05-21T09:00:00Z');
  };

  const keptWords = async (): Promise<boolean> => {
    const file = folder.path('paperboy.db');
    await desk.close();
    const kept = await readFile(file, 'latin1');
    expect(kept).toContain('topics:1');
    desk = await openTopicDesk();
    return kept.includes('sesquipedalian');
  };
  const openFile = async () => {
    await desk.close();
    desk = await openTopicDesk({ url: `file:${folder.path('paperboy.db')}` });
    desk.platform.trouble = () => trouble;
  };

  it('arrives, and is kept without their query', async () => {
    await openFile();
    await onItsWay();
    expect(desk.brought('general')).toEqual([['sesquipedalian one']]);
    const [history] = await desk.store.outbox.history([GENERAL]);
    expect(history?.paperIds.size).toBe(1);
    expect(await keptWords()).toBe(false);
  });

  it.each([
    ['waits', BUSY],
    ['is perhaps there', LOST],
  ])('keeps no word of a topic that was stopped before, while its digest %s', async (_how, error) => {
    await openFile();
    trouble = error();
    await desk.subscribe('ana', 'sesquipedalian', { target: GENERAL });
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('a sesquipedalian paper');
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.topics.stop(asker('ana'), { number: 1 });
    await forgetAna();
    expect(await keptWords()).toBe(false);
  });

  it('keeps no word of a topic in a digest of several people that could not be sent in time', async () => {
    await openFile();
    await desk.subscribe('bob', 'paper', { target: GENERAL });
    await desk.subscribe('ana', 'sesquipedalian OR rag', { target: GENERAL });
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('a rag paper');
    trouble = new DeliveryError('retry', 'Slack is busy.', { retryAfterMs: 60_000 });
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.topics.stop(asker('ana'), { number: 1 });
    trouble = new DeliveryError('denied', 'Not allowed.');
    await desk.tickAt('2026-05-21T09:02:00Z');
    await forgetAna();
    desk.goTo('2026-05-22T00:10:00Z');
    await desk.store.privacy.tidy(desk.clock.now());
    expect(await keptWords()).toBe(false);
  });

  it('is not sent again when nobody knows whether it arrived', async () => {
    trouble = LOST();
    await onItsWay();
    trouble = undefined;
    await desk.tickAt('2026-05-21T09:05:00Z');
    expect(desk.platform.attempts).toHaveLength(1);
    expect(await desk.store.outbox.last(GENERAL, 'topics:1')).toMatchObject({ state: 'skipped' });
  });
});
