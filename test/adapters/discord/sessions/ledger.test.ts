import { expect, it } from 'vitest';
import { createSessionLedger, pauseAfter } from '../../../../src/adapters/discord/sessions/ledger.js';
import { createManualClock } from '../../../fakes/manual-clock.js';

const MINUTE = 60_000;

function createBook(given: Readonly<Record<string, string>> = {}) {
  const settings = new Map(Object.entries(given));
  const memory = {
    read: async (key: string) => settings.get(key),
    write: async (key: string, value: string) => void settings.set(key, value),
  };
  const clock = createManualClock();
  const open = () => createSessionLedger(memory, { applicationId: '1', clock });
  return { clock, open };
}

it('lets five sessions begin at once, and each one after them waits twice as long, up to five minutes', () => {
  const pauses = Array.from({ length: 12 }, (_, begun) => pauseAfter(begun) / 1_000);
  expect(pauses).toEqual([0, 0, 0, 0, 0, 10, 20, 40, 80, 160, 300, 300]);
});

it('stays below what Discord allows in a day, even where a shard begins a session whenever it may', () => {
  let begun = 0;
  for (let passed = 0; passed < 24 * 60 * MINUTE; begun += 1) passed += pauseAfter(begun);
  expect(begun).toBeLessThan(300);
});

it('remembers over restarts, for each shard by itself, and counts the time that has passed', async () => {
  const { clock, open } = createBook();
  for (let count = 0; count < 6; count += 1) await open().note(3);
  expect(await open().turnOf(3)).toEqual({ begun: 6, waitMs: 20_000 });
  expect(await open().turnOf(0)).toEqual({ begun: 0, waitMs: 0 });
  clock.advance(15_000);
  expect(await open().turnOf(3)).toEqual({ begun: 6, waitMs: 5_000 });
  clock.advance(5_000);
  expect(await open().turnOf(3)).toEqual({ begun: 6, waitMs: 0 });
});

it('forgets after an hour without another', async () => {
  const { clock, open } = createBook();
  for (let count = 0; count < 12; count += 1) await open().note(0);
  clock.advance(59 * MINUTE);
  expect(await open().turnOf(0)).toMatchObject({ begun: 12 });
  clock.advance(MINUTE);
  expect(await open().turnOf(0)).toEqual({ begun: 0, waitMs: 0 });
  await open().note(0);
  expect(await open().turnOf(0)).toMatchObject({ begun: 1 });
});

it('waits for the pause once where a clock was set back, and never for the old time', async () => {
  const { clock, open } = createBook();
  for (let count = 0; count < 9; count += 1) await open().note(0);
  clock.set('2026-05-20T12:00:00Z');
  expect(await open().turnOf(0)).toEqual({ begun: 9, waitMs: 160_000 });
  clock.advance(159_000);
  expect(await open().turnOf(0)).toEqual({ begun: 9, waitMs: 1_000 });
  clock.advance(1_000);
  expect(await open().turnOf(0)).toEqual({ begun: 9, waitMs: 0 });
});

it.each(['', 'null', '{"begun":-1,"last":0}', '{"begun":'])('begins anew where %j was kept', async (kept) => {
  const { open } = createBook({ 'discord-sessions:1:0': kept });
  expect(await open().turnOf(0)).toEqual({ begun: 0, waitMs: 0 });
});
