import { expect, it } from 'vitest';
import { createTurnstile } from '../../../../src/adapters/discord/transports/turnstile.js';
import { createManualClock } from '../../../fakes/manual-clock.js';

it('a turnstile lets a second of them through at once, the others evenly, and a second again after a pause', async () => {
  const clock = createManualClock();
  const turn = createTurnstile(clock, 20);
  let through = 0;
  const come = (count: number) => {
    for (let index = 0; index < count; index++) void turn().then(() => (through += 1));
  };
  const settled = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return through;
  };
  come(30);
  expect(await settled()).toBe(20);
  clock.advance(50);
  expect(await settled()).toBe(21);
  clock.advance(250);
  expect(await settled()).toBe(26);
  clock.advance(10_000);
  expect(await settled()).toBe(30);
  come(25);
  expect(await settled()).toBe(50);
});
