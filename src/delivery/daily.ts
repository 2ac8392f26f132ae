import type { Clock } from '../core/clock.js';
import { isKnownZone } from '../core/domain-options.js';
import { UserError } from '../core/errors.js';
import type { Person, Target } from '../core/invocation.js';
import type { DestinationKeeper } from './destination-keeper.js';
import type { DeliveryReport, OutboxStore } from './outbox.js';
import { type DailySchedule, type LocalTime, nextRun, type ScheduleStore } from './schedule.js';

/** Whoever finds a list changed so often, while changing it, is told to try again. */
const MOST_TURNS = 5;

/** What people choose for a daily list. */
export type DailySettings = LocalTime & Pick<DailySchedule, 'size' | 'query' | 'quiet' | 'batch' | 'layout'>;

/** Whole, or worked out from the list as it is. */
export type DailyWish = DailySettings | ((before: DailySchedule | undefined) => DailySettings);

/** What there is to tell about the daily list of a destination. */
export interface DailyState {
  readonly schedule: DailySchedule | undefined;
  readonly last: DeliveryReport | undefined;
}

/** The daily lists of destinations, as people turn them on and off. */
export interface Daily {
  /**
   * Starts the list or changes it; the answer tells its next run. A date that has had its list gets no second one. Of changes at the same time
   * none is lost: a wish is worked out anew when somebody else was quicker.
   */
  turnOn(target: Target, wish: DailyWish, caller: Person): Promise<DailySchedule>;
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
  const save = async (target: Target, wish: DailyWish, caller: Person): Promise<DailySchedule> => {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const before = await schedules.find(target);
      const settings = typeof wish === 'function' ? wish(before) : wish;
      if (!isKnownZone(settings.zone))
        throw new UserError(
          `I do not know the time zone ${settings.zone} on this machine; choose another one with \`zone\`.`,
        );
      const last = await outbox.last(target, 'daily');
      const nextRunAt = nextRun(settings, clock.now(), last?.period);
      const createdBy = before?.createdBy ?? caller.id;
      const schedule: DailySchedule = { ...settings, target, list: 'daily', createdBy, nextRunAt };
      if (await schedules.save(schedule, before)) return schedule;
    }
    throw new UserError('Others are changing this list at this moment. Please try again.');
  };
  return {
    async turnOn(target, wish, caller) {
      const schedule = await save(target, wish, caller);
      // Whoever turns it on where it had to be suspended has mended what was wrong there.
      if ((await keeper.stateOf(target)).state !== 'active') await keeper.resume(target, schedule.layout);
      return schedule;
    },
    turnOff: (target) => schedules.remove(target, clock.now()),
    show: async (target) => ({
      schedule: await schedules.find(target),
      last: await outbox.last(target, 'daily'),
    }),
  };
}
