import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { type BackfillProgress, backfill, type DayBatch } from '../../src/sources/backfill.js';
import { SourceError, type SourceFailure } from '../../src/sources/web/source-error.js';
import { openStore } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const DAYS = ['2024-05-27', '2024-05-28', '2024-05-29'];

function batchOf(date: string, changes: Partial<DayBatch> = {}): DayBatch {
  const paper: Paper = {
    id: `24${date.slice(5, 7)}.000${date.slice(8)}`,
    title: date,
    source: 'hugging-face',
  };
  const rest = { withdrawn: [], problems: [], size: 1, rejected: 0, remember: async () => {} };
  return { date, state: 'complete', papers: [paper], ...rest, ...changes };
}

/** Days that answer or fail as the story says; what happens is written down in its order. */
function prepare(story: Readonly<Record<string, readonly (SourceFailure | DayBatch)[]>> = {}) {
  const events: string[] = [];
  const finished = new Set<string>();
  const asked = new Map<string, number>();
  const progress: BackfillProgress[] = [];
  const run = (days: readonly string[] = DAYS) =>
    backfill({
      days,
      clock: createManualClock(),
      async readDay(day) {
        const time = asked.get(day) ?? 0;
        asked.set(day, time + 1);
        events.push(`ask ${day}`);
        const next = story[day]?.[time] ?? batchOf(day);
        if (typeof next === 'string') throw new SourceError(next, `It is ${next}.`);
        return next;
      },
      papers: {
        async merge({ papers, withdrawn }) {
          events.push(`keep ${papers.map(({ title }) => title).join('+')}`);
          return { added: papers.length, merged: 0, unchanged: 0, withdrawn: withdrawn.length };
        },
      },
      readDays: {
        finished: async () => finished,
        async note({ date, state }) {
          events.push(`note ${date}`);
          if (state === 'complete') finished.add(date);
        },
      },
      onDays: (one) => progress.push(one),
    });
  return { run, events, finished, progress };
}

