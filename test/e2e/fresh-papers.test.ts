import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventItem, inventItems } from '../fakes/hugging-face/items.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const DAY_MS = 24 * 60 * 60_000;

const folder = useTemporaryFolder();

describe('papers that come by themselves', () => {
  let fresh: FreshPapers;
  const days: Record<string, readonly unknown[]> = {};
  const trending: unknown[] = [];
  beforeEach(async () => {
    trending.length = 0;
    days['2026-05-20'] = inventItems(3);
    days['2026-05-21'] = inventItems(2, 11);
    days['2026-05-22'] = [];
    fresh = await startFreshPapers({
      databaseUrl: `file:${folder.path('paperboy.db')}`,
      start: '2026-05-21T12:00:00Z',
      days: (day) => JSON.stringify(days[day] ?? []),
      trending,
    });
  });
  afterEach(() => fresh.stop());
  const titles = () =>
    fresh.house.services.catalog.all().map(({ title }) => title.replace('Invented Paper ', ''));
  const state = async () => (await fresh.house.store.sourceStates.all())[0];
  const dayStates = async () =>
    Object.fromEntries(
      (await fresh.house.services.feedDays.all()).map(({ day, state, papers }) => [
        day,
        `${state} ${papers}`,
      ]),
    );

  it('fill an empty catalog, without the seed, and are searched at once', async () => {
    expect(titles()).toEqual([]);
    await fresh.run('poll-sources');
    expect(titles()).toEqual(['11', '12', '1', '2', '3']);
    const asked = fresh.asked();
    expect(asked).toHaveLength(16);
    expect(asked.at(-1)).toBe('/api/daily_papers?sort=trending&limit=100');
    const { feedDays } = fresh.house.services;
    expect(await feedDays.lastComplete(fresh.clock.now())).toMatchObject({ day: '2026-05-20', papers: 3 });
    expect(await feedDays.newest()).toMatchObject({ day: '2026-05-21', state: 'filling', papers: 2 });
  });

  it('are not asked for again by a new start, and about 28 times in a day', async () => {
    await fresh.run('poll-sources');
    fresh.asked();
    await fresh.restart();
    await fresh.run('poll-sources');
    expect(fresh.asked()).toEqual([]);
    await fresh.pollUntil('2026-05-22T12:00:00Z');
    const asked = fresh.asked();
    expect(asked.filter((day) => day >= '2026-05-21')).toHaveLength(13);
    expect(asked.length).toBeLessThanOrEqual(29);
  });

  it('are complete right after the feed day has rolled over in New York', async () => {
    await fresh.pollUntil('2026-05-22T01:25:00Z');
    expect(await dayStates()).toMatchObject({ '2026-05-21': 'filling 2' });
    days['2026-05-21'] = inventItems(4, 11);
    await fresh.pollUntil('2026-05-22T01:30:00Z');
    expect(await dayStates()).toMatchObject({ '2026-05-21': 'complete 4', '2026-05-22': 'filling 0' });
    expect(titles().slice(0, 4)).toEqual(['11', '12', '13', '14']);
  });

  it('arrive after all when the source was down for more than a day, and the state tells the story', async () => {
    await fresh.pollUntil('2026-05-21T14:00:00Z');
    fresh.trouble = 'server-error';
    days['2026-05-21'] = inventItems(4, 11);
    days['2026-05-22'] = inventItems(1, 21);
    fresh.asked();
    await fresh.pollUntil('2026-05-22T18:00:00Z');
    // Each try is five requests; the pauses between them grow to two hours.
    expect(fresh.asked().length / 5).toBeLessThan(25);
    expect(await state()).toMatchObject({ failure: expect.stringContaining('Hugging Face') });
    expect((await state())?.failures).toBeGreaterThan(10);
    const { feedDays } = fresh.house.services;
    expect(await feedDays.lastComplete(fresh.clock.now())).toMatchObject({ day: '2026-05-20' });
    expect(await fresh.ask('trending')).toContain(
      'Hugging Face is late: nothing new since 21 May 2026, 14:00 UTC.',
    );
    expect(await fresh.ask('status')).toContain('Hugging Face is late: nothing new since');
    expect(await fresh.ask('about')).toMatch(/Hugging Face: read 21 May 2026, 14:00 UTC; Hugging Face .*\./);

    fresh.trouble = undefined;
    await fresh.pollUntil('2026-05-22T20:00:00Z');
    expect(await state()).toMatchObject({ failures: 0 });
    expect(await feedDays.lastComplete(fresh.clock.now())).toMatchObject({ day: '2026-05-21', papers: 4 });
    expect(titles()).toEqual(['21', '11', '12', '13', '14', '1', '2', '3']);
  });

  it.each(['web-page', 'cut-short', 'broken-gzip'] as const)(
    'stay as they are while what comes is a %s',
    async (trouble) => {
      await fresh.pollUntil('2026-05-21T14:00:00Z');
      const before = titles();
      fresh.trouble = trouble;
      days['2026-05-21'] = inventItems(9, 11);
      fresh.asked();
      await fresh.pollUntil('2026-05-21T20:00:00Z');
      expect(titles()).toEqual(before);
      expect(fresh.asked().length).toBeLessThan(20);
      expect((await state())?.failure).toContain('Hugging Face');
      fresh.trouble = undefined;
      await fresh.pollUntil('2026-05-21T23:00:00Z');
      expect(titles()).toHaveLength(12);
      expect(await state()).toMatchObject({ failures: 0 });
    },
  );

  it('are the trending papers of a day that still fills, until it has ended', async () => {
    await fresh.run('poll-sources');
    expect(await fresh.ask('trending')).toContain('Trending papers of 21 May 2026 (still filling)');
    expect(await fresh.ask('trending week')).toContain('from 15 May 2026 to 21 May 2026 (still filling)');
    await fresh.pollUntil('2026-05-22T01:30:00Z');
    expect(await fresh.ask('trending')).toContain('Trending papers of 21 May 2026\n');
  });

  it('bring new votes of the last two weeks once a day, and never a paper that was withdrawn', async () => {
    await fresh.run('poll-sources');
    const third = inventItem(3);
    const voted = inventItem(2, { paper: { upvotes: 5 } });
    days['2026-05-20'] = [inventItem(1, { paper: { withdrawnAt: '2026-05-21T00:00:00Z' } }), voted, third];
    await fresh.pollUntil('2026-05-22T13:00:00Z');
    const { catalog, papers } = fresh.house.services;
    expect(catalog.get('2605.00002')?.upvotes).toBe(5);
    expect(catalog.get('2605.00001')).toBeUndefined();
    expect(catalog.withdrawn('2605.00001')?.title).toBe('Invented Paper 1');
    expect((await papers.similar('2605.00002', 25)).map(({ paper }) => paper.id)).not.toContain('2605.00001');
  });

  it('get the votes of today also when they are old and trend again, and others that do are not taken for new', async () => {
    await fresh.run('poll-sources');
    trending.push(inventItem(99), inventItem(2, { paper: { upvotes: 500 } }));
    fresh.clock.advance(20 * DAY_MS);
    await fresh.run('poll-sources');
    trending[1] = inventItem(2, { paper: { upvotes: 700 } });
    fresh.clock.advance(DAY_MS);
    await fresh.run('poll-sources');
    const { catalog } = fresh.house.services;
    expect(catalog.get('2605.00002')).toMatchObject({ upvotes: 700, feedDate: '2026-05-20', feedRank: 2 });
    expect(titles()).toEqual(['11', '12', '1', '2', '3']);
  });
});

