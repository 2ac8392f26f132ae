import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeArxiv, startFakeArxiv } from '../fakes/arxiv/fake-arxiv.js';
import { atomEntry, atomFeed, inventPaper } from '../fakes/arxiv/feeds.js';
import { inventItem } from '../fakes/hugging-face/items.js';
import type { SourceFault } from '../fakes/source-faults.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';

const ID = '2605.00001';
const MYSELF = `I do not know the paper ${ID} myself, and`;

let fresh: FreshPapers;
let arxiv: FakeArxiv;
let arxivFault: SourceFault | undefined;
afterEach(async () => {
  arxivFault = undefined;
  await fresh.stop();
  await arxiv.close();
});

/** Both sources, of which Hugging Face answers as it is told. */
async function open(answer: (response: ServerResponse, path: string) => boolean = () => false) {
  arxiv = await startFakeArxiv({
    query: () => atomFeed([atomEntry(inventPaper(1))]),
    fault: () => arxivFault,
    onSilence: () => fresh.clock.advance(8_000),
    now: () => new Date('2026-05-25T06:00:00Z'),
  });
  fresh = await startFreshPapers({
    databaseUrl: 'file::memory:',
    start: '2026-05-25T06:00:00Z',
    papers: { [ID]: inventItem(1).paper },
    answer: (path, response) => answer(response, path),
    environment: { SOURCES: 'hf,arxiv', ARXIV_API_URL: arxiv.url },
  });
}

const json = (response: ServerResponse, body: string) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  return true;
};

describe('a source in trouble', () => {
  it.each<[SourceFault, string, number]>([
    ['limited', 'Hugging Face takes no more questions from me for now; try again in a few minutes.', 1],
    ['server-error', 'Hugging Face cannot answer just now; try again in a minute.', 2],
    ['reset', 'Hugging Face cannot answer just now; try again in a minute.', 2],
    ['cut-off', 'Hugging Face cannot answer just now; try again in a minute.', 2],
    ['refused', 'Hugging Face does not answer me. Whoever runs me finds the reason in the log.', 1],
    ['web-page', 'what Hugging Face says of it cannot be used. Try again later.', 1],
    ['cut-short', 'what Hugging Face says of it cannot be used. Try again later.', 1],
  ])('is a sentence where it is %s, and arXiv is not asked instead', async (trouble, sentence, requests) => {
    await open();
    fresh.trouble = trouble;
    const answer = await fresh.ask(`show ${ID}`);
    expect(answer).toContain(`${MYSELF} ${sentence}`);
    expect(answer).not.toContain('Something went wrong');
    expect([fresh.asked().length, arxiv.requests.length]).toEqual([requests, 0]);
    expect(fresh.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('whose limit the lists have used up is not pressed for a single paper', async () => {
    await open();
    fresh.trouble = 'limited';
    await fresh.run('poll-sources');
    fresh.trouble = undefined;
    fresh.asked();
    expect(await fresh.ask(`show ${ID}`)).toContain('Hugging Face takes no more questions');
    expect(fresh.asked()).toEqual([]);
    fresh.clock.advance(20_000);
    expect(await fresh.ask(`show ${ID}`)).toContain('Invented Paper 1');
  });

  it('is given up after eight seconds, and asked again when somebody tries again', async () => {
    let isSilent = true;
    await open(() => {
      if (isSilent) fresh.clock.advance(8_000);
      return isSilent;
    });
    const late = `${MYSELF} Hugging Face did not answer in time; try again in a minute.`;
    expect(await fresh.ask(`show ${ID}`)).toContain(late);
    isSilent = false;
    expect(await fresh.ask(`show ${ID}`)).toContain('Invented Paper 1');
  });

  it('may be arXiv as well', async () => {
    await open((response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
      return true;
    });
    arxivFault = 'silent';
    expect(await fresh.ask(`show ${ID}`)).toContain(`${MYSELF} arXiv did not answer in time`);
    arxivFault = 'limited';
    expect(await fresh.ask(`show ${ID}`)).toContain(`${MYSELF} arXiv takes no more questions`);
  });
});

describe('an answer of no use', () => {
  it.each<[string, (response: ServerResponse, path: string) => boolean]>([
    ['is about another paper', (response) => json(response, JSON.stringify(inventItem(2).paper))],
    ['is a list', (response) => json(response, JSON.stringify([inventItem(1)]))],
    ['is nothing', (response) => json(response, 'null')],
    ['has no title', (response) => json(response, JSON.stringify({ id: ID }))],
    [
      'is larger than anything',
      (response) =>
        json(response, JSON.stringify({ ...inventItem(1).paper, padding: 'x'.repeat(10_000_000) })),
    ],
    [
      'stands under another address',
      (response, path) => {
        if (path.includes('elsewhere')) return json(response, JSON.stringify(inventItem(2).paper));
        response.writeHead(302, { location: '/api/papers/elsewhere' }).end();
        return true;
      },
    ],
  ])('which %s, adds no paper and is not asked for again at once', async (_, answer) => {
    await open(answer);
    for (const _again of [1, 2])
      expect(await fresh.ask(`show ${ID}`)).toContain('what Hugging Face says of it cannot be used.');
    expect(fresh.house.services.catalog.size).toBe(0);
    expect(new Set(fresh.asked()).size).toBeLessThanOrEqual(2);
  });

  it('sends us to no other server', async () => {
    await open((response) => {
      response.writeHead(302, { location: 'https://example.org/' }).end();
      return true;
    });
    expect(await fresh.ask(`show ${ID}`)).toContain('Hugging Face does not answer me.');
  });
});

describe('somebody who has very many papers looked up', () => {
  it('has to wait, and holds up nobody else; what is known costs nothing', async () => {
    await open();
    await fresh.ask(`show ${ID}`, 'ben');
    const papers = Array.from({ length: 12 }, (_, number) => `2604.000${10 + number}`);
    const answers: string[] = [];
    for (const id of papers) answers.push(await fresh.ask(`show ${id}`, 'script'));
    expect(answers.slice(0, 10).filter((answer) => answer.includes('Try again in'))).toEqual([]);
    expect(answers.at(-1)).toMatch(/you have just had me look up many\. Try again in \d+ seconds?\./);
    expect(await fresh.ask(`show ${ID}`, 'script')).toContain('Invented Paper 1');
    expect(await fresh.ask('show 2604.00021', 'ana')).not.toContain('Try again in');
  });
});
