import type { Clock } from '../core/clock.js';
import type { Person, Target } from '../core/invocation.js';
import type { DestinationKeeper } from './destination-keeper.js';
import type { DeliveryReport, OutboxStore } from './outbox.js';
import { type DailySchedule, type LocalTime, nextRun, type ScheduleStore } from './schedule.js';

/** What people choose for a daily list. */
export type DailySettings = LocalTime & Pick<DailySchedule, 'size' | 'query' | 'quiet' | 'batch'>;

/** What there is to tell about the daily list of a destination. */
export interface DailyState {
  readonly schedule: DailySchedule | undefined;
  readonly last: DeliveryReport | undefined;
}

/** The daily lists of destinations, as people turn them on and off. */
export interface Daily {
  /** Starts the list or changes it; the answer tells its next run. A date that has had its list gets no second one. */
  turnOn(target: Target, settings: DailySettings, caller: Person): Promise<DailySchedule>;
  /** Tells whether it was on. */
  turnOff(target: Target): Promise<boolean>;
  show(target: Target): Promise<DailyState>;
}

export function createDaily(options: {
  readonly schedules: ScheduleStore;
  readonly outbox: OutboxStore;
  readonly keeper: Pick<DestinationKeeper, 'stateOf' | 'resume'>;
  readonly clock: Clock;
}): Daily {
  const { schedules, outbox, keeper, clock } = options;
  return {
    async turnOn(target, settings, caller) {
      const before = await schedules.find(target);
      const last = await outbox.last(target, 'daily');
      const nextRunAt = nextRun(settings, clock.now(), last?.period);
      const createdBy = before?.createdBy ?? caller.id;
      const schedule: DailySchedule = { ...settings, target, list: 'daily', createdBy, nextRunAt };
      await schedules.save(schedule);
      // Whoever turns it on where it had to be suspended has mended what was wrong there.
      if ((await keeper.stateOf(target)).state !== 'active') await keeper.resume(target);
      return schedule;
    },
    turnOff: (target) => schedules.remove(target, clock.now()),
    show: async (target) => ({
      schedule: await schedules.find(target),
      last: await outbox.last(target, 'daily'),
    }),
  };
}
