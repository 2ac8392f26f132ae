import { describe, expect, it } from 'vitest';
import { readTimeSpan } from '../../src/core/time-span.js';

const HOUR = 60 * 60 * 1_000;

describe('a span of time', () => {
  it.each([
    ['12h', 12, '12 hours'],
    ['1d', 24, '1 day'],
    ['7 days', 168, '7 days'],
    ['2W', 336, '2 weeks'],
    ['1m', 720, '1 month'],
    ['９０d', 2_160, '90 days'],
  ])('is read from "%s"', (text, hours, words) => {
    expect(readTimeSpan(text)).toEqual({ ok: true, value: { milliseconds: hours * HOUR, words } });
  });

  it.each([
    ['', 'you gave none'],
    ['week', 'I cannot read "week"'],
    ['7', 'I cannot read "7"'],
    ['-7d', 'I cannot read "-7d"'],
    ['1e3d', 'I cannot read "1e3d"'],
    ['0d', 'up to 90 days'],
    ['91d', 'up to 90 days'],
    ['4m', 'up to 90 days'],
  ])('is refused in "%s"', (text, problem) => {
    expect(readTimeSpan(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });
});
