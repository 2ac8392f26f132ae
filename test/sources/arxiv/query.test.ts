import { describe, expect, it } from 'vitest';
import { atomEntry, atomFeed, ERROR_FEED, inventPaper, rssFeed } from '../../fakes/arxiv/feeds.js';
import { createSeededRandom } from '../../fakes/seeded-random.js';
import { randomFaults } from '../../fakes/source-faults.js';
import { openArxivRoom } from './arxiv-room.js';

/** So many papers, page by page as they are asked for. */
function listOf(count: number, category = 'cs.LG') {
  return (parameters: URLSearchParams) => {
    const start = Number(parameters.get('start'));
    const size = Math.min(Number(parameters.get('max_results')), count - start);
    const entries = Array.from({ length: Math.max(0, size) }, (_, index) =>
      atomEntry(inventPaper(start + index)).replaceAll('cs.LG', category),
    );
    return atomFeed(entries, count);
  };
}

const TWO_DAYS = { from: new Date('2026-05-19T18:00:00Z'), to: new Date('2026-05-21T18:00:00Z') };

const asked = (path: string | undefined) => new URL(path ?? '', 'http://fake').searchParams;

describe('papers asked for by their ids', () => {
  it('are read in our words: version stripped, lines unwrapped, entities decoded once', async () => {
    const { arxiv } = await openArxivRoom({ query: () => atomFeed([atomEntry(inventPaper(1))]) });
    expect(await arxiv.papers(['2605.00001'])).toEqual({
      papers: [
        {
          id: '2605.00001',
          title: 'Invented Paper 1',
          abstract: 'We invent this paper & prove that 1 < 2.',
          authors: ['Ada Invented', "Ben O'Invented"],
          publishedAt: '2026-05-21T17:59:49Z',
          url: 'https://arxiv.org/abs/2605.00001',
          pdfUrl: 'https://arxiv.org/pdf/2605.00001',
          source: 'arxiv',
        },
      ],
      withdrawn: [],
      problems: [],
    });
  });

  it('may be old ones, with or without version and subject class', async () => {
    const old = atomEntry({ ...inventPaper(1), id: 'quant-ph/0301040' });
    const { arxiv, server } = await openArxivRoom({ query: () => atomFeed([old]) });
    const { papers } = await arxiv.papers([
      'quant-ph/0301040v1',
      'math.GT/0309136',
      'nonsense',
      't-0123456789ab',
    ]);
    expect(papers).toMatchObject([{ id: 'quant-ph/0301040', url: 'https://arxiv.org/abs/quant-ph/0301040' }]);
    expect(asked(server.requests[0]?.path).get('id_list')).toBe('quant-ph/0301040,math/0309136');
  });

  it('are asked for a hundred at a time, each once, and none need no request', async () => {
    const { arxiv, server } = await openArxivRoom({ query: () => atomFeed([]) });
    const ids = Array.from({ length: 250 }, (_, index) => inventPaper(index).id);
    await arxiv.papers([...ids, ...ids]);
    const lists = server.requests.map(({ path }) => asked(path).get('id_list')?.split(',').length);
    expect(lists).toEqual([100, 100, 50]);
    await arxiv.papers(['nonsense']);
    expect(server.requests).toHaveLength(3);
  });

  it('are no papers where arXiv answers with its error entry', async () => {
    const { arxiv, server } = await openArxivRoom({ query: () => ERROR_FEED });
    await expect(arxiv.papers(['2605.00001'])).rejects.toThrow(
      'arXiv answered with an error in the place of papers.',
    );
    expect(server.requests).toHaveLength(1);
  });
});

