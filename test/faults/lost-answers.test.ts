import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../fakes/discord/faults.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

const DAY = '22 May 2026';
const POST = { method: 'POST', path: /^\/channels\/\d+\/messages$/ };
const HTML = '<html><body>Bad gateway</body></html>';

describe('a list whose answer is lost', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
    await world.turnOn(Object.values(world.places), '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
  });
  afterEach(async () => {
    await world.stop();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });

  it.each<readonly [string, Omit<Fault, 'method' | 'path'>]>([
    ['the connection breaks before Discord has it', {}],
    ['the connection breaks after Discord has taken it', { afterAccept: true }],
    ['Discord answers 502 three times', { status: 502, body: HTML, times: 3 }],
    ['Discord answers 500 but has posted it', { status: 500, body: HTML, afterAccept: true }],
    ['Discord answers 200 with a page instead of JSON', { status: 200, body: HTML, afterAccept: true }],
    ['Discord answers 200 with nothing', { status: 200, body: '', afterAccept: true }],
    [
      'Discord asks to wait a little',
      { status: 429, body: { retry_after: 0.3 }, headers: { 'retry-after': '0.3' } },
    ],
    ['Discord asks to wait with words', { status: 429, body: {}, headers: { 'retry-after': 'abc' } }],
    ['Discord asks to wait less than nothing', { status: 429, body: {}, headers: { 'retry-after': '-5' } }],
  ])('because %s is posted once', async (_, fault) => {
    world.discord.failNext({ ...POST, ...fault });
    await world.startBot();
    await world.places.discord.shows(DAY);
    await world.settle();
    expect(world.places.discord.lists(DAY)).toBe(1);
  });

  it.each([
    ['Discord', 'takes the message, but its answer', true],
    ['Discord', 'gets the message, but', false],
    ['Slack', 'takes the message, but its answer', true],
    ['Slack', 'gets the message, but', false],
  ])('because %s %s is slower than anybody waits, is posted once', async (platform, _, afterAccept) => {
    const place = platform === 'Discord' ? world.places.discord : world.places.slack;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    if (platform === 'Discord') world.discord.failNext({ ...POST, held, afterAccept });
    else world.slack.failNext({ method: 'chat.postMessage', answer: { held }, afterAccept });
    const bot = await world.startBot();
    await bot.logs(/delivery-unknown/);
    goOn();
    await place.shows(DAY);
    await world.settle();
    expect(place.lists(DAY)).toBe(1);
  });
});
