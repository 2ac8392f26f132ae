import { describe, expect, it } from 'vitest';
import { dueDigest, nextTopicRun, type TopicTime, topicTime, weekOf } from '../../src/delivery/topic-time.js';

const daily: TopicTime = { every: 'day', weekday: 'mon', days: 'all', at: '09:00', zone: 'UTC' };
const weekly: TopicTime = { ...daily, every: 'week', weekday: 'wed' };
const eager: TopicTime = { ...daily, every: 'new' };
const next = (time: TopicTime, now: string, lastDate?: string) =>
  nextTopicRun(time, new Date(now), lastDate).toISOString();
const due = (time: TopicTime, now: string) => dueDigest(time, new Date(now));

describe('the time of a topic', () => {
  it('is its own, else that of its owner, else the usual one', () => {
    const usual = { at: '09:00', zone: 'UTC' };
    const topic = { every: 'day', weekday: 'mon', days: 'all', person: {} } as const;
    expect(topicTime(topic, usual)).toMatchObject(usual);
    const settled = { ...topic, person: { at: '07:00', zone: 'Asia/Tokyo' } };
    expect(topicTime(settled, usual)).toMatchObject({ at: '07:00', zone: 'Asia/Tokyo' });
    expect(topicTime({ ...settled, at: '08:00' }, usual)).toMatchObject({ at: '08:00', zone: 'Asia/Tokyo' });
  });
});

describe('the next digest of a topic', () => {
  it('comes every day at its time, and on no date twice however it is moved', () => {
    expect(next(daily, '2026-05-21T08:59:59Z')).toBe('2026-05-21T09:00:00.000Z');
    expect(next(daily, '2026-05-21T09:00:00Z')).toBe('2026-05-22T09:00:00.000Z');
    expect(next({ ...daily, at: '18:00' }, '2026-05-21T10:00:00Z', '2026-05-21')).toBe(
      '2026-05-22T18:00:00.000Z',
    );
    expect(next({ ...daily, zone: 'America/New_York' }, '2026-05-21T10:00:00Z', '2026-05-21')).toBe(
      '2026-05-22T13:00:00.000Z',
    );
  });

  it('leaves the weekend out where that is wished', () => {
    expect(next({ ...daily, days: 'weekdays' }, '2026-05-22T10:00:00Z')).toBe('2026-05-25T09:00:00.000Z');
  });

  it('comes once a week on its day, also when the day is moved after it has come', () => {
    expect(next(weekly, '2026-05-18T10:00:00Z')).toBe('2026-05-20T09:00:00.000Z');
    expect(next(weekly, '2026-05-20T10:00:00Z', '2026-05-20')).toBe('2026-05-27T09:00:00.000Z');
    expect(next({ ...weekly, weekday: 'fri' }, '2026-05-20T10:00:00Z', '2026-05-20')).toBe(
      '2026-05-29T09:00:00.000Z',
    );
    expect(next({ ...weekly, days: 'weekdays', weekday: 'sun' }, '2026-05-20T10:00:00Z')).toBe(
      '2026-05-24T09:00:00.000Z',
    );
  });

  it('follows summer time', () => {
    const berlin = { ...weekly, zone: 'Europe/Berlin', weekday: 'sun' } as const;
    expect(next(berlin, '2026-03-23T00:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(next({ ...berlin, at: '02:30' }, '2026-03-23T00:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(next({ ...berlin, at: '02:30' }, '2026-10-19T00:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('comes at once for whoever waits for papers, or on Monday', () => {
    expect(next(eager, '2026-05-21T10:00:00Z', '2026-05-21')).toBe('2026-05-21T10:00:00.000Z');
    const weekdays = { ...eager, days: 'weekdays' } as const;
    expect(next(weekdays, '2026-05-22T10:00:00Z')).toBe('2026-05-22T10:00:00.000Z');
    expect(next(weekdays, '2026-05-23T10:00:00Z')).toBe('2026-05-25T09:00:00.000Z');
  });
});

describe('a digest that is owed', () => {
  it('is for its date until it is twelve hours late or the date is over', () => {
    expect(due(daily, '2026-05-21T08:59:59Z')).toBeUndefined();
    expect(due(daily, '2026-05-21T20:59:59Z')).toEqual({
      date: '2026-05-21',
      period: '2026-05-21',
      expiresAt: new Date('2026-05-21T21:00:00Z'),
    });
    expect(due(daily, '2026-05-21T21:00:00Z')).toBeUndefined();
    expect(due({ ...daily, days: 'weekdays' }, '2026-05-23T10:00:00Z')).toBeUndefined();
  });

  it('is for its ISO week where it comes once a week', () => {
    expect(due(weekly, '2026-05-20T09:00:00Z')).toMatchObject({ date: '2026-05-20', period: '2026-W21' });
    expect(due(weekly, '2026-05-21T09:00:00Z')).toBeUndefined();
    expect(['2027-01-01', '2024-12-30', '2026-01-05'].map(weekOf)).toEqual([
      '2026-W53',
      '2025-W01',
      '2026-W02',
    ]);
  });

  it('is for the papers where they are waited for', () => {
    expect(due(eager, '2026-05-23T10:00:00Z')).toEqual({
      date: '2026-05-23',
      period: undefined,
      expiresAt: new Date('2026-05-23T22:00:00Z'),
    });
    expect(due({ ...eager, days: 'weekdays' }, '2026-05-23T10:00:00Z')).toBeUndefined();
  });
});