describe('papers submitted to a category', () => {
  it('are asked for by time and read to the last page', async () => {
    const { arxiv, server } = await openArxivRoom({ query: listOf(450) });
    const { papers } = await arxiv.submitted(['cs.LG'], TWO_DAYS);
    expect(papers).toHaveLength(450);
    expect(server.requests.map(({ path }) => asked(path).get('start'))).toEqual(['0', '200', '400']);
    expect(Object.fromEntries(asked(server.requests[0]?.path))).toEqual({
      search_query: '(cat:cs.LG) AND submittedDate:[202605191800 TO 202605211759]',
      start: '0',
      max_results: '200',
      sortBy: 'submittedDate',
      sortOrder: 'ascending',
    });
  });

  it('may be of an archive whose name begins with a single letter', async () => {
    const { arxiv } = await openArxivRoom({ query: listOf(2, 'q-bio.BM') });
    const { papers } = await arxiv.submitted(['q-bio.BM'], TWO_DAYS);
    expect(papers).toHaveLength(2);
  });

  it('are asked for together, archives with all their parts, and without what was filed elsewhere first', async () => {
    const filed = ['cs.LG', 'hep-th', 'stat.ML', 'math.ST', 'cs.LGX'].map((category, number) =>
      atomEntry(inventPaper(number + 1)).replaceAll('cs.LG', category),
    );
    const { arxiv, server } = await openArxivRoom({ query: () => atomFeed(filed) });
    const { papers } = await arxiv.submitted(['cs.LG', 'hep-th', 'math'], TWO_DAYS);
    expect(papers.map(({ id }) => id.slice(-1))).toEqual(['1', '2', '4']);
    expect(asked(server.requests[0]?.path).get('search_query')).toMatch(
      /^\(cat:cs\.LG OR cat:hep-th OR cat:hep-th\.\* OR cat:math OR cat:math\.\*\) AND submittedDate:/,
    );
  });

  it('may be none', async () => {
    const { arxiv, server } = await openArxivRoom({ query: listOf(0) });
    expect(await arxiv.submitted(['hep-th'], TWO_DAYS)).toMatchObject({
      papers: [],
      problems: [],
    });
    expect(server.requests).toHaveLength(1);
  });

  it('are asked for again where arXiv sends an empty page in the middle, and given up the third time', async () => {
    let empty = 1;
    const list = listOf(250);
    const hiccup = await openArxivRoom({
      query: (asking) => (empty-- > 0 ? atomFeed([], 250) : list(asking)),
    });
    expect((await hiccup.arxiv.submitted(['cs.LG'], TWO_DAYS)).papers).toHaveLength(250);
    const endless = await openArxivRoom({ query: () => atomFeed([], 250) });
    await expect(endless.arxiv.submitted(['cs.LG'], TWO_DAYS)).rejects.toThrow(
      'arXiv stopped in the middle of its list.',
    );
    expect(endless.server.requests).toHaveLength(3);
  });

  it('must not be more than arXiv gives', async () => {
    const { arxiv } = await openArxivRoom({ query: () => atomFeed([atomEntry(inventPaper(1))], 30_001) });
    await expect(arxiv.submitted(['cs.LG'], { ...TWO_DAYS, from: new Date(0) })).rejects.toThrow(
      'ask for fewer days',
    );
  });

  it.each([
    ['cs.LG OR all:x', 'is no arXiv category; one is cs.LG, another hep-th.'],
    ['../etc', 'is no arXiv category'],
  ])('such as %s are refused here', async (category, sentence) => {
    const { arxiv, server } = await openArxivRoom();
    await expect(arxiv.submitted([category], TWO_DAYS)).rejects.toThrow(sentence);
    expect(server.requests).toEqual([]);
  });

  it('that were withdrawn are named and not brought', async () => {
    const remark =
      '<arxiv:comment>This paper has been withdrawn by the authors due to an error</arxiv:comment>';
    const entries = [
      atomEntry(inventPaper(1)),
      atomEntry(inventPaper(2), remark),
      atomEntry(inventPaper(3)).replace(/<summary>[\s\S]*<\/summary>/, '<summary>  Withdrawn.</summary>'),
      atomEntry(inventPaper(4), '<arxiv:comment>12 pages. We study withdrawn products</arxiv:comment>'),
    ];
    const { arxiv } = await openArxivRoom({ query: () => atomFeed(entries) });
    const { papers, withdrawn } = await arxiv.papers(['2605.00001']);
    expect(papers.map(({ id }) => id)).toEqual(['2605.00001', '2605.00004']);
    expect(withdrawn).toEqual(['2605.00002', '2605.00003']);
  });

  it.each([
    ['Paper withdrawn by the authors.', true],
    ['This version is withdrawn', true],
    ['The authors have withdrawn this paper.', true],
    ['Withdrawn due to an error in section 3', true],
    ['This submission has been withdrawn by arXiv administrators', true],
    ['Withdrawn from NeurIPS 2023, now accepted at TMLR', false],
    ['This paper was withdrawn from ICML and is under review', false],
    ['Withdrawn behavior in adolescents predicts later trouble', false],
    ['We withdraw money', false],
  ])('with the remark "%s" are withdrawn: %s', async (remark, isWithdrawn) => {
    const entry = atomEntry(inventPaper(1), `<arxiv:comment>${remark}</arxiv:comment>`);
    const { arxiv } = await openArxivRoom({ query: () => atomFeed([entry]) });
    const { papers, withdrawn } = await arxiv.papers(['2605.00001']);
    expect([papers.length, withdrawn.length]).toEqual(isWithdrawn ? [0, 1] : [1, 0]);
  });

  it('that are wrong are named by number and harm no other', async () => {
    const entries = [
      atomEntry(inventPaper(1)),
      atomEntry({ ...inventPaper(2), id: '9999.1' }),
      '<entry>text</entry>',
      '<entry><id>http://arxiv.org/abs/2605.00004</id><title></title></entry>',
      atomEntry(inventPaper(5)),
    ];
    const { arxiv } = await openArxivRoom({ query: () => atomFeed(entries) });
    const { papers, problems } = await arxiv.submitted(['cs.LG'], TWO_DAYS);
    expect(papers.map(({ id }) => id)).toEqual(['2605.00001', '2605.00005']);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'arXiv, submitted from 2026-05-19T18:00Z, item 2: Skipped: its id is not an arXiv id.',
      'arXiv, submitted from 2026-05-19T18:00Z, item 3: Skipped: its id is not an arXiv id.',
      'arXiv, submitted from 2026-05-19T18:00Z, item 4: Skipped: "title" should not be empty.',
    ]);
  });
});

