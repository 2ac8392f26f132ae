import { afterEach, describe, expect, it } from 'vitest';
import { type FakeArxiv, type FakeArxivOptions, startFakeArxiv } from '../fakes/arxiv/fake-arxiv.js';
import { atomEntry, atomFeed, ERROR_FEED, inventPaper } from '../fakes/arxiv/feeds.js';
import { inventItem } from '../fakes/hugging-face/items.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';

const ID = '2305.00001';
const OLD = { published: '2023-05-01T10:00:00Z', title: 'Invented of Old' };
const paperOf = (id: string, changes = {}) => inventItem(1, { paper: { id, ...OLD, ...changes } }).paper;
const emptyEntry = '<entry><title/><summary/></entry>';

let fresh: FreshPapers;
let arxiv: FakeArxiv | undefined;
afterEach(async () => {
  await fresh.stop();
  await arxiv?.close();
  arxiv = undefined;
});

async function open(
  options: Partial<Parameters<typeof startFreshPapers>[0]> & {
    readonly sources?: string;
    readonly arxiv?: Omit<FakeArxivOptions, 'now'>;
  } = {},
) {
  const { sources = 'hf,arxiv', arxiv: fake = { query: () => atomFeed([]) }, ...rest } = options;
  arxiv = await startFakeArxiv({ ...fake, now: () => new Date('2026-05-25T06:00:00Z') });
  fresh = await startFreshPapers({
    databaseUrl: 'file::memory:',
    start: '2026-05-25T06:00:00Z',
    ...rest,
    environment: { SOURCES: sources, ARXIV_API_URL: arxiv.url },
  });
}
const askedOfArxiv = () => arxiv?.requests.map(({ path }) => path) ?? [];

describe('a paper that nobody here knows', () => {
  it('is looked up at Hugging Face by its id, shown, and known from then on', async () => {
    await open({ papers: { [ID]: paperOf(ID) } });
    const shown = await fresh.ask(`show https://www.alphaxiv.org/abs/${ID}v7?utm_source=x#y`);
    expect(shown).toContain('Invented of Old');
    expect(shown).toContain('999');
    expect(fresh.asked()).toEqual([`/api/papers/${ID}`]);
    expect(await fresh.ask(`show ${ID}`)).toBe(shown);
    expect(await fresh.ask('search title:"of old"')).toContain('Invented of Old');
    expect([fresh.asked(), askedOfArxiv()]).toEqual([[], []]);
  });

  it.each(['similar', 'why'])('is looked up for %s as well', async (command) => {
    await open({ papers: { [ID]: paperOf(ID) } });
    expect(await fresh.ask(`${command} arXiv:${ID}`)).not.toContain('do not know');
    expect(fresh.house.services.catalog.get(ID)?.title).toBe('Invented of Old');
  });

  it('is looked up at arXiv when Hugging Face has no page of it, and at once where it cannot have one', async () => {
    const entry = (id: string) => atomEntry({ ...inventPaper(1), ...OLD, id });
    await open({ arxiv: { query: (asked) => atomFeed([entry(asked.get('id_list') ?? '')]) } });
    expect(await fresh.ask(`show ${ID}`)).toContain('Ada Invented');
    expect(fresh.asked()).toEqual([`/api/papers/${ID}`]);
    expect(await fresh.ask('show https://arxiv.org/pdf/hep-ex/0307015v2')).toContain('hep-ex/0307015');
    expect(fresh.asked()).toEqual([]);
    expect(askedOfArxiv()).toEqual(
      [ID, 'hep-ex/0307015'].map((id) => `/api/query?id_list=${id}&max_results=1`),
    );
  });

  it('is asked for at the sources that are configured alone', async () => {
    await open({ sources: 'arxiv', papers: { [ID]: paperOf(ID) } });
    expect(await fresh.ask(`show ${ID}`)).toContain(`I do not know the paper ${ID}, and neither does arXiv.`);
    await fresh.stop();
    await open({ sources: 'hf' });
    expect(await fresh.ask('show hep-ex/0307015')).toContain('it is not in my catalog');
    await fresh.stop();
    await open({ sources: '', papers: { [ID]: paperOf(ID) } });
    expect(await fresh.ask(`show ${ID}`)).toContain(
      `I do not know the paper ${ID}; it is not in my catalog. \`search\` finds papers by words of their titles.`,
    );
    expect([fresh.asked(), askedOfArxiv()]).toEqual([[], []]);
  });

  it('is not asked for while somebody types, nor by its title', async () => {
    await open({ papers: { [ID]: paperOf(ID) } });
    await fresh.house.services.finder.suggest({ typed: ID, reader: 'ana', limit: 9 });
    await fresh.ask('show Invented of Old');
    expect([fresh.asked(), askedOfArxiv()]).toEqual([[], []]);
  });

  it('is one request for however many ask at once', async () => {
    await open({ papers: { [ID]: paperOf(ID) } });
    const people = Array.from({ length: 50 }, (_, number) => `person ${number}`);
    const answers = await Promise.all(people.map((who) => fresh.ask(`show ${ID}`, who)));
    expect(new Set(answers.map((answer) => answer.includes('Invented of Old')))).toEqual(new Set([true]));
    expect(fresh.asked()).toHaveLength(1);
  });

  it('is remembered for hours where nobody has it, and none of a month to come is asked for', async () => {
    await open({ arxiv: { query: () => atomFeed([emptyEntry]) } });
    const answer = 'I do not know the paper 2405.99999, and neither do Hugging Face and arXiv.';
    for (const _ of [1, 2, 3]) expect(await fresh.ask('show 2405.99999')).toContain(answer);
    expect(await fresh.ask('show 9912.00001')).toContain('it is not in my catalog');
    expect(await fresh.ask('show 9913.00001')).toContain('there is no month 13');
    expect([fresh.asked().length, askedOfArxiv().length]).toEqual([1, 1]);
    fresh.clock.advance(4 * 60 * 60_000);
    await fresh.ask('show 2405.99999');
    expect([fresh.asked().length, askedOfArxiv().length]).toEqual([1, 2]);
  });

  it('is hidden where it was withdrawn, and so are authors who want to be', async () => {
    const authors = [{ name: 'Ada Invented' }, { name: 'Hidden Person', hidden: true }];
    await open({
      papers: {
        [ID]: paperOf(ID, { withdrawnAt: '2024-01-01' }),
        '2305.00002': paperOf('2305.00002', { authors }),
      },
    });
    for (const _ of [1, 2])
      expect(await fresh.ask(`show ${ID}`)).toContain(`The paper ${ID} has been withdrawn`);
    expect(fresh.asked()).toHaveLength(1);
    expect(await fresh.ask('show 2305.00002')).not.toContain('Hidden Person');
    expect(JSON.stringify(await fresh.house.store.papers.changedSince(0, 99))).not.toContain('Hidden');
  });

  it('leaves no trace of who asked for what in the log', async () => {
    await open({ papers: { [ID]: { ...paperOf(ID), title: '' } }, arxiv: { query: () => ERROR_FEED } });
    await fresh.ask(`show ${ID}`);
    await fresh.ask('show hep-ex/0307015');
    await fresh.ask('show 2405.99999');
    expect(fresh.logger.entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(fresh.logger.entries)).not.toMatch(/2305|0307015|99999|ana/);
  });
});
