import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

describe('a daily list', () => {
  it('is off until it is turned on', async () => {
    expect(await room.daily.show(channel)).toEqual({ schedule: undefined, last: undefined });
    expect(await room.daily.turnOff(channel)).toBe(false);
  });

  it('tells its next run when it is turned on', async () => {
    const settings = { at: '09:00', zone: 'America/New_York', size: 5 };
    const schedule = await room.daily.turnOn(channel, settings, ana);
    expect(schedule).toEqual({
      target: channel,
      list: 'daily',
      ...settings,
      createdBy: 'ana',
      nextRunAt: new Date('2026-05-20T13:00:00Z'),
    });
    expect(await room.daily.show(channel)).toEqual({ schedule, last: undefined });
  });

  it('is posted at its time on every platform, and shows how that went', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.daily.turnOn(elsewhere, { ...NINE_UTC, at: '11:00', zone: 'Europe/Berlin' }, ana);
    await room.tickAt('2026-05-21T08:59:59Z');
    expect(room.texts()).toEqual([]);
    await room.tickAt('2026-05-21T09:00:05Z');
    expect(room.platform.posts.map(({ target }) => target)).toEqual([channel, elsewhere]);
    expect(room.platform.posts.map(({ key }) => key)).toEqual([
      'v1|discord|guild|general|daily|2026-05-21|1',
      'v1|slack|T1|C1|daily|2026-05-21|1',
    ]);
    expect(await room.daily.show(channel)).toMatchObject({
      schedule: { nextRunAt: new Date('2026-05-22T09:00:00Z') },
      last: { period: '2026-05-21', state: 'sent', messageId: 'm1' },
    });
  });

  it('keeps who turned it on when somebody else changes it', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    const changed = await room.daily.turnOn(channel, { ...NINE_UTC, size: 7 }, { id: 'bo' });
    expect(changed).toMatchObject({ createdBy: 'ana', size: 7 });
  });

  it('takes what two people change at the same time', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await Promise.all([
      room.daily.turnOn(channel, (before) => ({ ...NINE_UTC, ...before, query: 'rag' }), ana),
      room.daily.turnOn(channel, (before) => ({ ...NINE_UTC, ...before, at: '10:00' }), { id: 'bo' }),
    ]);
    expect((await room.daily.show(channel)).schedule).toMatchObject({ query: 'rag', at: '10:00', size: 2 });
  });

  it('ends when it is turned off, also for what could not be sent yet', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    expect(await room.daily.turnOff(channel)).toBe(true);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toEqual([]);
    expect(await room.daily.show(channel)).toEqual({ schedule: undefined, last: undefined });
  });
});

describe('a date that has had its list', () => {
  beforeEach(async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
  });

  it('gets no second one when the time is moved to later on the day', async () => {
    const changed = await room.daily.turnOn(channel, { ...NINE_UTC, at: '15:00' }, ana);
    expect(changed.nextRunAt).toEqual(new Date('2026-05-22T15:00:00Z'));
    await room.tickAt('2026-05-21T15:00:00Z');
    expect(room.texts()).toHaveLength(1);
    await room.tickAt('2026-05-22T15:00:00Z');
    expect(room.texts().at(-1)).toBe('2026-05-22: Paper 3, Paper 4');
  });

  it('gets no second one when the zone is moved to where it is still morning', async () => {
    const changed = await room.daily.turnOn(channel, { ...NINE_UTC, zone: 'America/Los_Angeles' }, ana);
    expect(changed.nextRunAt).toEqual(new Date('2026-05-22T16:00:00Z'));
    await room.tickAt('2026-05-21T16:00:00Z');
    expect(room.texts()).toHaveLength(1);
  });

  it('gets no second one, nor does the date before, when the zone is moved across the date line', async () => {
    // At this moment it is 22:00 of the 20th in Honolulu, and that date has not had a list at all.
    const changed = await room.daily.turnOn(
      channel,
      { ...NINE_UTC, at: '23:30', zone: 'Pacific/Honolulu' },
      ana,
    );
    expect(changed.nextRunAt).toEqual(new Date('2026-05-23T09:30:00Z'));
  });

  it('gets no second one when the list is turned off and on again', async () => {
    await room.daily.turnOff(channel);
    const again = await room.daily.turnOn(channel, { ...NINE_UTC, at: '10:00' }, ana);
    expect(again.nextRunAt).toEqual(new Date('2026-05-22T10:00:00Z'));
  });

  it('gets no second one when the clock of the machine is put back', async () => {
    room.clock.advance(-2 * 60 * 60 * 1_000);
    await room.tick();
    await room.daily.turnOn(channel, { ...NINE_UTC, at: '08:00' }, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toHaveLength(1);
  });

  it.each([
    ['two hours ahead', '2026-05-21T11:00:00Z'],
    ['two hours behind', '2026-05-21T07:00:00Z'],
    ['a day ahead', '2026-05-22T09:00:00Z'],
  ])('gets no second one when the clock is set %s and right again', async (_, wrong) => {
    await room.tickAt(wrong);
    await room.tickAt('2026-05-21T09:00:20Z');
    await room.tickAt('2026-05-21T23:59:50Z');
    await room.tickAt('2026-05-22T09:00:20Z');
    const keys = room.platform.posts.map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([2, 2]);
    await room.tickAt('2026-05-23T09:00:00Z');
    expect(room.texts().map((text) => text.slice(0, 10))).toEqual(['2026-05-21', '2026-05-22', '2026-05-23']);
  });
});

describe('a date that has not had its list', () => {
  it('gets it at the time of the new zone when the zone is moved before the post', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T08:00:00Z');
    await room.daily.turnOn(channel, { ...NINE_UTC, zone: 'America/New_York' }, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toEqual([]);
    await room.tickAt('2026-05-21T13:00:00Z');
    expect(room.texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
  });

  it('gets it on weekdays only where the channel wants that', async () => {
    await room.daily.turnOn(channel, { ...NINE_UTC, days: 'weekdays' }, ana);
    for (const date of ['21', '22', '23', '24', '25']) await room.tickAt(`2026-05-${date}T09:00:00Z`);
    expect(room.texts().map((text) => text.slice(0, 10))).toEqual(['2026-05-21', '2026-05-22', '2026-05-25']);
  });

  it('gets it at the new time when the time is moved before the post', async () => {
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await room.tickAt('2026-05-21T08:00:00Z');
    await room.daily.turnOn(channel, { ...NINE_UTC, at: '09:30' }, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    expect(room.texts()).toEqual([]);
    await room.tickAt('2026-05-21T09:30:00Z');
    expect(room.texts()).toEqual(['2026-05-21: Paper 1, Paper 2']);
  });
});
