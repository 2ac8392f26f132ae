import type { Target } from '../../src/core/invocation.js';
import { dedupeKey, type NewDelivery, type PlannedRun } from '../../src/delivery/outbox.js';
import type { DailySchedule } from '../../src/delivery/schedule.js';

export function channel(id: string): Target {
  return { platform: 'discord', tenant: 'guild', id, kind: 'channel' };
}

export const NINE = new Date('2026-05-21T09:00:00Z');
export const nineAnd = (seconds: number) => new Date(NINE.getTime() + seconds * 1_000);
export const TOMORROW = nineAnd(24 * 60 * 60);

/** The list of 21 May for a channel, due at nine and worth sending for an hour. */
export function newDelivery(id: string, more: Partial<NewDelivery> = {}): NewDelivery {
  const name = { target: channel(id), list: 'daily', period: '2026-05-21', part: 1, ...more };
  return {
    ...name,
    key: dedupeKey(name),
    content: 'papers',
    replyJson: '{}',
    paperIds: [],
    dueAt: NINE,
    expiresAt: nineAnd(3_600),
    ...more,
  };
}

/** What becomes of a schedule that is due: it goes on tomorrow. */
export function runOf(schedule: DailySchedule, ...deliveries: readonly NewDelivery[]): PlannedRun {
  return { advances: [{ kind: 'schedule', schedule, nextRunAt: TOMORROW }], deliveries };
}
