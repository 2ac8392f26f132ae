import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPaperId, paperIdFromTitle } from '../../src/papers/paper.js';
import { pageYear, parseDailyPapersPage } from '../../src/sources/daily-papers-page.js';
import { formatJsonLines, parseJsonLines } from '../../src/sources/jsonl.js';

const fileName = 'daily-papers-2026-05-21.txt';
const pageText = readFileSync(new URL(`../../data/${fileName}`, import.meta.url), 'utf8');
const seedText = readFileSync(new URL('../../data/papers.jsonl', import.meta.url), 'utf8');
const page = parseDailyPapersPage(pageText, { fileName });

function record(rank: number) {
  return page.papers[rank - 1];
}

describe('the seed page', () => {
  it('gives data/papers.jsonl, byte for byte', () => {
    expect(formatJsonLines(page.papers)).toBe(seedText);
  });

  it('holds 40 papers of one feed day, in the order of the page, and no problem', () => {
    expect(page.problems).toEqual([]);
    expect(page.feedDate).toBe('2026-05-21');
    expect(page.papers.map((paper) => paper.feedRank)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    expect(new Set(page.papers.map((paper) => paper.feedDate))).toEqual(new Set(['2026-05-21']));
    expect(new Set(page.papers.map((paper) => paper.id)).size).toBe(40);
    expect(
      page.papers.every((paper) => isPaperId(paper.id) && paper.id === paperIdFromTitle(paper.title)),
    ).toBe(true);
  });

  it('is of 2026, by its file name and by its newest year, 2025', () => {
    expect(pageYear(pageText, fileName)).toBe(2026);
    expect(pageYear(pageText)).toBe(2026);
    expect(parseDailyPapersPage(pageText)).toEqual(page);
  });

  it('tells no votes, no links and no author names, so the papers have none', () => {
    const keys = new Set(page.papers.flatMap((paper) => Object.keys(paper)));
    expect([...keys].sort()).toEqual([
      'abstract',
      'authorCount',
      'comments',
      'feedDate',
      'feedRank',
      'id',
      'organization',
      'publishedAt',
      'source',
      'title',
    ]);
  });

  it('counts comments on seven papers, and none on the others', () => {
    const counts = page.papers.map((paper) => [paper.feedRank, paper.comments] as const);
    expect(counts.filter(([, comments]) => comments !== 0)).toEqual([
      [2, 3],
      [7, 2],
      [10, 1],
      [13, 2],
      [28, 2],
      [29, 4],
      [37, 5],
    ]);
  });
});

describe('a seed page that has lost one line', () => {
  const lines = pageText.split('\n');
  const recordLines = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index])).slice(6);

  it.each(['title', 'abstract', 'byline', 'dot', 'date'])(
    'the %s of a record, has lost that record only',
    (lost) => {
      const offset = ['title', 'abstract', 'byline', 'dot', 'date'].indexOf(lost);
      for (const [index, paper] of page.papers.entries()) {
        const lostLine = recordLines[index * 5 + offset];
        const { papers, problems } = parseDailyPapersPage(
          lines.filter((_, line) => line !== lostLine).join('\n'),
        );
        expect(papers.map(({ id }) => id)).toEqual(
          page.papers.filter((other) => other !== paper).map(({ id }) => id),
        );
        const firstLine = recordLines[index * 5 + (offset === 0 ? 1 : 0)] ?? 0;
        expect(problems.map(({ line }) => line)).toEqual([firstLine + (offset === 0 ? 0 : 1)]);
      }
    },
  );
});

describe('a seed record', () => {
  it('with a year', () => {
    expect(record(1)).toEqual({
      id: 't-c34ef927fa36',
      title: 'DASpeech: Directed Acyclic Transformer for Fast and High-quality Speech-to-Speech Translation',
      abstract: expect.stringMatching(/^Direct speech-to-speech translation .* during translation\.$/),
      authorCount: 3,
      publishedAt: '2023-10-11',
      feedDate: '2026-05-21',
      feedRank: 1,
      comments: 0,
      source: 'daily-papers-page',
    });
  });

  it('with a year and comments', () => {
    expect(record(2)).toMatchObject({ authorCount: 8, publishedAt: '2025-09-30', comments: 3 });
  });

  it('without a year', () => {
    expect(record(15)).toMatchObject({
      title: 'CoFrGeNet: Continued Fraction Architectures for Language Generation',
      authorCount: 6,
      publishedAt: '2026-01-29',
      comments: 0,
    });
    expect(record(17)).toMatchObject({ authorCount: 12, publishedAt: '2026-05-19', comments: 0 });
    expect(record(38)).toMatchObject({ authorCount: 5, publishedAt: '2026-03-26', comments: 0 });
  });

  it('of an organisation, without a year and with comments', () => {
    expect(record(7)).toEqual({
      id: 't-ed2e4cdef73d',
      title: 'Residual Stream Duality in Modern Transformer Architectures',
      abstract: expect.stringMatching(/^Recent work has made clear/),
      organization: 'math-ai',
      publishedAt: '2026-03-16',
      feedDate: '2026-05-21',
      feedRank: 7,
      comments: 2,
      source: 'daily-papers-page',
    });
    expect(record(37)).toMatchObject({
      title: 'Three-Phase Transformer',
      organization: 'BrainsBuild',
      comments: 5,
    });
    expect(record(37)).toMatchObject({ publishedAt: '2026-04-14' });
    expect(record(37)).not.toHaveProperty('authorCount');
  });

  it('of one author', () => {
    expect(record(27)).toMatchObject({ authorCount: 1, publishedAt: '2024-08-01' });
  });

  it('with a Greek letter in its title and LaTeX in its abstract', () => {
    expect(record(29)).toMatchObject({
      title: 'PIXART-δ: Fast and Controllable Image Generation with Latent Consistency Models',
      abstract: expect.stringContaining('introduces PIXART-{\\delta}, a text-to-image'),
      publishedAt: '2024-01-10',
      comments: 4,
    });
  });

  it('at the end of the page', () => {
    expect(record(40)).toMatchObject({
      title: 'Mechanistic Interpretation through Contextual Decomposition in Transformers',
      authorCount: 5,
      publishedAt: '2024-06-30',
    });
  });
});

describe('the seed as JSON lines', () => {
  it('reads back as the same papers and is written back the same', () => {
    const { papers, problems } = parseJsonLines(seedText);
    expect(problems).toEqual([]);
    expect(papers).toEqual(page.papers);
    expect(formatJsonLines(papers)).toBe(seedText);
  });
});
