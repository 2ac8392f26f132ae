import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyStatus } from '../../src/presenters/daily-status.js';
import { ana, channel, type Newsroom, openNewsroom } from './newsroom.js';
import { openTopicDesk, type TopicDesk } from './topic-desk.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };
const LOST = { ...channel, id: 'lost' };

describe('a daily list in a zone that this machine does not know', () => {
  let room: Newsroom;
  beforeEach(async () => {
    room = await openNewsroom();
    const nextRunAt = new Date('2026-05-21T09:00:00Z');
    await room.store.schedules.save({
      ...{ target: LOST, list: 'daily', at: '09:00', zone: 'Mars/Base', size: 2 },
      ...{ createdBy: 'ana', nextRunAt },
    });
    await room.daily.turnOn(channel, NINE_UTC, ana);
  });
  afterEach(() => room.close());

  it('rests, holds up no other one, and is in the log once', async () => {
    await room.tickAt('2026-05-21T09:00:00Z');
    for (let hour = 10; hour < 20; hour++) await room.tickAt(`2026-05-21T${hour}:00:00Z`);
    expect(room.platform.posts.map(({ target }) => target.id)).toEqual(['general']);
    const errors = room.logger.entries.filter(({ level }) => level === 'error');
    expect(errors.map(({ fields }) => [fields.event, fields.reference])).toEqual([
      ['zone-unknown', 'Mars/Base'],
    ]);
  });

  it('says so to those who ask for it', async () => {
    const { schedule, last } = await room.daily.show(LOST);
    const [shown] = schedule === undefined ? [] : dailyStatus({ schedule, last });
    expect(JSON.stringify(shown)).toContain('none: I do not know the time zone Mars/Base on this machine');
  });

  it('keeps other changes waiting until another zone is chosen, and then comes', async () => {
    const change = (zone: string) => room.daily.turnOn(LOST, { at: '10:00', zone, size: 1 }, ana);
    await expect(change('Mars/Base')).rejects.toThrow('choose another one with `zone`');
    await change('UTC');
    await room.tickAt('2026-05-21T10:00:00Z');
    expect(room.platform.posts.map(({ target }) => target.id)).toContain('lost');
  });
});

describe('a topic of somebody in such a zone', () => {
  let desk: TopicDesk;
  beforeEach(async () => {
    desk = await openTopicDesk();
  });
  afterEach(() => desk.close());

  it('rests, and holds up no other one', async () => {
    await desk.subscribe('ana', 'rag');
    await desk.subscribe('bob', 'rag');
    await desk.store.people.save(
      { platform: 'slack', tenant: 'T1', id: 'bob' },
      { zone: 'Mars/Base' },
      [],
      desk.clock.now(),
    );
    desk.goTo('2026-05-20T13:00:00Z');
    desk.publish('Good rag');
    for (const hour of ['09', '10', '11']) await desk.tickAt(`2026-05-21T${hour}:00:00Z`);
    expect(desk.platform.posts.map(({ target }) => target.id)).toEqual(['ana']);
    expect(desk.logger.entries.filter(({ fields }) => fields.event === 'zone-unknown')).toHaveLength(1);
  });
});
