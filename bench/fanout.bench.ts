import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REQUESTS_PER_SECOND } from '../src/adapters/discord/posting/sender.js';
import { planDays } from './fanout/planning.js';
import { fanOut } from './fanout/posting.js';
import { record } from './results.js';
import { verdict } from './search/targets.js';

const DESTINATIONS = 100_000;
const DAYS = 3;
const MOST_PLANNING_MS = 10_000;

const CHANNELS = 5_000;
const RATE = REQUESTS_PER_SECOND;
const MOST_SECONDS = 900;
const LEAST_SHARE = 0.95;
const MOST_ANSWER_MS = 200;

let folder: string;

beforeAll(async () => {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))]);
  folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`plans for ${DESTINATIONS.toLocaleString('en')} destinations`, { timeout: 1_800_000 }, async () => {
  const { days, bare, idleMs } = await planDays(join(folder, 'planning.db'), DESTINATIONS, DAYS);
  const slowest = Math.max(...days.map(({ ms }) => ms));
  await record(
    'fanout: planning',
    [
      `\`npm run bench -- fanout --only plans\`: ${DESTINATIONS.toLocaleString('en')} channels on SQLite, all due at once: twelve times of day, three sizes, a query for`,
      'every tenth; one day after another, so that the later ones have a history. The block is the longest time the event loop stood still.',
      'The peer writes the rows of the first day and moves the schedules, with prepared statements and nothing around them.',
      `Waking up when nothing is due: ${idleMs.toSorted((a, b) => a - b)[Math.floor(idleMs.length / 2)]?.toFixed(1)} ms (median of ${idleMs.length}).`,
      `CPU of the first day over the peer's: ${((days[0]?.cpuMs ?? Number.NaN) / bare.cpuMs).toFixed(1)}.`,
      '',
      verdict({ what: 'a day, ms', measured: slowest, most: MOST_PLANNING_MS }),
      '',
    ],
    [
      ['day', 'deliveries', 'ms', 'CPU ms', 'block ms', 'memory MB'],
      ...days.map(({ deliveries, ms, cpuMs, blockMs, memoryMb }, day) => [
        String(day + 1),
        deliveries.toLocaleString('en'),
        ...[ms, cpuMs, blockMs, memoryMb].map((figure) => String(Math.round(figure))),
      ]),
      [
        'peer: bare better-sqlite3',
        (days[0]?.deliveries ?? 0).toLocaleString('en'),
        ...[bare.ms, bare.cpuMs].map((figure) => String(Math.round(figure))),
        '',
        '',
      ],
    ],
  );
  expect(days[0]?.deliveries).toBe(DESTINATIONS);
});

it(`posts to ${CHANNELS.toLocaleString('en')} channels`, { timeout: 3_600_000 }, async () => {
  const seen = await fanOut(folder, CHANNELS, MOST_SECONDS);
  const { seconds, perSecond, busiestSecond, tooEarly, invalid, answersMs, memoryMb } = seen;
  const p = (share: number) =>
    answersMs.toSorted((a, b) => a - b)[Math.floor((answersMs.length - 1) * share)] ?? Number.NaN;
  const [start = 0] = memoryMb;
  const half = memoryMb.slice(memoryMb.length / 2);
  const growth = (half.at(-1) ?? 0) - (half[0] ?? 0);
  await record(
    'fanout: posting',
    [
      `\`npm run bench -- fanout --only posts\`: the built bot, ${CHANNELS.toLocaleString('en')} channels that are all due at once, in front of a Discord that enforces its limits:`,
      'fifty requests in any second, five messages in five seconds for a channel. Meanwhile somebody searches and looks at what is trending, four times a second.',
      '',
      verdict({ what: 'posts a second', measured: perSecond, least: RATE * LEAST_SHARE }),
      verdict({ what: 'requests that came too early', measured: tooEarly, most: 0 }),
      verdict({ what: 'answers to people meanwhile, p99 ms', measured: p(0.99), most: MOST_ANSWER_MS }),
      '',
    ],
    [
      ['what', 'measured'],
      ['seconds from the first post to the last', seconds.toFixed(1)],
      ['posts a second', perSecond.toFixed(1)],
      ['requests in the busiest second', String(busiestSecond)],
      ['requests that came too early; that count as invalid', `${tooEarly}; ${invalid}`],
      ['channels that show one list', String(seen.shown[1] ?? 0)],
      ['deliveries', JSON.stringify(seen.deliveries)],
      [
        'answers to people, p50 / p99 / slowest ms',
        [0.5, 0.99, 1].map((share) => p(share).toFixed(0)).join(' / '),
      ],
      [
        'resident MB: ready / most / at the end',
        [start, Math.max(...memoryMb), memoryMb.at(-1) ?? 0].map(Math.round).join(' / '),
      ],
      ['resident MB gained from the middle to the end', growth.toFixed(1)],
      ['log', JSON.stringify(Object.fromEntries(seen.events))],
    ],
  );
  expect(seen.shown).toEqual({ 1: CHANNELS });
  expect(seen.violations).toEqual([]);
});
