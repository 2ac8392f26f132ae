import { describe, expect, it } from 'vitest';
import { sparkline } from '../../src/presenters/trend-weeks.js';

describe('a line of bars', () => {
  it.each([
    [[], ''],
    [[0, 0], '▁▁'],
    [[1], '█'],
    [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    [[-3, 100], '▁█'],
  ])('draws %j', (values, line) => {
    expect(sparkline(values)).toBe(line);
  });
});
