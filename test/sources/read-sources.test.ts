import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../src/sources/read-source.js';
import { inventItem, inventItems } from '../fakes/hugging-face/items.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { pageOf, recordOf } from './page-text.js';

const folder = useTemporaryFolder();

async function read(names: readonly string[], input?: string | Uint8Array) {
  const stream = input === undefined ? undefined : Readable.from([Buffer.from(input)]);
  const found = { ids: [] as string[], problems: [] as string[], failures: [] as string[], batches: 0 };
  for await (const { papers, problems, failure } of readSources(names, stream)) {
    found.batches += 1;
    found.ids.push(...papers.map(({ id }) => id));
    found.problems.push(...problems.map(({ place, message }) => `${place}: ${message}`));
    if (failure !== undefined) found.failures.push(failure);
  }
  return found;
}

async function write(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(folder.path(name), content);
  return folder.path(name);
}

const lineOf = (number: number) =>
  JSON.stringify({
    id: `2605.${String(number).padStart(5, '0')}`,
    title: `Paper ${number}`,
    source: 'arxiv',
  });
const linesOf = (count: number) => Array.from({ length: count }, (_, index) => `${lineOf(index)}\n`).join('');
const page = pageOf(recordOf('One'), recordOf('Two'));
const answer = JSON.stringify(inventItems(3));

