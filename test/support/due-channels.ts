import { type DailySchedule, runOn } from '../../src/delivery/schedule.js';
import { openDatabase } from '../../src/store/database.js';
import { createScheduleRepository } from '../../src/store/schedule-repository.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

/** Writes schedules into a database as if people had turned them on, all in one transaction. */
export async function saveSchedules(url: string, schedules: Iterable<DailySchedule>): Promise<void> {
  const { db } = await openDatabase(url, createRecordingLogger());
  await db.transaction().execute(async (trx) => {
    const repository = createScheduleRepository(trx);
    for (const schedule of schedules) await repository.save(schedule);
  });
  await db.destroy();
}

const HOUR_MS = 3_600_000;

/** The daily list of a channel of Discord that is due at this moment, in a zone where it is about noon: no day ends in the middle of it. */
export function dueNow(tenant: string, id: string, now = new Date()): DailySchedule {
  const ahead = 12 - now.getUTCHours();
  const zone = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
  const time = { at: '11:30', zone };
  const date = new Date(now.getTime() + ahead * HOUR_MS).toISOString().slice(0, 10);
  const target = { platform: 'discord', tenant, id, kind: 'channel' } as const;
  return { ...time, target, list: 'daily', size: 10, createdBy: 'u1', nextRunAt: runOn(date, time) ?? now };
}
