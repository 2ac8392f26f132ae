import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeliveryError, type DeliveryFailure } from '../../src/core/errors.js';
import { localDate } from '../../src/delivery/schedule.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { samplePapers } from '../store/sample-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { ana, channel, createPlatform, type Newsroom, openNewsroom } from './newsroom.js';

type Happening =
  | { readonly kind: 'time passes'; readonly minutes: number }
  | { readonly kind: 'turn on'; readonly at: string; readonly zone: string }
  | { readonly kind: 'turn off' | 'restart' | 'peace' }
  | { readonly kind: 'trouble'; readonly failure: DeliveryFailure };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('time passes'), minutes: fc.nat(900) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('turn on'),
      at: fc.constantFrom('00:00', '02:30', '09:00', '17:45', '23:59'),
      zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Havana', 'Pacific/Apia', 'Pacific/Honolulu'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('turn off', 'restart', 'peace') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('trouble'),
      failure: fc.constantFrom('retry', 'unknown', 'gone', 'denied'),
    }),
  },
);

const folder = useTemporaryFolder();
let lives = 0;

describe('whatever happens to a channel', { timeout: 60_000 }, () => {
  it('it gets at most one list a date, and no paper twice', async () => {
    const life = fc.array(happening, { minLength: 20, maxLength: 40 });
    const check = async (happenings: readonly Happening[]) => {
      const { keys, papers } = await live(happenings);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(papers).size).toBe(papers.length);
    };
    await fc.assert(fc.asyncProperty(life, check), { numRuns: 30, seed: 521 });
  });

  it('it gets its list once nothing is in the way any more', async () => {
    const life = fc.array(happening, { minLength: 5, maxLength: 20 });
    const check = async (happenings: readonly Happening[]) => {
      const { keys, today } = await live([...happenings, ...QUIET_DAYS]);
      expect(keys.at(-1)).toContain(`|${today}|`);
    };
    await fc.assert(fc.asyncProperty(life, check), { numRuns: 15, seed: 521 });
  });
});

/** Three days, because the newest date with a list may have begun east of Greenwich only. */
const QUIET_DAYS: readonly Happening[] = [
  { kind: 'peace' },
  { kind: 'turn on', at: '00:00', zone: 'UTC' },
  ...Array.from({ length: 3 * 24 }, () => ({ kind: 'time passes', minutes: 60 }) as const),
];

async function live(happenings: readonly Happening[]) {
  lives += 1;
  const url = `file:${folder.path(`life-${lives}.db`)}`;
  const clock = createManualClock('2026-03-06T12:00:00Z');
  const platform = createPlatform(clock);
  const open = async () => {
    const room = await openNewsroom({ url, clock, platform });
    room.corpus.papers = samplePapers(500);
    return room;
  };
  let room = await open();
  for (const next of happenings) {
    if (next.kind === 'restart') {
      await room.close();
      room = await open();
    } else await happen(next, room);
  }
  await room.close();
  return {
    keys: platform.posts.map(({ key }) => key),
    papers: platform.posts.flatMap(({ text }) => text.match(/Paper \d+/g) ?? []),
    today: localDate(clock.now(), 'UTC'),
  };
}

async function happen(next: Happening, { clock, platform, daily, tick }: Newsroom): Promise<void> {
  switch (next.kind) {
    case 'time passes':
      clock.advance(next.minutes * 60_000);
      await tick();
      break;
    case 'turn on':
      await daily.turnOn(channel, { at: next.at, zone: next.zone, size: 2 }, ana);
      break;
    case 'turn off':
      await daily.turnOff(channel);
      break;
    case 'trouble':
      platform.trouble = () => new DeliveryError(next.failure, 'There is trouble.');
      break;
    case 'peace':
      platform.trouble = () => undefined;
  }
}
