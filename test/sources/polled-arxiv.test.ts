import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { ARXIV_MISSED } from '../../src/papers/source-states.js';
import type { Span } from '../../src/sources/arxiv/announcement-days.js';
import { type PolledArxivOptions, pollArxiv } from '../../src/sources/polled-arxiv.js';
import { createPoller } from '../../src/sources/poller.js';
import type { SourceBatch } from '../../src/sources/source.js';
import { SourceError } from '../../src/sources/web/source-error.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper } from '../store/sample-papers.js';

const HOUR_MS = 3_600_000;
const YESTERDAY = '2026-05-20';

let clock: ManualClock;
let store: Store;
let known: Map<string, Paper>;
let submissions: Span[];
let announcements: number;
/** What the query interface answers. */
let answer: () => SourceBatch;
beforeEach(async () => {
  clock = createManualClock('2026-05-21T12:00:00Z');
  store = await openStore({ url: ':memory:', clock, logger: createRecordingLogger() });
  known = new Map();
  submissions = [];
  announcements = 0;
  answer = () => batchOf('0003', '0001');
});
afterEach(() => store.close());

const batchOf = (...numbers: readonly string[]): SourceBatch => ({
  papers: numbers.map((number) => samplePaper(number, { id: `2605.0${number}`, source: 'arxiv' })),
  withdrawn: [],
  problems: [],
});

function openArxiv(leads: boolean) {
  const options: PolledArxivOptions = {
    ...{ papers: store.papers, feedDays: store.feedDays, clock, logger: createRecordingLogger() },
    ...{ categories: ['cs.LG'], leads, catalog: { get: (id) => known.get(id) } },
  };
  const announced = async () => {
    announcements++;
    const rest = { date: '2026-05-21', unchanged: false, remember: async () => {} };
    return { ...batchOf('0001', '0002'), ...rest };
  };
  const submitted = async (_: readonly string[], span: Span) => {
    submissions.push(span);
    return answer();
  };
  return pollArxiv({ announced, submitted }, options);
}

async function pollOnce(leads: boolean) {
  const sources = [openArxiv(leads)];
  await createPoller({ sources, states: store.sourceStates, clock, logger: createRecordingLogger() }).poll();
  for (const paper of await papers()) known.set(paper.id, paper);
}

const papers = async () => (await store.papers.changedSince(0, 10)).changes.map(({ paper }) => paper);
const listed = async () => (await papers()).map(({ id, feedDate }) => [id.slice(-1), feedDate]).toSorted();
const days = async () =>
  (await store.feedDays.ofSource('arxiv')).map(({ day, state, papers: count }) => [day, state, count]);

async function failureOf(name: string): Promise<string | undefined> {
  return (await store.sourceStates.all()).find(({ source }) => source === name)?.failure;
}

describe('what arXiv announces', () => {
  it('makes the days that lists are made of where it is the only source', async () => {
    await pollOnce(true);
    expect(await papers()).toMatchObject([
      { feedDate: '2026-05-21', feedRank: 1 },
      { feedDate: '2026-05-21', feedRank: 2 },
    ]);
    expect(await days()).toEqual([['2026-05-21', 'complete', 2]]);
  });

  it('stands beside the days of a source that is there for them', async () => {
    await pollOnce(false);
    expect((await papers()).map(({ feedDate }) => feedDate)).toEqual([undefined, undefined]);
  });

  it('is asked for every six hours, and after a failure as soon as arXiv is asked again', async () => {
    const arxiv = openArxiv(true);
    const now = clock.now();
    const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
    const due = (lastSuccessAt?: Date, failure?: string) =>
      arxiv.due(now, {
        ...{ source: 'arxiv', failures: 0 },
        ...(lastSuccessAt ? { lastSuccessAt } : {}),
        ...(failure ? { failure } : {}),
      });
    expect(await due()).toHaveLength(1);
    expect(await due(ago(5.9))).toEqual([]);
    expect(await due(ago(6))).toHaveLength(1);
    expect(await due(ago(1), 'arXiv does not answer.')).toMatchObject([{ place: 'announcement' }]);
  });
});

describe('what arXiv announced while nobody listened', () => {
  const missYesterday = () =>
    store.feedDays.note(
      { source: 'arxiv', day: '2026-05-19', state: 'complete', papers: 5 },
      new Date('2026-05-19T12:00:00Z'),
    );
  const pollAfter = async (hours: number, leads = true) => {
    clock.advance(hours * HOUR_MS);
    await pollOnce(leads);
  };

  it('is read by the time of its submission, once the announcement of today has been', async () => {
    await missYesterday();
    await pollOnce(true);
    expect(submissions).toEqual([]);
    await pollAfter(1 / 12);
    expect(submissions).toEqual([
      { from: new Date('2026-05-18T18:00:00Z'), to: new Date('2026-05-19T18:00:00Z') },
    ]);
    expect(await days()).toContainEqual([YESTERDAY, 'complete', 1]);
    await pollAfter(1);
    expect(submissions).toHaveLength(1);
  });

  it('stands on its own day, and a paper that was announced since stays where it is', async () => {
    await missYesterday();
    await pollOnce(true);
    await pollAfter(1 / 12);
    expect(await listed()).toEqual([
      ['1', '2026-05-21'],
      ['2', '2026-05-21'],
      ['3', YESTERDAY],
    ]);
  });

  it('has no day of its own where another source is there for lists', async () => {
    await missYesterday();
    await pollOnce(false);
    await pollAfter(1 / 12, false);
    expect(await listed()).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['3', undefined],
    ]);
    expect(await days()).toContainEqual([YESTERDAY, 'complete', 2]);
  });

  it('is asked for once more a day later where there seemed to be nothing, and then it is believed', async () => {
    await missYesterday();
    await pollOnce(true);
    answer = () => batchOf();
    await pollAfter(1 / 12);
    expect(await days()).toContainEqual([YESTERDAY, 'filling', 0]);
    await pollAfter(23.9);
    await pollAfter(0.1);
    await pollAfter(0.1);
    expect(await days()).toContainEqual([YESTERDAY, 'complete', 0]);
    expect(submissions).toHaveLength(2);
  });

  it('is named where it cannot be read, and asked for again', async () => {
    await missYesterday();
    await pollOnce(true);
    answer = () => {
      throw new SourceError('unreachable', 'arXiv did not answer within 10 seconds.');
    };
    await pollAfter(1 / 12);
    expect(await failureOf(ARXIV_MISSED)).toBe(
      'What arXiv announced on 2026-05-20 was missed and could not be read: arXiv did not answer within 10 seconds.',
    );
    answer = () => batchOf('0003');
    await pollAfter(1 / 12);
    expect(await days()).toContainEqual([YESTERDAY, 'complete', 1]);
    expect(await failureOf(ARXIV_MISSED)).toBeUndefined();
  });

  it('is named for as long as it cannot be read, and changes nothing about announcements', async () => {
    await missYesterday();
    await pollOnce(true);
    answer = () => {
      throw new SourceError('refused', 'arXiv refuses that.');
    };
    for (let passed = 0; passed < 24; passed += 0.5) {
      await pollAfter(0.5);
      expect(await failureOf(ARXIV_MISSED)).toContain('arXiv refuses that.');
      expect(await failureOf('arxiv')).toBeUndefined();
    }
    expect(announcements).toBe(5);
    expect(submissions.length).toBeLessThan(20);
  });
});
