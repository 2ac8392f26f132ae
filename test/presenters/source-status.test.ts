import { describe, expect, it } from 'vitest';
import { lateSources, sourceFields } from '../../src/presenters/source-status.js';

const now = new Date('2026-05-21T12:00:00Z');
const failure = 'Hugging Face did not answer within 10 seconds.';
const source = 'hugging-face';

describe('the state of sources', () => {
  it('says nothing of those that are well, or in trouble only of late', () => {
    const states = [
      { source: 'arxiv', lastSuccessAt: new Date('2026-05-19T00:00:00Z') },
      { source, lastSuccessAt: new Date('2026-05-21T10:30:00Z'), failure },
    ];
    expect(lateSources(states, now)).toEqual([]);
  });

  it('takes a source for late when it has missed a reading: Hugging Face after three hours, arXiv after seven', () => {
    const isLate = (name: string, hours: number) =>
      lateSources(
        [{ source: name, failure, lastSuccessAt: new Date(now.getTime() - hours * 3_600_000) }],
        now,
      ).length === 1;
    expect([2.9, 3.1].map((hours) => isLate(source, hours))).toEqual([false, true]);
    expect([6.9, 7.1].map((hours) => isLate('arxiv', hours))).toEqual([false, true]);
    expect(isLate('arxiv-missed', 1_000)).toBe(false);
  });

  it('says since when a source has brought nothing', () => {
    const states = [{ source, lastSuccessAt: new Date('2026-05-20T14:05:00Z'), failure }];
    const text = 'Hugging Face is late: nothing new since 20 May 2026, 14:05 UTC.';
    expect(lateSources(states, now)).toEqual([{ type: 'notice', level: 'warning', text }]);
    expect(lateSources([{ source, failure }], now)).toMatchObject([
      { text: 'Hugging Face is late: nothing new.' },
    ]);
  });

  it('lists when each was read and what is wrong with it', () => {
    const lastSuccessAt = new Date('2026-05-20T14:05:00Z');
    expect(
      sourceFields([
        { source: 'arxiv', lastSuccessAt },
        { source, failure },
      ]),
    ).toEqual([
      { label: 'arXiv', value: 'read 20 May 2026, 14:05 UTC' },
      { label: 'Hugging Face', value: `not read yet; ${failure}` },
    ]);
  });
});