describe('a backfill', () => {
  it('reads every day once, keeps some together, and only then notes them', async () => {
    const { run, events, progress } = prepare();
    expect(await run()).toMatchObject({ days: 3, known: 0, papers: 3, added: 3, failed: [] });
    expect(events).toEqual([
      ...DAYS.map((day) => `ask ${day}`),
      `keep ${DAYS.join('+')}`,
      ...DAYS.map((day) => `note ${day}`),
    ]);
    expect(progress).toMatchObject([{ day: '2024-05-29', daysDone: 3 }]);
  });

  it('does not ask again for what was complete before', async () => {
    const { run, events } = prepare();
    await run(DAYS.slice(0, 2));
    events.length = 0;
    expect(await run()).toMatchObject({ days: 1, known: 2 });
    expect(events).toEqual(['ask 2024-05-29', 'keep 2024-05-29', 'note 2024-05-29']);
    expect(await run()).toMatchObject({ days: 0, known: 3, papers: 0 });
  });

  it('reads a day that still fills the next time too, and remembers its pages', async () => {
    const remember = async () => void events.push('remember 2024-05-29');
    const filling = batchOf('2024-05-29', { state: 'filling', remember });
    const { run, events } = prepare({ '2024-05-29': [filling] });
    await run();
    // Were it remembered first, an interruption in between would leave a day that is seen and not noted.
    expect(events.slice(-2)).toEqual(['note 2024-05-29', 'remember 2024-05-29']);
    events.length = 0;
    await run();
    expect(events[0]).toBe('ask 2024-05-29');
  });

  it('keeps what it has when it is stopped or has asked too much, and goes on from there', async () => {
    for (const kind of ['stopped', 'limited'] as const) {
      const { run, events } = prepare({ '2024-05-28': [kind] });
      expect(await run()).toMatchObject({ days: 1, papers: 1, ended: { kind } });
      expect(events).toEqual(['ask 2024-05-27', 'ask 2024-05-28', 'keep 2024-05-27', 'note 2024-05-27']);
      expect((await run()).ended).toBeUndefined();
      expect(events.slice(4, 6)).toEqual(['ask 2024-05-28', 'ask 2024-05-29']);
    }
  });

  it('goes on behind a day that fails whatever it is asked, and asks for it again the next time', async () => {
    for (const kind of ['refused', 'unreachable', 'unreadable'] as const) {
      const { run, events } = prepare({ '2024-05-28': [kind, kind] });
      const failed = [{ day: '2024-05-28', reason: `It is ${kind}.` }];
      expect(await run()).toMatchObject({ days: 2, failed });
      events.length = 0;
      expect(await run()).toMatchObject({ days: 1, known: 2, failed: [] });
      expect(events[0]).toBe('ask 2024-05-28');
    }
  });

  it('ends after five days in a row that failed, and names them', async () => {
    const days = Array.from({ length: 9 }, (_, index) => `2024-01-0${index + 1}`);
    const lasting = days.slice(2).map((day) => [day, Array<SourceFailure>(9).fill('unreachable')] as const);
    const { run, events } = prepare(Object.fromEntries(lasting));
    const summary = await run(days);
    expect(summary).toMatchObject({ days: 2, ended: { kind: 'unreachable' } });
    expect(summary.failed.map(({ day }) => day)).toEqual(days.slice(2, 7));
    expect(events.filter((event) => event.startsWith('ask'))).toHaveLength(7);
  });

  it('tries a day that cannot be read once more at the end, and names it when that is of no use', async () => {
    const twice = prepare({ '2024-05-27': ['unreadable', 'unreadable'] });
    expect(await twice.run()).toMatchObject({
      days: 2,
      failed: [{ day: '2024-05-27', reason: 'It is unreadable.' }],
    });
    expect(twice.finished.has('2024-05-27')).toBe(false);
    const once = prepare({ '2024-05-27': ['unreadable'] });
    expect(await once.run()).toMatchObject({ days: 3, failed: [] });
    expect(once.events.filter((event) => event.startsWith('ask'))).toEqual([
      ...DAYS.map((day) => `ask ${day}`),
      'ask 2024-05-27',
    ]);
  });

  it('notes the counts of each day under the moment it was asked for, also of days that are kept together', async () => {
    const clock = createManualClock('2026-05-21T23:50:00Z');
    const store = await openStore({ url: 'file::memory:', clock, logger: createRecordingLogger() });
    const papers = DAYS.map((day) => batchOf(day).papers.map((paper) => ({ ...paper, upvotes: 3 })));
    await backfill({
      days: DAYS,
      clock,
      async readDay(day) {
        clock.advance(6 * 60_000);
        return batchOf(day, { papers: papers[DAYS.indexOf(day)] ?? [] });
      },
      papers: store.papers,
      readDays: { finished: async () => new Set(), note: async () => {} },
    });
    const signals = await store.signals.of(papers.flat().map(({ id }) => id));
    expect(signals.map(({ paperId, day }) => [paperId, day])).toEqual([
      ['2405.00027', '2026-05-21'],
      ['2405.00028', '2026-05-21'],
      ['2405.00029', '2026-05-22'],
    ]);
    await store.close();
  });

  it('adds up what was rejected and withdrawn', async () => {
    const odd = batchOf('2024-05-27', { rejected: 4, withdrawn: ['2405.00001'] });
    const { run } = prepare({ '2024-05-27': [odd] });
    expect(await run()).toMatchObject({ rejected: 4, withdrawn: 1 });
  });

  it('keeps at most ten days together, and no more papers than fit into one go', async () => {
    const days = Array.from({ length: 25 }, (_, index) => `2024-01-${String(index + 1).padStart(2, '0')}`);
    const few = prepare();
    await few.run(days);
    expect(few.progress.map(({ daysDone }) => daysDone)).toEqual([10, 20, 25]);
    const papers = Array.from({ length: 80 }, (_, index) => ({
      id: `2401.${10_000 + index}`,
      title: 'x',
      source: 'hugging-face',
    }));
    const many = prepare(Object.fromEntries(days.map((day) => [day, [batchOf(day, { papers })]])));
    await many.run(days.slice(0, 5));
    expect(many.progress.map(({ daysDone }) => daysDone)).toEqual([2, 4, 5]);
  });
});
