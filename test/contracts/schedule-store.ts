import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DailySchedule, ScheduleStore } from '../../src/delivery/schedule.js';
import type { Store } from '../../src/store/store.js';
import { channel, newDelivery, runOf } from './new-delivery.js';

const NINE = new Date('2026-05-21T09:00:00Z');
const TEN = new Date('2026-05-21T10:00:00Z');

export function dailySchedule(id: string, more: Partial<DailySchedule> = {}): DailySchedule {
  const settings = { at: '09:00', zone: 'UTC', size: 10, createdBy: 'ana', nextRunAt: NINE };
  return { target: channel(id), list: 'daily', ...settings, ...more };
}

/** What every keeper of schedules must do. */
export function describeScheduleStore(name: string, open: () => Promise<Store>): void {
  describe(`the schedules in ${name}`, () => {
    let store: Store;
    let schedules: ScheduleStore;
    beforeEach(async () => {
      store = await open();
      schedules = store.schedules;
    });
    afterEach(() => store.close());

    it('come back as they were saved, one for each destination', async () => {
      await schedules.save(dailySchedule('one'));
      await schedules.save(dailySchedule('two', { target: { ...channel('two'), kind: 'direct' } }));
      const layout = { style: 'forum', tag: 'news' } as const;
      const some = { size: 3, query: 'rag -survey', days: 'weekdays', quiet: true, batch: 'now' } as const;
      const choices = { ...some, layout };
      const changed = dailySchedule('one', {
        at: '10:00',
        zone: 'Europe/Berlin',
        ...choices,
        nextRunAt: TEN,
      });
      expect(await schedules.save(changed, dailySchedule('one'))).toBe(true);
      expect(await schedules.find(channel('one'))).toEqual(changed);
      expect(await schedules.find(channel('two'))).toMatchObject({ target: { kind: 'direct' } });
      expect(await schedules.find({ ...channel('one'), tenant: 'elsewhere' })).toBeUndefined();
    });

    it('are saved as long as they are as they were read', async () => {
      const [read, filtered] = [dailySchedule('one'), dailySchedule('one', { query: 'rag' })];
      expect(await schedules.save(read)).toBe(true);
      expect(await schedules.save(filtered)).toBe(false);
      expect(await schedules.save(filtered, read)).toBe(true);
      expect(await schedules.save({ ...read, size: 3 }, read)).toBe(false);
      expect(await schedules.find(channel('one'))).toEqual(filtered);
      expect(await schedules.save({ ...filtered, size: 3 }, filtered)).toBe(true);
      await schedules.remove(channel('one'), NINE);
      expect(await schedules.save(read, filtered)).toBe(false);
    });

    it('are due from the instant of their next run, the oldest first', async () => {
      await schedules.save(dailySchedule('later', { nextRunAt: TEN }));
      await schedules.save(dailySchedule('sooner'));
      const due = async (now: Date) => (await schedules.due(now, 10)).map(({ target }) => target.id);
      expect(await due(new Date(NINE.getTime() - 1))).toEqual([]);
      expect(await due(NINE)).toEqual(['sooner']);
      expect(await due(TEN)).toEqual(['sooner', 'later']);
      expect(await schedules.due(TEN, 1)).toHaveLength(1);
      await schedules.save(dailySchedule('far', { zone: 'Mars/Base' }));
      expect(await schedules.due(TEN, 10)).toHaveLength(3);
      expect(await schedules.due(TEN, 10, ['Mars/Base', 'Moon/Base'])).toHaveLength(2);
    });

    it('end once', async () => {
      await schedules.save(dailySchedule('one'));
      expect(await schedules.remove(channel('one'), NINE)).toBe(true);
      expect(await schedules.remove(channel('one'), NINE)).toBe(false);
      expect(await schedules.find(channel('one'))).toBeUndefined();
      expect(await schedules.due(TEN, 10)).toEqual([]);
    });

    it('take with them what they have planned but not sent, and its papers are free again', async () => {
      const schedule = dailySchedule('one');
      await schedules.save(schedule);
      const delivery = newDelivery('one', { paperIds: ['a'] });
      await store.outbox.plan([runOf(schedule, delivery)], NINE);
      await schedules.remove(channel('one'), NINE);
      expect(await store.outbox.last(channel('one'), 'daily')).toMatchObject({
        state: 'failed',
        reason: 'The daily list was turned off before this one was sent.',
      });
      const [history] = await store.outbox.history([channel('one')]);
      expect(history?.paperIds.size).toBe(0);
    });
  });
}
