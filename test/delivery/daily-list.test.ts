import { describe, expect, it } from 'vitest';
import { chooseDailyList, type DailyChoice } from '../../src/delivery/daily-list.js';
import { samplePapers } from '../store/sample-papers.js';

const ranked = samplePapers(6);
const ids = (...places: readonly number[]) => new Set(places.map((place) => ranked[place]?.id ?? ''));
const THURSDAY = '2026-05-21';
const SATURDAY = '2026-05-23';
const LATE = { source: 'hugging-face' };

function choose({ had = [], ...more }: Partial<DailyChoice> & { had?: readonly number[] } = {}) {
  const history = { paperIds: ids(...had), toldExhausted: false };
  return chooseDailyList({ date: THURSDAY, size: 2, ranked, history, supply: 'none', ...more });
}
const ALL = [0, 1, 2, 3, 4, 5];
const hadThursday = { paperIds: ids(0, 1), toldExhausted: false, feedDay: THURSDAY };
const told = { paperIds: ids(...ALL), toldExhausted: true };

describe('the list of a day', () => {
  it('holds the best papers that the channel has not had, and no more than it wants', () => {
    expect(choose()).toEqual({ date: THURSDAY, papers: [ranked[0], ranked[1]] });
    expect(choose({ had: [0, 2] })?.papers).toEqual([ranked[1], ranked[3]]);
    expect(choose({ had: [0, 1, 2, 3, 4] })?.papers).toEqual([ranked[5]]);
  });

  it('is of a feed day that the channel has had no list of', () => {
    expect(choose({ day: THURSDAY, supply: 'well', history: hadThursday })).toBeUndefined();
    expect(choose({ day: '2026-05-22', supply: 'well', history: hadThursday })?.papers).toHaveLength(2);
  });

  it('says of which feed day it is, if of another one, and whether newer papers are late', () => {
    expect(choose({ day: THURSDAY, supply: 'well' })).not.toHaveProperty('feedDay');
    expect(choose({ day: '2026-05-20', supply: 'well' })).toMatchObject({ feedDay: '2026-05-20' });
    expect(choose({ day: '2026-05-20', supply: LATE })).toMatchObject({
      feedDay: '2026-05-20',
      late: LATE,
    });
  });

  it('holds only papers that match, and names the query', () => {
    const query = 'rag -survey';
    expect(choose({ query, matching: ids(1, 4, 5) })).toEqual({
      date: THURSDAY,
      query,
      papers: [ranked[1], ranked[4]],
    });
    expect(choose({ query, matching: ids(1, 4, 5), had: [1, 4] })?.papers).toEqual([ranked[5]]);
  });
});

describe('a day without papers', () => {
  it('is told once, in any case, where no source will bring new ones', () => {
    const exhausted = { date: THURSDAY, papers: [], quiet: { kind: 'exhausted' } };
    expect(choose({ had: ALL })).toEqual(exhausted);
    expect(choose({ history: told })).toBeUndefined();
    const query = 'rag';
    const unmatched = { date: THURSDAY, query, papers: [], quiet: { kind: 'unmatched', papers: 6 } };
    expect(choose({ query, matching: ids() })).toEqual(unmatched);
  });

  it('is silent where a source goes on, unless the channel wants to be told', () => {
    for (const supply of ['well', LATE] as const) {
      expect(choose({ had: ALL, supply })).toBeUndefined();
      expect(choose({ query: 'rag', matching: ids(), supply })).toBeUndefined();
      expect(choose({ had: ALL, supply, quiet: true })).toBeDefined();
    }
  });

  it.each<[string, Partial<DailyChoice> & { had?: readonly number[] }, object]>([
    ['none matched', { query: 'rag', matching: ids(0), had: [0] }, { kind: 'unmatched', papers: 5 }],
    [
      'none matched on a weekend',
      { query: 'rag', matching: ids(), date: SATURDAY },
      { kind: 'unmatched', papers: 6 },
    ],
    ['all were posted', { had: ALL }, { kind: 'nothing-new' }],
    ['it has had the list of that day', { day: THURSDAY, history: hadThursday }, { kind: 'nothing-new' }],
    ['it has had a later day', { day: '2026-05-20', history: hadThursday }, { kind: 'nothing-new' }],
    ['all were posted, on a weekend', { had: ALL, date: SATURDAY }, { kind: 'weekend' }],
    ['the source is late', { had: ALL, supply: LATE }, { kind: 'late' }],
    ['the source is late on a weekend', { had: ALL, date: SATURDAY, supply: LATE }, { kind: 'late' }],
    ['there is no source, on a weekend', { had: ALL, date: SATURDAY, supply: 'none' }, { kind: 'exhausted' }],
  ])('says why: %s', (_, choice, quiet) => {
    expect(choose({ supply: 'well', quiet: true, ...choice })?.quiet).toEqual(quiet);
  });

  it('is told every day where the channel wants that', () => {
    expect(choose({ history: told, quiet: true })?.quiet).toEqual({ kind: 'exhausted' });
  });
});
