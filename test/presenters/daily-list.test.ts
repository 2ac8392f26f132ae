import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/plain-text.js';
import { actionsOf } from '../../src/core/reply.js';
import { dailyList, testOf } from '../../src/presenters/daily-list.js';
import { dailyStatus } from '../../src/presenters/daily-status.js';
import { samplePapers } from '../store/sample-papers.js';

const date = '2026-05-21';
const query = 'rag -survey';
const stop = { command: 'daily', options: { mode: 'off' }, label: 'Stop this daily list' };

describe('a daily list', () => {
  it('names its date and its query, and can be stopped', () => {
    const reply = dailyList({ date, query, papers: samplePapers(2) });
    expect(reply.summary).toMatch(
      /^2 papers for 21 May 2026\n\nOnly papers that match rag -survey\n\nPaper 1/,
    );
    expect(actionsOf(reply.blocks).at(-1)).toMatchObject(stop);
    expect(dailyList({ date, papers: samplePapers(1) }).summary).not.toContain('Only papers');
  });

  it('names the day its papers were listed on, and says that newer ones are late', () => {
    const about = { date, papers: samplePapers(1) };
    expect(dailyList(about).summary).not.toContain('isted on');
    expect(dailyList({ ...about, feedDay: '2026-05-20' }).summary).toMatch(
      /^1 paper for 21 May 2026\n\nListed on 20 May 2026\n\nPaper 1/,
    );
    const late = { source: 'hugging-face', lastSuccessAt: new Date('2026-05-21T01:00:00Z') };
    const sentence = 'Hugging Face is late: nothing new since 21 May 2026, 01:00 UTC.';
    expect(dailyList({ ...about, feedDay: '2026-05-19', late }).summary).toMatch(
      `1 paper of 19 May 2026\n\n${sentence}\n\nPaper 1`,
    );
    expect(dailyList({ ...about, late }).summary).toMatch(`1 paper for 21 May 2026\n\n${sentence}`);
  });

  it.each([
    [
      undefined,
      undefined,
      'Every paper I know has been posted here. The list goes on by itself when new ones arrive.',
    ],
    [{ kind: 'exhausted' }, query, 'Every paper I know that matches `rag -survey` has been posted here.'],
    [{ kind: 'unmatched', papers: 40 }, query, 'No list today: 40 papers, none matched `rag -survey`.'],
    [{ kind: 'nothing-new' }, undefined, 'No list today: no new papers have come since the last one.'],
    [{ kind: 'weekend' }, undefined, 'No list today: it is the weekend, when no new papers come.'],
    [
      { kind: 'late' },
      query,
      'the source of new papers is late. This list is of papers that match `rag -survey`.',
    ],
  ] as const)('without papers says why: %j', (quiet, filter, sentence) => {
    const about = { date, papers: [], ...(filter === undefined ? {} : { query: filter }) };
    const reply = dailyList(quiet === undefined ? about : { ...about, quiet });
    expect(reply.summary).toContain(sentence);
    expect(actionsOf(reply.blocks)).toEqual([expect.objectContaining(stop)]);
  });

  it('that is a test says so first', () => {
    const reply = testOf(dailyList({ date, papers: samplePapers(1) }));
    expect(reply.summary).toMatch(
      /^This is a test: so the list would look now\..*\n\n1 paper for 21 May 2026/,
    );
  });
});

describe('the settings of a daily list', () => {
  const schedule = { at: '09:00', zone: 'UTC', size: 1, nextRunAt: new Date('2026-05-22T09:00:00Z') };
  const shown = (more: object) => plainText(dailyStatus({ schedule: { ...schedule, ...more } }));

  it('name the query, the days and what happens on quiet ones', () => {
    expect(shown({})).toContain('On days without papers: nothing is posted');
    expect(shown({})).not.toContain('Only papers that match');
    const all = shown({ query, days: 'weekdays', quiet: true });
    expect(all).toContain('Only papers that match: rag -survey');
    expect(all).toContain('Monday to Friday at: 09:00 (UTC)');
    expect(all).toContain('On days without papers: I say so, and why');
  });
});