describe('the terms of arXiv', () => {
  it('are kept: one request at a time, three seconds apart, over both interfaces', async () => {
    const { arxiv, server } = await openArxivRoom({
      query: listOf(700),
      rss: () => rssFeed([]),
    });
    await Promise.all([
      arxiv.submitted(['cs.LG'], TWO_DAYS),
      arxiv.announced(['cs.LG']),
      arxiv.papers(['2605.00001']),
    ]);
    const times = server.requests.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect([server.requests.length, server.mostAtOnce]).toEqual([6, 1]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    expect(server.requests[0]?.headers['user-agent']).toBe('paperboy/0.0.0 (+https://example.org/contact)');
  });

  it('are kept by all who share a gate', async () => {
    const places: number[] = [];
    const gate = { reserve: async () => places.push(1) * 3_000 };
    const { arxiv, clock } = await openArxivRoom({ query: () => atomFeed([]) }, { gate });
    await arxiv.papers(['2605.00001']);
    await arxiv.papers(['2605.00001']);
    expect(clock.pauses).toEqual([3_000, 6_000]);
  });

  it('are kept where a request is redirected', async () => {
    const { arxiv, server } = await openArxivRoom({
      query: () => atomFeed([atomEntry(inventPaper(1))]),
      moved: (path) => (path.includes('here') ? undefined : `${path}&here`),
    });
    expect((await arxiv.papers(['2605.00001'])).papers).toHaveLength(1);
    const [first, second] = server.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_000);
    expect(server.requests).toHaveLength(2);
  });

  it('cost no paper when there is trouble on the way', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const fault = randomFaults(createSeededRandom(seed), 0.3);
      const { arxiv } = await openArxivRoom({ query: listOf(650), fault });
      const { papers } = await arxiv.submitted(['cs.LG'], TWO_DAYS);
      expect(papers, `seed ${seed}`).toHaveLength(650);
    }
  });
});
