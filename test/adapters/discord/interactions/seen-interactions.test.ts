import { describe, expect, it } from 'vitest';
import { createSeenInteractions } from '../../../../src/adapters/discord/interactions/seen-interactions.js';
import { createManualClock } from '../../../fakes/manual-clock.js';

const MINUTE = 60_000;

describe('interactions that were seen', () => {
  it('are remembered for as long as a signature may be used again: ten minutes, and no longer', () => {
    const clock = createManualClock();
    const seen = createSeenInteractions(clock);
    expect([seen.isNew('1'), seen.isNew('1'), seen.isNew('2')]).toEqual([true, false, true]);
    clock.advance(10 * MINUTE);
    expect(seen.isNew('1')).toBe(false);
    clock.advance(1);
    expect([seen.isNew('1'), seen.isNew('2')]).toEqual([true, true]);
  });

  it('are remembered by time that passes, whatever a clock is set to', () => {
    const clock = createManualClock();
    const seen = createSeenInteractions(clock);
    seen.isNew('1');
    clock.set('2030-01-01T00:00:00Z');
    expect(seen.isNew('1')).toBe(false);
  });

  it('are forgotten, the oldest first, where there are too many', () => {
    const seen = createSeenInteractions(createManualClock(), 3);
    for (const id of ['1', '2', '3', '4']) expect(seen.isNew(id)).toBe(true);
    expect(['2', '3', '4'].map((id) => seen.isNew(id))).toEqual([false, false, false]);
    expect(seen.isNew('1')).toBe(true);
  });
});
