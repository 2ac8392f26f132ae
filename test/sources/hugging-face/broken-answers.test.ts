import type { OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inventItem } from '../../fakes/hugging-face/items.js';
import { openReadingRoom } from './reading-room.js';

const DAY = '2026-05-21';

async function answering(body: string | Uint8Array, headers: OutgoingHttpHeaders = {}) {
  const room = await openReadingRoom({
    answer: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
      return true;
    },
  });
  return { ...room, day: () => room.huggingFace.day(DAY) };
}

const json = JSON.stringify([inventItem(1)]);
const halfPacked = gzipSync(json).subarray(0, 300);

describe('an answer that is none', () => {
  it.each<[string, string | Uint8Array, OutgoingHttpHeaders, string]>([
    [
      'a web page',
      '<!doctype html>',
      { 'content-type': 'text/html' },
      'answered with a web page where JSON was expected',
    ],
    [
      'another type',
      json,
      { 'content-type': 'text/plain' },
      'answered with text/plain where JSON was expected',
    ],
    [
      'a hostile type',
      json,
      { 'content-type': 'x/<script>' },
      'answered with something without a content type',
    ],
    ['half a list', json.slice(0, 300), {}, 'sent JSON that is broken or cut off'],
    ['half a gzip', halfPacked, { 'content-encoding': 'gzip' }, 'sent JSON that is broken or cut off'],
    ['nothing', '', {}, 'sent JSON that is broken or cut off'],
    ['an object', '{"error":"no"}', {}, 'sent something else than a list'],
    ['a number', '17', {}, 'sent something else than a list'],
    ['UTF-16', Buffer.from(`\ufeff${json}`, 'utf16le'), {}, 'sent a body that is written in UTF-16'],
    ['UTF-16 without a mark', Buffer.from(json, 'utf16le'), {}, 'sent a body that is written in UTF-16'],
    ['bytes', Buffer.from([0, 1, 2, 255]), {}, 'sent a body that is written in UTF-16 or is no text at all'],
  ])('is a sentence and asked for once: %s', async (_, body, headers, sentence) => {
    const { day, server } = await answering(body, headers);
    await expect(day()).rejects.toThrow(`Hugging Face ${sentence}`);
    expect(server.requests).toHaveLength(1);
  });

  it('may be too much: more than 10 MB are not read', async () => {
    const { day } = await answering(Buffer.alloc(10_000_001, ' '));
    await expect(day()).rejects.toThrow('Hugging Face sent more than 10 MB at once.');
  });

  it('may unfold: a gzip bomb is cut at 10 MB', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000, ' '), { level: 9 });
    expect(bomb.length).toBeLessThan(400_000);
    const { day } = await answering(bomb, { 'content-encoding': 'gzip' });
    const before = process.memoryUsage().rss;
    await expect(day()).rejects.toThrow('Hugging Face sent more than 10 MB at once.');
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('may hold millions of items: more than were asked for are not read', async () => {
    const { day } = await answering(`[${'0,'.repeat(4_000_000)}0]`);
    await expect(day()).rejects.toThrow(
      'Hugging Face sent 4,000,001 items at once, where a hundred were asked for.',
    );
  });

  it('may be deeper than a well', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const bottomless = await answering(`[{"paper":${deep}},{"paper":{"id":"2605.00001","title":${deep}}}]`);
    expect(await bottomless.day()).toMatchObject({ papers: [], rejected: 2 });
  });
});

describe('an answer that is unusual', () => {
  it('is read: a byte order mark, a list in an object', async () => {
    const marked = await answering(`\ufeff${json}`);
    expect((await marked.day()).papers).toHaveLength(1);
    const wrapped = await answering(`{"status":"ok","count":1,"data":${json}}`);
    expect((await wrapped.day()).papers).toHaveLength(1);
  });
});

describe('an item that is wrong', () => {
  it('is named by its day, number and reason, and harms no other', async () => {
    const items = [
      inventItem(1),
      "{'paper': {'id': '2412.08443'}}",
      null,
      [],
      { title: 'no paper' },
      { paper: { title: 'no id' } },
      inventItem(7, { paper: { id: '../../etc/passwd' } }),
      inventItem(8, { paper: { title: undefined } }),
      inventItem(9, { paper: { title: 'x'.repeat(5_000) } }),
      inventItem(10, { paper: { title: ' \n ' } }),
      inventItem(11),
    ];
    const { huggingFace, logger } = await openReadingRoom({ days: { [DAY]: items } });
    const { papers, problems, rejected } = await huggingFace.day(DAY);
    expect(papers.map(({ id }) => id)).toEqual(['2605.00001', '2605.00011']);
    expect([problems.length, rejected]).toEqual([9, 9]);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      `${DAY}, item 2: Skipped: it is a text, not an object.`,
      `${DAY}, item 3: Skipped: it is not an object.`,
      `${DAY}, item 4: Skipped: it is not an object.`,
      `${DAY}, item 5: Skipped: it has neither "paper" nor id.`,
      `${DAY}, item 6: Skipped: its "paper" has no id.`,
      `${DAY}, item 7: Skipped: its id is not an arXiv id.`,
      `${DAY}, item 8: Skipped: "title" is missing.`,
      `${DAY}, item 9: Skipped: "title" should have at most 1,000 characters.`,
      `${DAY}, item 10: Skipped: "title" should not be empty.`,
    ]);
    expect(logger.entries.map(({ fields }) => fields)).toEqual(
      problems.map(({ place, message }) => ({
        event: 'source-item-skipped',
        reference: place,
        reason: message,
      })),
    );
  });

  it('is named, each of them, without a word of what it holds', async () => {
    const { huggingFace, logger } = await openReadingRoom({ days: { [DAY]: Array(60).fill('hostile') } });
    expect((await huggingFace.day(DAY)).rejected).toBe(60);
    expect(logger.entries.map(({ fields }) => fields['reference'])).toEqual(
      Array.from({ length: 60 }, (_, at) => `${DAY}, item ${at + 1}`),
    );
    expect(JSON.stringify(logger.entries)).not.toContain('hostile');
  });
});

