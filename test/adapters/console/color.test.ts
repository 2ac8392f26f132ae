import { describe, expect, it } from 'vitest';
import { wantsColor } from '../../../src/adapters/console/color.js';

describe('colour in the terminal', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '' }, false, false],
  ])('with %j and a terminal: %s, is %s', (env, isTTY, expected) => {
    expect(wantsColor({ env, isTTY })).toBe(expected);
  });
});
