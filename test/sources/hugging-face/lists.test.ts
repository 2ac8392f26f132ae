import { describe, expect, it } from 'vitest';
import { createPassingMemory } from '../../../src/sources/source-memory.js';
import { inventItem, inventItems } from '../../fakes/hugging-face/items.js';
import { openReadingRoom } from './reading-room.js';

const DAY = '2026-05-21';

describe('a long list', () => {
  it('is read page by page, and the ranks go on', async () => {
    const { huggingFace, server } = await openReadingRoom({ days: { [DAY]: inventItems(250) } });
    const { papers, items } = await huggingFace.day(DAY);
    expect([papers.length, items]).toEqual([250, 250]);
    expect(papers.map(({ feedRank }) => feedRank)).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
    expect(server.requests.map(({ path }) => path)).toEqual([
      `/api/daily_papers?date=${DAY}&limit=100`,
      `/api/daily_papers?date=${DAY}&limit=100&p=1`,
      `/api/daily_papers?date=${DAY}&limit=100&p=2`,
    ]);
  });

  it('holds a paper once that moved to the next page meanwhile', async () => {
    const { huggingFace } = await openReadingRoom({
      days: { [DAY]: [...inventItems(100), inventItem(100), inventItem(101)] },
    });
    expect((await huggingFace.day(DAY)).papers.map(({ id }) => id).slice(-2)).toEqual([
      '2605.00100',
      '2605.00101',
    ]);
  });

  it('that goes round in a circle is given up', async () => {
    const { huggingFace } = await openReadingRoom({
      answer: (path, response) => {
        response
          .writeHead(200, { 'content-type': 'application/json', link: `<${path}>; rel="next"` })
          .end('[]');
        return true;
      },
    });
    await expect(huggingFace.day(DAY)).rejects.toThrow('Hugging Face links its pages without end.');
  });

  it('leads to no other server, whatever its links say', async () => {
    const elsewhere = await openReadingRoom();
    const { huggingFace, server } = await openReadingRoom(
      {
        answer: (path, response) => {
          const link = path.includes('p=1')
            ? {}
            : { link: `<${elsewhere.server.url}/api/daily_papers?p=1>; rel="next"` };
          response.writeHead(200, { 'content-type': 'application/json', ...link }).end('[]');
          return true;
        },
      },
      { token: 'hf_secretsecretsecret' },
    );
    await huggingFace.day(DAY);
    expect(server.requests.map(({ path }) => path).at(-1)).toBe('/api/daily_papers?p=1');
    expect(elsewhere.server.requests).toEqual([]);
  });
});

describe('weeks, months, trending and searches', () => {
  const days = { '2026-05-21': inventItems(2), '2026-05-22': inventItems(2, 3) };

  it('come without ranks, and with the day each paper was submitted', async () => {
    const { huggingFace, server } = await openReadingRoom({ days });
    const { papers } = await huggingFace.month('2026-05');
    expect(papers.map(({ id, feedDate, feedRank }) => [id, feedDate, feedRank])).toEqual(
      ['2605.00001', '2605.00002', '2605.00003', '2605.00004'].map((id) => [id, DAY, undefined]),
    );
    await huggingFace.week('2026-W21');
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/daily_papers?month=2026-05&limit=100',
      '/api/daily_papers?week=2026-W21&limit=100',
    ]);
  });

  it('that are asked for in another form are refused here', async () => {
    const { huggingFace, server } = await openReadingRoom();
    await expect(huggingFace.week('2026-21')).rejects.toThrow(
      'Hugging Face is asked for a week such as 2026-W21, not for "2026-21".',
    );
    await expect(huggingFace.month('2026-05&x=1')).rejects.toThrow('a month such as 2026-05');
    await expect(huggingFace.day('2026-02-30')).rejects.toThrow('2026-02-30 is not a day of the calendar.');
    expect(server.requests).toEqual([]);
  });

  it('accept what a search brings, wrapped or bare', async () => {
    const bare = {
      id: '2401.12345',
      title: 'A bare one',
      thumbnailUrl: 'https://x.example.org',
      source: 'arxiv',
    };
    const { huggingFace, server } = await openReadingRoom({ found: [inventItem(1), bare] });
    const { papers } = await huggingFace.search(`  a & b\ud800 ${'x'.repeat(300)}`, 500);
    expect(papers.map(({ id, source }) => [id, source])).toEqual([
      ['2605.00001', 'hugging-face'],
      ['2401.12345', 'hugging-face'],
    ]);
    const asked = new URL(server.requests[0]?.path ?? '', server.url).searchParams;
    expect([asked.get('limit'), asked.get('q')?.slice(0, 6), asked.get('q')?.length]).toEqual([
      '120',
      'a & b ',
      250,
    ]);
  });
});

