import { copyFile } from 'node:fs/promises';
import { createJobs } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { DailySchedule } from '../../src/delivery/schedule.js';
import { openHouse } from '../../src/house.js';
import { createManualClock } from '../../test/fakes/manual-clock.js';
import { createRecordingLogger } from '../../test/fakes/recording-logger.js';
import { saveSchedules } from '../../test/support/due-channels.js';
import { memoryInUse, type Watched, watched } from '../search/watched.js';
import { type Written, writeBare } from './bare-writing.js';
import { countDeliveries, markSent } from './deliveries.js';

const DAY_MS = 86_400_000;
const IDLE_WAKES = 20;
const NOON = '2026-05-22T12:00:00Z';
const QUERIES = ['diffusion', 'reasoning OR planning', '"chain of thought"', 'speech', 'agents -survey'];

export interface Planned extends Watched {
  readonly cpuMs: number;
  readonly memoryMb: number;
  /** Deliveries that this day has added. */
  readonly deliveries: number;
}

export interface Planning {
  readonly days: readonly Planned[];
  /** The rows of the first day, by better-sqlite3 alone. */
  readonly bare: Written;
  /** Waking up when nothing is due, with all that the days have left. */
  readonly idleMs: readonly number[];
}

/** Plans one day after another for so many channels, all of which are due at once; nothing is sent. */
export async function planDays(file: string, channels: number, days: number): Promise<Planning> {
  const url = `file:${file}`;
  const bareFile = `${file}.bare`;
  await saveSchedules(url, schedulesOf(channels));
  await copyFile(file, bareFile);
  const clock = createManualClock(NOON);
  const logger = createRecordingLogger();
  const { config } = readConfig({ DATABASE_URL: url });
  const house = await openHouse({ config, clock, logger, adapters: [] });
  const [plan] = createJobs(house, { clock, logger });
  const planned: Planned[] = [];
  let before = 0;
  let bare: Written | undefined;
  for (let day = 0; day < days; day++) {
    const memory = await memoryInUse();
    const used = process.cpuUsage();
    const time = await watched(() => plan?.run(new AbortController().signal));
    const { user, system } = process.cpuUsage(used);
    const memoryMb = (await memoryInUse()).residentMb - memory.residentMb;
    const total = Object.values(await countDeliveries(url)).reduce((sum, count) => sum + count, 0);
    planned.push({ ...time, cpuMs: (user + system) / 1_000, memoryMb, deliveries: total - before });
    before = total;
    bare ??= await writeBare(file, bareFile);
    await markSent(url);
    clock.advance(DAY_MS);
  }
  clock.advance(1_000 - DAY_MS);
  const idleMs: number[] = [];
  for (let wake = 0; wake < IDLE_WAKES; wake++) {
    const started = performance.now();
    await plan?.run(new AbortController().signal);
    idleMs.push(performance.now() - started);
  }
  await house.close();
  if (bare === undefined) throw new Error('No day was planned.');
  return { days: planned, bare, idleMs };
}

/** Times within the last hours, three sizes, and a query for every tenth. */
function* schedulesOf(count: number): Generator<DailySchedule> {
  for (let number = 0; number < count; number++) {
    const hour = String(6 + (number % 6)).padStart(2, '0');
    const at = `${hour}:${number % 2 === 0 ? '00' : '30'}`;
    const query = QUERIES[number % QUERIES.length];
    yield {
      target: { platform: 'discord', tenant: `g${number % 2_000}`, id: `c${number}`, kind: 'channel' },
      list: 'daily',
      at,
      zone: 'UTC',
      size: [5, 10, 25][number % 3] ?? 10,
      ...(number % 10 === 0 && query !== undefined ? { query } : {}),
      createdBy: 'u1',
      nextRunAt: new Date(`2026-05-22T${at}:00Z`),
    };
  }
}
