import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { asker, GENERAL, openTopicDesk, type TopicDesk } from './topic-desk.js';

let desk: TopicDesk;
beforeEach(async () => {
  desk = await openTopicDesk();
});
afterEach(() => desk.close());

describe('the digest of a person', () => {
  it('brings the papers of the day that match, at the time of the person, and none when there are none', async () => {
    await desk.topics.changeSettings(asker('ana'), { zone: 'Asia/Tokyo', at: '07:00' });
    await desk.subscribe('ana', 'rag');
    desk.goTo('2026-05-20T20:00:00Z');
    desk.publish('A survey of RAG', 'Vision');
    await desk.tickAt('2026-05-20T21:59:59Z');
    expect(desk.brought('ana')).toEqual([]);
    await desk.tickAt('2026-05-20T22:00:00Z');
    await desk.tick();
    expect(desk.brought('ana')).toEqual([['A survey of RAG']]);
    await desk.tickAt('2026-05-21T22:00:00Z');
    expect(desk.brought('ana')).toHaveLength(1);
    desk.publish('RAG again');
    await desk.tickAt('2026-05-22T22:00:00Z');
    expect(desk.brought('ana')).toEqual([['A survey of RAG'], ['RAG again']]);
  });

  it('has a paper once, with all the topics that it matches, and ways to stop each', async () => {
    await desk.subscribe('ana', 'rag');
    await desk.subscribe('ana', 'survey OR vision');
    await desk.subscribe('ana', 'nothing');
    desk.clock.advance(60_000);
    desk.publish('A survey of RAG', 'Vision');
    await desk.tickAt('2026-05-21T09:00:00Z');
    const [digest = expect.fail('nothing came'), ...others] = desk.platform.posts;
    expect(others).toEqual([]);
    expect(digest.text).toContain('2 papers on your topics, 21 May 2026');
    expect(digest.text).toContain('A survey of RAG\nrag: title · survey OR vision: title');
    expect(digest.text).toContain('Topic 2: survey OR vision\nTopic 1: rag');
    expect(digest.text).not.toContain('nothing');
  });

  it('brings no paper again when its votes change, nor one from before the topic, nor what was filled in late', async () => {
    desk.publish('RAG of yesterday');
    desk.clock.advance(1_000);
    await desk.subscribe('ana', 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG of today', 'RAG of long ago');
    desk.update((paper) =>
      paper.title.endsWith('ago')
        ? { ...paper, feedDate: '2025-01-01' }
        : { ...paper, feedDate: '2026-05-20' },
    );
    await desk.tickAt('2026-05-21T09:00:00Z');
    desk.update((paper) => ({ ...paper, upvotes: 500 }));
    await desk.tickAt('2026-05-22T09:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG of today']]);
  });

  it('brings a paper that comes to match later', async () => {
    await desk.subscribe('ana', 'rag upvotes>=10');
    desk.clock.advance(1_000);
    desk.publish('RAG');
    await desk.tickAt('2026-05-21T09:00:00Z');
    desk.update((paper) => ({ ...paper, upvotes: 12 }));
    await desk.tickAt('2026-05-22T09:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG']]);
  });

  it('has so many papers of a topic at most; the others are a press away, and do not come again', async () => {
    await desk.subscribe('ana', 'rag', { size: 2 });
    desk.clock.advance(1_000);
    desk.publish('RAG 1', 'RAG 2', 'RAG 3', 'RAG 4', 'RAG 5');
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.tickAt('2026-05-22T09:00:00Z');
    expect(desk.brought('ana').map(({ length }) => length)).toEqual([2]);
  });

  it('comes in parts where it is too long for one message, with the ways to stop below each', async () => {
    const small = await openTopicDesk({ limitsOf: () => ({ items: 2, text: 10_000 }) });
    await small.subscribe('ana', 'rag', { size: 5 });
    small.clock.advance(1_000);
    small.publish(...Array.from({ length: 7 }, (_, at) => `RAG ${at}`));
    await small.tickAt('2026-05-21T09:00:00Z');
    expect(small.brought('ana').map(({ length }) => length)).toEqual([2, 1, 2]);
    expect(small.platform.posts.map(({ text }) => text.includes('Topic 1: rag'))).toEqual([true, true, true]);
    await small.tickAt('2026-05-22T09:00:00Z');
    expect(small.brought('ana')).toHaveLength(3);
    await small.close();
  });

  it('comes once a week', async () => {
    await desk.subscribe('ana', 'rag', { every: 'week', weekday: 'fri' });
    for (const [at, day] of ['21', '22', '23', '29'].entries()) {
      desk.clock.advance(1_000);
      desk.publish(`RAG ${at}`);
      await desk.tickAt(`2026-05-${day}T09:00:00Z`);
    }
    expect(desk.brought('ana')).toEqual([
      ['RAG 0', 'RAG 1'],
      ['RAG 2', 'RAG 3'],
    ]);
    const keys = desk.platform.posts.map(({ key }) => key.split('|').at(-2));
    expect(keys).toEqual(['2026-W21', '2026-W22']);
  });

  it('stays away on weekends where that is wished', async () => {
    await desk.subscribe('ana', 'rag', { days: 'weekdays' });
    desk.clock.advance(1_000);
    for (const day of ['23', '24', '25']) {
      desk.publish(`RAG of the ${day}rd`);
      await desk.tickAt(`2026-05-${day}T09:00:00Z`);
    }
    expect(desk.brought('ana').map(({ length }) => length)).toEqual([3]);
  });
});