describe('a daily list of papers that come by themselves', () => {
  const days: Record<string, readonly unknown[]> = {
    '2026-05-18': inventItems(3),
    '2026-05-19': inventItems(2, 11),
  };
  let fresh: FreshPapers;
  beforeEach(async () => {
    fresh = await startFreshPapers({
      databaseUrl: `file:${folder.path('paperboy.db')}`,
      start: '2026-05-18T12:00:00Z',
      days: (day) => JSON.stringify(days[day] ?? []),
    });
    await fresh.ask('daily on at:09:00 zone:UTC size:2 quiet:on');
  });
  afterEach(() => fresh.stop());
  /** What is posted at nine o'clock of a day. */
  const listOf = async (day: string) => {
    const before = fresh.posts().length;
    await fresh.pollUntil(`${day}T09:00:00Z`);
    await fresh.post();
    return fresh
      .posts()
      .slice(before)
      .map((text) => text.match(/No list today: [^.]+|Invented Paper \d+/g));
  };

  it('is of the last day that is complete, each day once; where none has come there is none', async () => {
    expect(await listOf('2026-05-19')).toEqual([['Invented Paper 3', 'Invented Paper 2']]);
    await fresh.pollUntil('2026-05-19T12:00:00Z');
    fresh.trouble = 'server-error';
    const late = [['No list today: the source of new papers is late']];
    expect(await listOf('2026-05-20')).toEqual(late);
    await fresh.pollUntil('2026-05-20T12:00:00Z');
    fresh.trouble = undefined;
    // The day that was missed, a day late; the day after it was empty.
    expect(await listOf('2026-05-21')).toEqual([['Invented Paper 12', 'Invented Paper 11']]);
    await fresh.restart();
    expect(await listOf('2026-05-22')).toEqual([
      ['No list today: no new papers have come since the last one'],
    ]);
  });

  it('says of which day it is where a channel begins while the source is late', async () => {
    await fresh.ask('daily off');
    await fresh.pollUntil('2026-05-19T12:00:00Z');
    fresh.trouble = 'server-error';
    await fresh.pollUntil('2026-05-21T08:00:00Z');
    await fresh.ask('daily on at:09:00');
    await listOf('2026-05-21');
    const list = fresh.posts().at(-1);
    expect(list).toContain('3 papers of 18 May 2026');
    expect(list).toContain('Hugging Face is late: nothing new since 19 May 2026, 12:00 UTC.');
    expect(list).not.toContain('21 May 2026');
  });

  it('is of the newest day as it stands where the channel wants that, and no later list brings the rest', async () => {
    const on = await fresh.ask('daily on batch:now');
    expect(on).toContain('Made of: the newest day as it stands');
    expect(await listOf('2026-05-19')).toEqual([['Invented Paper 12', 'Invented Paper 11']]);
    expect(await listOf('2026-05-20')).toEqual([
      ['No list today: no new papers have come since the last one'],
    ]);
    expect(await fresh.ask('daily on batch:complete')).not.toContain('as it stands');
    expect(await listOf('2026-05-21')).toEqual([
      ['No list today: no new papers have come since the last one'],
    ]);
  });
});
