import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate, isPaperId, oneLine, paperIdFromTitle, readPaper } from '../../src/papers/paper.js';

const known = { id: '2401.12345', title: 'Attention Is All You Need', source: 'hugging-face' };

function problemWith(fields: object): string {
  const reading = readPaper({ ...known, ...fields });
  return reading.ok ? 'none' : reading.problem;
}

describe('a paper', () => {
  it('needs an id, a title and a source, and nothing else', () => {
    expect(readPaper(known)).toEqual({ ok: true, paper: known });
    expect(problemWith({ id: undefined })).toBe('"id" is missing');
    expect(problemWith({ title: undefined })).toBe('"title" is missing');
    expect(problemWith({ source: undefined })).toBe('"source" is missing');
  });

  it('keeps every field it knows and drops every other', () => {
    const full = {
      ...known,
      abstract: 'We propose the Transformer.',
      authors: ['Ashish Vaswani', 'Noam Shazeer'],
      authorCount: 8,
      organization: 'Google Brain',
      publishedAt: '2017-06-12T17:57:34Z',
      feedDate: '2026-05-21',
      feedRank: 1,
      upvotes: 0,
      comments: 2,
      githubRepo: 'https://github.com/tensorflow/tensor2tensor',
      githubStars: 15_000,
      projectPage: 'http://example.org/t2t',
      thumbnail: 'https://cdn.example.org/1.png',
      aiSummary: 'Attention alone is enough.',
      aiKeywords: ['attention'],
      url: 'https://arxiv.org/abs/1706.03762',
      pdfUrl: 'https://arxiv.org/pdf/1706.03762',
      firstSeenAt: '2026-05-21T09:30:00.000Z',
      updatedAt: '2026-05-21T11:30:00+02:00',
    };
    expect(readPaper({ ...full, mood: 'good' })).toEqual({ ok: true, paper: full });
  });

  it('has its text on one line, without control characters or half characters', () => {
    const reading = readPaper({ ...known, title: ' Deep\r\n\tlearning\u0000 \ud800for\u00a0cats ' });
    expect(reading).toMatchObject({ paper: { title: 'Deep learning for cats' } });
    expect(oneLine('👩‍🔬 深度学习')).toBe('👩‍🔬 深度学习');
  });

  it.each([
    [{ title: ' \n ' }, '"title" should not be empty'],
    [{ title: 'x'.repeat(1_001) }, '"title" should have at most 1,000 characters'],
    [{ title: null }, '"title" should be text'],
    [{ abstract: '' }, '"abstract" should not be empty'],
    [{ abstract: 'x'.repeat(100_001) }, '"abstract" should have at most 100,000 characters'],
    [{ aiKeywords: [] }, '"aiKeywords" should not be an empty list'],
    [{ authors: 'Ada Lovelace' }, '"authors" should be a list of texts'],
    [{ authors: ['Ada Lovelace', null] }, '"authors.1" should be text'],
    [{ authorCount: 0 }, '"authorCount" should be a whole number from 1 to 1,000,000,000'],
    [{ upvotes: Number.NaN }, '"upvotes" should be a whole number from 0 to 1,000,000,000'],
    [{ upvotes: Number.POSITIVE_INFINITY }, '"upvotes" should be a whole number from 0 to 1,000,000,000'],
    [{ upvotes: '7' }, '"upvotes" should be a whole number from 0 to 1,000,000,000'],
    [{ comments: -1 }, '"comments" should be a whole number from 0 to 1,000,000,000'],
    [{ comments: 1.5 }, '"comments" should be a whole number from 0 to 1,000,000,000'],
    [{ githubStars: 1e300 }, '"githubStars" should be a whole number from 0 to 1,000,000,000'],
    [{ feedDate: '2026-02-30' }, '"feedDate" should be a date such as 2026-05-21'],
    [{ feedDate: '9999-01-01' }, '"feedDate" should be a date such as 2026-05-21'],
    [{ firstSeenAt: '2026-05-21' }, '"firstSeenAt" should be a time such as 2026-05-21T09:30:00Z'],
    [{ source: 'Some Where' }, '"source" should be the name of a source, such as daily-papers-page'],
  ])('with %j is refused with a sentence', (fields, problem) => {
    expect(problemWith(fields)).toBe(problem);
  });

  it.each([null, 42, 'paper', []])('is not made of %j', (value) => {
    expect(readPaper(value)).toEqual({ ok: false, problem: 'a paper should be an object' });
  });

  it.each([
    '0000-00-00',
    '2025-02-29',
    'May 21',
    '',
    '2026-05-21T25:00:00Z',
    `2026-05-21T09:30:00.${'0'.repeat(99)}Z`,
  ])('is not published at "%s"', (publishedAt) => {
    expect(problemWith({ publishedAt })).toContain(
      '"publishedAt" should be a date such as 2026-05-21 or a time',
    );
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'arxiv.org/abs/2401.12345',
    'https://arxiv.org@evil.example/',
    'https://exa mple.org/',
    'https://example.org/"><b>',
    'https://',
    `https://example.org/${'x'.repeat(2_000)}`,
  ])('never links to %s', (url) => {
    expect(problemWith({ url })).toMatch(/^"url" should /);
  });
});

describe('a paper id', () => {
  it.each([
    '0704.0001',
    '1412.7878',
    '1501.00001',
    '2401.12345',
    'hep-th/9901001',
    'math/0309136',
    'q-bio/0601001',
  ])('may be the arXiv id %s', (id) => {
    expect(isPaperId(id)).toBe(true);
  });

  it.each([
    '2401.1234',
    '1412.12345',
    '2413.12345',
    '0703.0001',
    '2401.12345v2',
    'math.GT/0309136',
    'hep-th/9913001',
    '../x',
    '',
  ])('is never "%s"', (id) => {
    expect(isPaperId(id)).toBe(false);
  });

  it('comes from the title where there is no other', () => {
    expect(paperIdFromTitle('Attention Is All You Need')).toBe('t-4a1c934d3d98');
    expect(isPaperId(paperIdFromTitle('深度学习'))).toBe(true);
  });

  it('is the same for every spelling of a title', () => {
    const id = paperIdFromTitle('PIXART-δ: Café ﬁne');
    expect(paperIdFromTitle('  pixart-δ:\n  Cafe\u0301   FINE ')).toBe(id);
    expect(paperIdFromTitle('ＰＩＸＡＲＴ－δ： Café fine')).toBe(id);
    expect(paperIdFromTitle('PIXART-σ: Café fine')).not.toBe(id);
  });

  it('from any title at all is an id a paper can have', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (title) => isPaperId(paperIdFromTitle(title))));
  });
});

describe('a calendar date', () => {
  it('is a day that exists', () => {
    expect(['2024-02-29', '1900-01-01', '2099-12-31'].every(isCalendarDate)).toBe(true);
    expect(
      ['2026-02-29', '2026-04-31', '2026-13-01', '2026-5-1', '1899-12-31', '2026-05-21x'].some(
        isCalendarDate,
      ),
    ).toBe(false);
  });
});