describe('a digest of what is new', () => {
  it('comes as soon as all papers of a batch are in, once', async () => {
    await desk.subscribe('ana', 'rag', { every: 'new' });
    desk.clock.advance(1_000);
    desk.publish('RAG 1');
    await desk.tick();
    desk.clock.advance(10_000);
    desk.publish('RAG 2');
    await desk.tick();
    desk.clock.advance(10_000);
    await desk.tick();
    expect(desk.brought('ana')).toEqual([]);
    desk.clock.advance(10_000);
    await desk.tick();
    await desk.tick();
    await desk.anotherPlanner().plan();
    await desk.tick();
    expect(desk.brought('ana')).toEqual([['RAG 2', 'RAG 1']]);
    expect(desk.platform.posts[0]?.key).toMatch(/\|batch:\d+-2\|1$/);
    desk.publish('Vision', 'RAG 3');
    await desk.tick();
    desk.clock.advance(20_000);
    await desk.tick();
    expect(desk.brought('ana')).toEqual([['RAG 2', 'RAG 1'], ['RAG 3']]);
  });

  it('rests on weekends where that is wished, and brings them on Monday', async () => {
    await desk.subscribe('ana', 'rag', { every: 'new', days: 'weekdays' });
    desk.goTo('2026-05-23T10:00:00Z');
    desk.publish('RAG of Saturday');
    for (const at of ['23T11:00', '24T09:00', '25T08:59']) await desk.tickAt(`2026-05-${at}:00Z`);
    expect(desk.brought('ana')).toEqual([]);
    await desk.tickAt('2026-05-25T09:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG of Saturday']]);
  });
});

describe('the digest of a channel', () => {
  it('joins the topics that people have had brought there', async () => {
    await desk.subscribe('ana', 'rag', { target: GENERAL });
    await desk.subscribe('bob', 'survey', { target: GENERAL });
    await desk.subscribe('bob', 'rag');
    desk.clock.advance(1_000);
    desk.publish('A survey of RAG');
    await desk.tickAt('2026-05-21T09:00:00Z');
    expect(desk.brought('general')).toEqual([['A survey of RAG']]);
    expect(desk.brought('bob')).toEqual([['A survey of RAG']]);
    expect(desk.brought('ana')).toEqual([]);
  });
});