describe('a field that is wrong', () => {
  const read = async (
    paper: Readonly<Record<string, unknown>>,
    item: Readonly<Record<string, unknown>> = {},
  ) => {
    const { huggingFace } = await openReadingRoom({ days: { [DAY]: [inventItem(1, { paper, item })] } });
    return (await huggingFace.day(DAY)).papers[0];
  };

  it.each([
    ['upvotes', { upvotes: Number.NaN }],
    ['upvotes', { upvotes: '97' }],
    ['upvotes', { upvotes: -1 }],
    ['upvotes', { upvotes: 1e300 }],
    ['githubStars', { githubStars: 1.5 }],
    ['publishedAt', { publishedAt: '0000-00-00' }],
    ['publishedAt', { publishedAt: 'yesterday' }],
    ['projectPage', { projectPage: 'javascript:alert(1)' }],
    ['projectPage', { projectPage: 'https://arxiv.org@evil.example' }],
    ['projectPage', { projectPage: `https://example.org/${'x'.repeat(3_001)}` }],
    ['githubRepo', { githubRepo: 'data:text/html,x' }],
    ['abstract', { summary: '' }],
    ['abstract', { summary: { text: 'x' } }],
    ['authors', { authors: 'Ada' }],
    ['authors', { authors: ['Ada', 7] }],
    ['authors', { authors: [{ name: ' ' }] }],
    ['aiKeywords', { ai_keywords: 'one' }],
    ['organization', { organization: 'lab' }],
  ])('is left out, and the paper stays: %s of %o', async (field, paper) => {
    const kept = await read(paper);
    expect(kept).toMatchObject({ id: '2605.00001', title: 'Invented Paper 1' });
    expect(kept).not.toHaveProperty(field);
  });

  it('beside the paper is left out too', async () => {
    const kept = await read({}, { thumbnail: '/local.png', numComments: 'many' });
    expect(kept).not.toHaveProperty('thumbnail');
    expect(kept).not.toHaveProperty('comments');
  });

  it('is mended where it is clear what was meant', async () => {
    expect(await read({ githubRepo: 'ada/seven', projectPage: 'seven.example.org/x' })).toMatchObject({
      githubRepo: 'https://github.com/ada/seven',
      projectPage: 'https://seven.example.org/x',
    });
    expect(await read({ githubRepo: 'github.com/ada/seven' })).toMatchObject({
      githubRepo: 'https://github.com/ada/seven',
    });
  });

  it('among the authors costs that author alone, and there may be thousands', async () => {
    const authors = [null, 'Ada', { name: '' }, { name: 17 }, { user: {} }, { name: 'Ben' }];
    expect((await read({ authors }))?.authors).toEqual(['Ben']);
    const crowd = Array.from({ length: 3_000 }, (_, index) => ({ name: `Author ${index}` }));
    expect((await read({ authors: crowd }))?.authors).toHaveLength(3_000);
  });

  it('is not looked into where it lists more than any paper has', async () => {
    const authors = [{ name: 'Ada' }, ...Array(10_000).fill(0)];
    expect(await read({ authors })).not.toHaveProperty('authors');
    expect((await read({ authors: authors.slice(0, 10_000) }))?.authors).toEqual(['Ada']);
  });

  it('of the organisation is looked for on the item, and its short name will do', async () => {
    expect((await read({}, { organization: { name: 'short', fullname: null } }))?.organization).toBe('short');
    const both = await read(
      { organization: { name: 'a', fullname: 'Inner' } },
      { organization: { name: 'Outer' } },
    );
    expect(both?.organization).toBe('Inner');
  });

  it('cannot put anything on a second line', async () => {
    const kept = await read({ title: 'One\u0000\u2028two\ud800', summary: 'a\r\nb\u202Ec' });
    expect(kept).toMatchObject({ title: 'One two', abstract: 'a b\u202Ec' });
  });
});