describe('a single paper', () => {
  it('is read without a list around it', async () => {
    const { paper } = inventItem(1);
    const { huggingFace } = await openReadingRoom({
      papers: { '2605.00001': { ...paper, linkedModels: [] } },
    });
    const found = await huggingFace.paper('2605.00001v2');
    expect(found?.papers).toMatchObject([{ id: '2605.00001', feedDate: DAY, upvotes: 999 }]);
    expect(found?.papers[0]).not.toHaveProperty('comments');
  });

  it('that Hugging Face does not know is asked for once, and is no error', async () => {
    const { huggingFace, server } = await openReadingRoom();
    expect(await huggingFace.paper('2401.12345')).toBeUndefined();
    expect(await huggingFace.paper('hep-th/9901001')).toBeUndefined();
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/papers/2401.12345']);
  });
});

describe('what is withdrawn', () => {
  it('is named and not brought', async () => {
    const gone = inventItem(2, { paper: { withdrawnAt: '2026-05-21T10:00:00.000Z' } });
    const { huggingFace } = await openReadingRoom({ days: { [DAY]: [inventItem(1), gone, inventItem(2)] } });
    expect(await huggingFace.day(DAY)).toMatchObject({
      papers: [{ id: '2605.00001' }],
      withdrawn: ['2605.00002'],
      rejected: 0,
    });
  });
});

describe('what was seen before', () => {
  it('is not sent again where the server knows its ETag, and is not an empty day', async () => {
    const { huggingFace, server } = await openReadingRoom({ days: { [DAY]: inventItems(150) } });
    const first = await huggingFace.day(DAY);
    await first.remember();
    const second = await huggingFace.day(DAY);
    expect([first.unchanged, second.unchanged, second.papers.length]).toEqual([false, true, 0]);
    expect(server.statuses).toEqual([200, 200, 304, 304]);
  });

  it('is not parsed again where only its content tells', async () => {
    const { huggingFace } = await openReadingRoom({
      answer: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([inventItem(1)]));
        return true;
      },
    });
    await (await huggingFace.day(DAY)).remember();
    expect(await huggingFace.day(DAY)).toMatchObject({ unchanged: true, papers: [] });
  });

  it('comes again as long as nobody said that it was kept', async () => {
    const { huggingFace } = await openReadingRoom({ days: { [DAY]: inventItems(1) } });
    await huggingFace.day(DAY);
    expect((await huggingFace.day(DAY)).papers).toHaveLength(1);
  });

  it('comes in part when one page of it is new', async () => {
    const days = { [DAY]: inventItems(150) };
    const { huggingFace } = await openReadingRoom({ days });
    await (await huggingFace.day(DAY)).remember();
    days[DAY] = [...inventItems(149), inventItem(150, { paper: { upvotes: 5_000 } })];
    const { papers } = await huggingFace.day(DAY);
    expect([papers.length, papers.at(-1)]).toMatchObject([50, { upvotes: 5_000, feedRank: 150 }]);
  });

  it('counts among the papers of its day, also where one page of it is new', async () => {
    const days: Record<string, readonly unknown[]> = { [DAY]: ['rubbish', ...inventItems(149)] };
    const { huggingFace } = await openReadingRoom({ days });
    const first = await huggingFace.day(DAY);
    await first.remember();
    const same = await huggingFace.day(DAY);
    await same.remember();
    days[DAY] = ['rubbish', ...inventItems(148), inventItem(149, { paper: { upvotes: 5_000 } })];
    const { papers, size } = await huggingFace.day(DAY);
    expect([first.size, same.size, size, papers.length]).toEqual([149, 149, 149, 50]);
  });

  it('is followed to what has come behind it: a page that is the same may be the last one no more', async () => {
    const days = { [DAY]: inventItems(100) };
    const { huggingFace, server } = await openReadingRoom({ days });
    await (await huggingFace.day(DAY)).remember();
    days[DAY] = inventItems(130);
    const { papers, unchanged, size } = await huggingFace.day(DAY);
    expect([papers.length, unchanged, size]).toEqual([30, false, 130]);
    expect(server.statuses).toEqual([200, 304, 200]);
  });

  it('leads to the page behind it, also where the server does not repeat the link', async () => {
    const headers = { 'content-type': 'application/json', etag: '"one"' };
    let asked = 0;
    const { huggingFace, server } = await openReadingRoom({
      answer: (path, response) => {
        asked += 1;
        if (path.includes('p=1')) response.writeHead(200, headers).end(JSON.stringify([inventItem(asked)]));
        else if (asked > 2) response.writeHead(304).end();
        else response.writeHead(200, { ...headers, link: `<${path}&p=1>; rel="next"` }).end('[]');
        return true;
      },
    });
    await (await huggingFace.day(DAY)).remember();
    expect((await huggingFace.day(DAY)).papers.map(({ id }) => id)).toEqual(['2605.00004']);
    expect(server.statuses).toEqual([200, 200, 304, 200]);
  });

  it('is read anew when what was remembered of it makes no sense', async () => {
    const memory = { ...createPassingMemory(), read: async () => '{"hash":1}' };
    const { huggingFace } = await openReadingRoom({ days: { [DAY]: inventItems(1) } }, { memory });
    expect((await huggingFace.day(DAY)).papers).toHaveLength(1);
  });
});
