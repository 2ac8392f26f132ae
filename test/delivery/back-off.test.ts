import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../src/delivery/back-off.js';

const delay = (attempt: number, random: number, retryAfterMs?: number) =>
  retryDelay({ attempt, random: () => random, retryAfterMs });

describe('the pause before the next attempt', () => {
  it('doubles up to five minutes', () => {
    const ceilings = [1, 2, 3, 7, 8, 9, 2_000].map((attempt) => delay(attempt, 1) / 1_000);
    expect(ceilings).toEqual([2, 4, 8, 128, 256, 300, 300]);
  });

  it('is anywhere below that, so that destinations do not come back all at once, and never nothing', () => {
    expect(delay(5, 0.5)).toBe(16_000);
    expect(delay(5, 0)).toBe(1_000);
  });

  it.each([
    [300, 1_000],
    [65_000, 65_250],
    [0, 1_000],
    [1e15, 86_400_250],
    [Number.POSITIVE_INFINITY, 86_400_250],
    [-5, 2_000],
    [Number.NaN, 2_000],
  ])('is what the platform asks for, within reason: %d ms', (asked, expected) => {
    expect(delay(1, 1, asked)).toBe(expected);
  });
});
