import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

const DAY = '22 May 2026';
const REJECT = fileURLToPath(new URL('./support/reject-when-told.mjs', import.meta.url));

describe('a process in trouble', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
  });
  afterEach(async () => {
    await world.stop();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });

  it('is told to stop while it posts: it finishes what it has begun, and the next one does the rest', async () => {
    const places = world.addPlaces(30);
    await world.turnOn(places, '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
    const bot = await world.startBot();
    await Promise.any(places.map((place) => place.shows(DAY)));
    bot.signal('SIGTERM');
    expect(await bot.finished).toMatchObject({ code: 0 });
    // Nothing is left in the dark: no lease has to end before the next one goes on.
    await world.startBot();
    for (const place of places) await place.shows(DAY);
    await world.settle();
    expect(places.map((place) => place.lists(DAY))).toEqual(places.map(() => 1));
  });

  it('meets an error that nobody catches: it says so, ends with 1, and the next one goes on', async () => {
    await world.turnOn([world.places.discord], '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
    const options = `${world.clock.env['NODE_OPTIONS']} --import ${REJECT}`;
    const bot = await world.startBot({ NODE_OPTIONS: options });
    await world.places.discord.shows(DAY);
    bot.signal('SIGUSR2');
    const { code, errors } = await bot.finished;
    expect(code).toBe(1);
    expect(errors).toContain('"event":"unhandledRejection"');
    expect(errors).toContain('a plugin has failed');
    await world.settle();
    expect(world.places.discord.lists(DAY)).toBe(1);
  });

  it('has a log that nobody reads: it posts all the same', async () => {
    await world.turnOn([world.places.discord], '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
    const pipe = fullPipe(folder.path('log'));
    await world.startBot({ LOG_LEVEL: 'debug' }, pipe);
    await world.places.discord.shows(DAY);
    closeSync(pipe);
    expect(world.places.discord.lists(DAY)).toBe(1);
  });
});

/** A pipe that takes nothing more. */
function fullPipe(path: string): number {
  execFileSync('mkfifo', [path]);
  const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const block = Buffer.alloc(4_096, 'x');
  try {
    for (;;) writeSync(pipe, block);
  } catch {
    return openSync(path, constants.O_WRONLY);
  }
}
