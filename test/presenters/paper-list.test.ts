import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/core/reply.js';
import { pager } from '../../src/presenters/paper-list.js';

const pagesOf = (page: number, total: number) =>
  pager({ page, limit: 5, total, command: 'search', options: { query: 'rag' } });
const labelsOf = (page: number, total: number) =>
  actionsOf(pagesOf(page, total)).map((action) => action.label);
/** The pages that the menu leads to. */
function jumps(page: number, total: number): readonly unknown[] {
  const menu = actionsOf(pagesOf(page, total)).find((action) => action.kind === 'menu');
  return menu?.choices.map(({ options }) => options['page']) ?? [];
}

describe('the pager', () => {
  it('is nothing for one page, buttons for two, and a menu besides for more', () => {
    expect(pagesOf(1, 5)).toEqual([]);
    expect(labelsOf(1, 10)).toEqual(['Page 2 ▶']);
    expect(labelsOf(2, 15)).toEqual(['◀ Page 1', 'Page 3 ▶', 'Go to page…']);
    expect(labelsOf(3, 15)).toEqual(['◀ Page 2', 'Go to page…']);
  });

  it('jumps to every other page where a menu can hold them', () => {
    expect(jumps(2, 15)).toEqual([1, 3]);
    expect(jumps(26, 26 * 5)).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  });

  it('jumps to the first, the last, those around, and in even steps between, where there are more', () => {
    expect(jumps(60, 100 * 5)).toEqual([
      ...[1, 7, 13, 20, 26, 32, 38, 44, 51, 56, 57, 58, 59, 61, 62, 63, 64, 69, 75, 81, 88, 94, 100],
    ]);
    for (const page of [1, 2, 3, 13, 500, 998, 1_000]) {
      const targets = jumps(page, 5_000);
      expect(targets.length).toBeLessThanOrEqual(25);
      expect(new Set(targets).size).toBe(targets.length);
      expect(targets).not.toContain(page);
      if (page > 1) expect([targets[0], targets]).toEqual([1, expect.arrayContaining([page - 1])]);
      if (page < 1_000)
        expect([targets.at(-1), targets]).toEqual([1_000, expect.arrayContaining([page + 1])]);
    }
  });

  it('leads nowhere that nobody can ask for', () => {
    expect(labelsOf(1_000, 50_000)).toEqual(['◀ Page 999', 'Go to page…']);
    expect(jumps(1, 50_000).at(-1)).toBe(1_000);
  });

  it('takes the place of the list, and keeps what was asked', () => {
    const menu = actionsOf(pagesOf(1, 500)).find((action) => action.kind === 'menu');
    expect(menu?.choices[0]).toEqual({
      kind: 'command',
      label: 'Page 2',
      command: 'search',
      options: { query: 'rag', limit: 5, page: 2 },
      replaces: true,
    });
  });
});