describe('planning', () => {
  it('makes up for no digest after a long absence, and loses no paper', async () => {
    await desk.subscribe('ana', 'rag');
    desk.clock.advance(1_000);
    for (const day of ['21', '22', '23']) {
      desk.goTo(`2026-05-${day}T01:00:00Z`);
      desk.publish(`RAG of ${day} May`);
    }
    await desk.tickAt('2026-05-23T22:00:00Z');
    expect(desk.brought('ana')).toEqual([]);
    await desk.tickAt('2026-05-24T09:10:00Z');
    expect(desk.brought('ana')).toEqual([['RAG of 21 May', 'RAG of 22 May', 'RAG of 23 May']]);
  });

  it('brings no second digest on a date, wherever the time or the zone is moved', async () => {
    await desk.subscribe('ana', 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG 1');
    await desk.tickAt('2026-05-21T09:00:00Z');
    desk.publish('RAG 2');
    await desk.subscribe('ana', 'rag', { at: '10:00' });
    await desk.tickAt('2026-05-21T10:00:00Z');
    await desk.topics.changeSettings(asker('ana'), { zone: 'America/New_York' });
    await desk.tickAt('2026-05-21T14:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG 1']]);
    await desk.tickAt('2026-05-22T14:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG 1'], ['RAG 2']]);
  });

  it('brings the papers of a digest that failed with the next one', async () => {
    await desk.subscribe('ana', 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG 1');
    desk.platform.trouble = () => new DeliveryError('denied', 'No.');
    await desk.tickAt('2026-05-21T09:00:00Z');
    desk.platform.trouble = () => undefined;
    await desk.tickAt('2026-05-22T09:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG 1']]);
  });

  it('brings nothing of a topic that is paused, or of the pause', async () => {
    await desk.subscribe('ana', 'rag');
    await desk.topics.pause(asker('ana'), 1);
    desk.clock.advance(1_000);
    desk.publish('RAG of the pause');
    await desk.tickAt('2026-05-21T09:00:00Z');
    await desk.topics.resume(asker('ana'), 1);
    desk.clock.advance(1_000);
    desk.publish('RAG of today');
    await desk.tickAt('2026-05-22T09:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG of today']]);
  });

  it('does not send what is stopped before it was sent', async () => {
    await desk.subscribe('ana', 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG');
    desk.goTo('2026-05-21T09:00:00Z');
    await desk.planner.plan();
    await desk.topics.stop(asker('ana'), { number: 1 });
    await desk.tick();
    expect(desk.platform.attempts).toEqual([]);
  });

  it('gives every destination its digest once, though there are many and two plan at once', async () => {
    const people = Array.from({ length: 250 }, (_, at) => `person ${at}`);
    for (const id of people) await desk.subscribe(id, 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG');
    desk.goTo('2026-05-21T09:00:00Z');
    await Promise.all([desk.planner.plan(), desk.anotherPlanner().plan()]);
    await desk.tick();
    expect(desk.platform.posts.map(({ target }) => target.id).sort()).toEqual(people.toSorted());
  });

  it('stops between destinations when it is told to, and goes on with the next tick', async () => {
    for (let at = 0; at < 150; at++) await desk.subscribe(`person ${at}`, 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG');
    desk.goTo('2026-05-21T09:00:00Z');
    await desk.planner.plan(AbortSignal.abort());
    await desk.tick();
    expect(desk.platform.posts).toHaveLength(150);
  });

  it('tells in the log of queries that cannot be read, and goes on with the others', async () => {
    await desk.subscribe('ana', '"');
    await desk.subscribe('ana', 'rag');
    desk.clock.advance(1_000);
    desk.publish('RAG');
    await desk.tickAt('2026-05-21T09:00:00Z');
    expect(desk.brought('ana')).toEqual([['RAG']]);
    expect(desk.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ count: 1 }) }),
    );
  });
});

describe('a digest that cannot be made', () => {
  it('is tried again ten minutes later, and holds up no other', async () => {
    let broken = true;
    const fragile = await openTopicDesk({
      present(digest) {
        if (broken && digest.topics[0]?.query === 'rag') throw new Error('This digest is broken.');
        return { summary: 'fine', blocks: [{ type: 'heading', text: 'fine' }] };
      },
    });
    await fragile.subscribe('ana', 'rag');
    await fragile.subscribe('bob', 'vision');
    fragile.clock.advance(1_000);
    fragile.publish('RAG', 'Vision');
    await fragile.tickAt('2026-05-21T09:00:00Z');
    expect(fragile.platform.posts.map(({ target }) => target.id)).toEqual(['bob']);
    broken = false;
    await fragile.tickAt('2026-05-21T09:10:00Z');
    expect(fragile.platform.posts.map(({ target }) => target.id)).toEqual(['bob', 'ana']);
    await fragile.close();
  });
});
