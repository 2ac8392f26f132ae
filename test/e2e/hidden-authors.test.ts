import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventItem } from '../fakes/hugging-face/items.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();
const DAY = '2026-05-20';
const NEXT_DAY = '2026-05-22T12:00:00Z';
const secret = (hidden: boolean) => ({ name: 'Zoe Secret', hidden });

describe('an author who is hidden on Hugging Face some time later', () => {
  let fresh: FreshPapers;
  let authors: Readonly<Record<'one' | 'two', readonly unknown[]>>;
  beforeEach(async () => {
    authors = { one: [secret(false)], two: [{ name: 'Ada Invented' }, secret(false)] };
    fresh = await startFreshPapers({
      databaseUrl: `file:${folder.path('paperboy.db')}`,
      start: '2026-05-21T06:00:00Z',
      days: (day) => JSON.stringify(day === DAY ? items() : []),
    });
    await fresh.run('poll-sources');
  });
  afterEach(() => fresh.stop());
  const items = () => [
    inventItem(1, { paper: { authors: authors.one } }),
    inventItem(2, { paper: { authors: authors.two } }),
  ];
  const shown = async () => {
    const pages = [await fresh.ask('show 2605.00001'), await fresh.ask('show 2605.00002')];
    return [...pages, JSON.stringify(fresh.house.services.catalog.all())].join('\n');
  };

  it('is named nowhere from then on, not even when arXiv names them, or an old answer is read', async () => {
    expect(await shown()).toContain('Zoe Secret');
    authors = { one: [secret(true)], two: [{ name: 'Ada Invented' }, secret(true)] };
    await fresh.pollUntil(NEXT_DAY);
    expect(await shown()).not.toContain('Secret');

    const { papers } = fresh.house.store;
    const named = (id: string, source: string) => ({ id, title: `Invented Paper ${id.at(-1)}`, source });
    const told = ['2605.00001', '2605.00002'].flatMap((id) => [
      { ...named(id, 'arxiv'), authors: ['Ada Invented', 'Zoe Secret'] },
      { ...named(id, 'hugging-face'), authors: ['Zoe Secret'], updatedAt: '2026-05-20T23:59:59Z' },
    ]);
    await papers.merge({ papers: told, withdrawn: [] }, fresh.clock.now());
    await fresh.house.services.catalog.follow();
    expect(await shown()).not.toContain('Secret');
    expect(await shown()).toContain('Ada Invented');
    expect(await fresh.ask('search author:secret')).not.toContain('Invented Paper');
  });
});