describe('a file', () => {
  it.each<[string, string | Uint8Array, number]>([
    ['daily-papers-2026-05-21.txt', page, 2],
    ['papers.jsonl', linesOf(3), 3],
    ['2026-05-21.json', answer, 3],
    ['wrapped.json', `{"status":"ok","count":3,"data":${answer}}`, 3],
    ['single.json', JSON.stringify(inventItem(1).paper), 1],
    ['PAGE.TXT.GZ', gzipSync(page), 2],
    ['papers.jsonl.gz', gzipSync(linesOf(3)), 3],
    ['2026-05-21.json.gz', gzipSync(answer), 3],
    ['two-in-one.jsonl.gz', Buffer.concat([gzipSync(linesOf(2)), gzipSync(lineOf(9))]), 3],
    ['marked.json', `\ufeff${answer}`, 3],
    ['windows.jsonl', `\ufeff${linesOf(2).replaceAll('\n', '\r\n')}\r\n${lineOf(7)}`, 3],
  ])('is read by its ending: %s', async (name, content, count) => {
    const { ids, problems, failures } = await read([await write(name, content)]);
    expect([ids.length, failures]).toEqual([count, []]);
    expect(problems.filter((problem) => !problem.includes('feed day'))).toEqual([]);
  });

  it('may be read from standard input, whatever it holds', async () => {
    for (const content of [page, linesOf(3), answer, `{\n"data":${answer}}`, gzipSync(linesOf(3))]) {
      const { ids, failures } = await read(['-'], content);
      expect([ids.length > 1, failures]).toEqual([true, []]);
    }
    expect(await read(['-'], '')).toMatchObject({ ids: [], failures: [] });
  });

  it('from standard input is told apart whole: one line without an end, a long first line, and drop by drop', async () => {
    const paper = { id: '2401.12345', title: 'x', abstract: 'Keep', source: 'test' };
    const long = { ...paper, abstract: 'Keep '.repeat(18_000).trim() };
    const papersOf = async (text: string, pieces: number) => {
      const bytes = Buffer.from(text);
      const size = Math.ceil(bytes.length / pieces);
      const parts = Array.from({ length: pieces }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
      const papers = [];
      for await (const batch of readSources(['-'], Readable.from(parts))) papers.push(...batch.papers);
      return papers;
    };
    expect(await papersOf(JSON.stringify(paper), 1)).toEqual([paper]);
    expect(await papersOf(JSON.stringify(paper), 60)).toEqual([paper]);
    expect(await papersOf(`\n${JSON.stringify(long)}\n${lineOf(1)}\n`, 2)).toHaveLength(2);
    const single = JSON.stringify(inventItem(1).paper);
    expect((await papersOf(single, 1))[0]).toMatchObject({ source: 'hugging-face' });
  });

  it('of lines is read as it comes, however many there are', async () => {
    const { ids, batches } = await read([await write('many.jsonl', linesOf(1_800))]);
    expect([ids.length, batches]).toEqual([1_800, 4]);
  });
});

describe('a saved answer', () => {
  const readPapers = async (file: string) => {
    const papers = [];
    for await (const batch of readSources([file])) papers.push(...batch.papers);
    return papers;
  };

  it('with a day in its name is of that day, in its order, and was counted then', async () => {
    const items = inventItems(2).map(({ paper, ...item }) => {
      const { submittedOnDailyAt: _, ...old } = paper;
      return { ...item, paper: old };
    });
    const papers = await readPapers(await write('2024-05-28.json', JSON.stringify(items)));
    expect(papers.map(({ feedDate, feedRank, updatedAt }) => [feedDate, feedRank, updatedAt])).toEqual([
      ['2024-05-28', 1, '2024-05-28T23:59:59Z'],
      ['2024-05-28', 2, '2024-05-28T23:59:59Z'],
    ]);
  });

  it('that holds another day than its name is no feed day', async () => {
    const papers = await readPapers(await write('trending-2026-06-01.json', answer));
    expect(papers.map(({ feedDate, feedRank }) => [feedDate, feedRank])).toEqual(
      Array(3).fill(['2026-05-21', undefined]),
    );
  });

  it('has its strings and other rubbish reported one by one', async () => {
    const file = await write('2024-12-12.json', JSON.stringify(["{'paper': {}}", inventItem(1), 7]));
    expect(await read([file])).toMatchObject({
      ids: ['2605.00001'],
      problems: [
        `${file}, item 1: Skipped: it is a text, not an object.`,
        `${file}, item 3: Skipped: it is not an object.`,
      ],
    });
  });

  it('of more than anybody saves is not read', async () => {
    const zeros = await write('zeros.json', `[${'0,'.repeat(100_000)}0]`);
    const lines = await write('lines.txt', 'x\n'.repeat(100_000));
    const { problems, failures } = await read([zeros, lines]);
    expect(problems).toEqual([]);
    expect(failures).toEqual([
      `${zeros} holds more than 100,000 items; I read none of it.`,
      `${lines} holds more than 100,000 lines; I read none of it.`,
    ]);
  });

  it('that is neither list nor paper says so', async () => {
    const file = await write('x.json', '{"error":"no"}');
    expect((await read([file])).problems).toEqual([`${file}: This is neither a list nor a paper.`]);
  });
});

describe('a folder', () => {
  it('is read with all that is below it, in order, and what is no papers is named', async () => {
    await mkdir(folder.path('deep/er'), { recursive: true });
    await mkdir(folder.path('deep/.hidden'));
    await write('deep/.hidden/x.jsonl', lineOf(9));
    await write('deep/b.jsonl', lineOf(2));
    await write('deep/a.jsonl', lineOf(1));
    await write('deep/er/c.json.gz', gzipSync(JSON.stringify([inventItem(3)])));
    await write('deep/README.md', '# Hello');
    await write('deep/LICENSE', 'MIT');
    await symlink(folder.path('deep'), folder.path('deep/loop'));
    const { ids, problems, failures } = await read([folder.path('deep')]);
    expect([ids, failures]).toEqual([['2605.00001', '2605.00002', '2605.00003'], []]);
    expect(problems).toEqual([
      `${folder.path('deep/LICENSE')}: Skipped, for it has no ending.`,
      `${folder.path('deep/README.md')}: Skipped, for it ends in ".md".`,
      `${folder.path('deep/loop')}: Skipped, for it is no file.`,
    ]);
  });
});

describe('what cannot be read', () => {
  it('is a sentence each, and does not keep the others from being read', async () => {
    const good = await write('good.jsonl', lineOf(1));
    const half = gzipSync(linesOf(2_000)).subarray(0, -4_000);
    const names = [
      folder.path('nowhere.jsonl'),
      await write('paper.pdf', '%PDF'),
      await write('no-ending', ''),
      await write('wide.jsonl', Buffer.from(lineOf(1), 'utf16le')),
      await write('wide.json', Buffer.from(`\ufeff${answer}`, 'utf16le')),
      await write('wide.txt', Buffer.from(`\ufeff${page}`, 'utf16le')),
      await write('half.json', answer.slice(0, 400)),
      await write('plain.json.gz', answer),
      await write('cut.json.gz', gzipSync(answer).subarray(0, 200)),
      good,
    ];
    const { ids, failures } = await read(names);
    expect(ids).toEqual(['2605.00001']);
    const [nowhere, pdf, ending, lines, json, text, cut, plain, packed] = names;
    expect(failures).toEqual([
      `There is no file ${nowhere}.`,
      `${pdf} ends in ".pdf": I read saved pages (.txt), JSON lines (.jsonl) and saved answers of Hugging Face (.json), each also as .gz.`,
      `${ending} has no ending: I read saved pages (.txt), JSON lines (.jsonl) and saved answers of Hugging Face (.json), each also as .gz.`,
      `${lines} is written in UTF-16 or is no text at all; I read UTF-8.`,
      `${json} is written in UTF-16 or is no text at all; I read UTF-8.`,
      `${text} is written in UTF-16 or is no text at all; I read UTF-8.`,
      `${cut} is no JSON, or is cut off.`,
      `${plain} is damaged, or is no gzip data.`,
      `${packed} is cut off: its gzip data has no end.`,
    ]);
    const kept = await read([await write('half.jsonl.gz', half)]);
    expect(kept.ids.length).toBeGreaterThan(0);
    expect(kept.failures).toEqual([`${folder.path('half.jsonl.gz')} is cut off: its gzip data has no end.`]);
  });

  it.skipIf(process.getuid?.() === 0)('may be forbidden', async () => {
    const file = await write('secret.jsonl', lineOf(1));
    await chmod(file, 0);
    expect((await read([file])).failures).toEqual([`${file} cannot be read: paperboy has no right to.`]);
  });

  it('may unfold: a gzip bomb is cut', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, '['), { level: 9 });
    const file = await write('bomb.json.gz', bomb);
    const before = process.memoryUsage().rss;
    expect((await read([file])).failures).toEqual([`${file} holds more than 50 MB; I stopped there.`]);
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
  });

  it('may be one line without end, which is not kept in memory', async () => {
    const gzip = createGzip({ level: 1 });
    gzip.write(`${lineOf(1)}\n`);
    for (let megabytes = 0; megabytes < 64; megabytes++) gzip.write('x'.repeat(1_000_000));
    gzip.end(`\n${lineOf(2)}\n`);
    const file = await write('endless.jsonl.gz', Buffer.concat(await gzip.toArray()));
    expect(await read([file])).toMatchObject({
      ids: ['2605.00001', '2605.00002'],
      problems: [`${file}:2: This line was skipped: it is longer than a paper can be.`],
      failures: [],
    });
  });

  it('may be deeper than a well', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const file = await write('deep.json', `[${deep}]`);
    expect((await read([file])).problems).toEqual([`${file}, item 1: Skipped: it is not an object.`]);
  });
});
