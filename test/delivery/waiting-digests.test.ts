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

  it('comes all the same, whatever other people stop meanwhile', async () => {
    trouble = BUSY();
    await twoBatches();
    await desk.topics.stop(asker('bob'), { number: 1 });
    trouble = undefined;
    await untilEvening();
    expect(desk.brought('ana').toSorted()).toEqual([['rag one'], ['rag two']]);
  });

  it('comes all the same when nobody knows whether it arrived', async () => {
    trouble = LOST();
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
  const onItsWay = async (): Promise<void> => {
    await desk.subscribe('ana', 'sesquipedalian', { target: GENERAL });
    desk.goTo('2026-05-20T12:05:00Z');
    desk.publish('sesquipedalian one');
    const { platform, tenant, id } = asker('ana').direct;
    desk.platform.trouble = async () => {
      await desk.store.privacy.forget({ platform, tenant, id }, desk.clock.now());
      return trouble;
    };
    await desk.tickAt('2026-05-21T09:00:00Z');
  };

  it('arrives, and is kept without their query', async () => {
    const file = folder.path('paperboy.db');
    await desk.close();
    desk = await openTopicDesk({ url: `file:${file}` });
    await onItsWay();
    expect(desk.brought('general')).toEqual([['sesquipedalian one']]);
    const [history] = await desk.store.outbox.history([GENERAL]);
    expect(history?.paperIds.size).toBe(1);
    await desk.close();
    const kept = await readFile(file, 'latin1');
    expect(kept).toContain('topics:1');
    expect(kept).not.toContain('Topic 1');
    desk = await openTopicDesk();
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
