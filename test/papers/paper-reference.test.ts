import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePaperReference } from '../../src/papers/paper-reference.js';

function problemOf(text: string): string {
  const reference = parsePaperReference(text);
  return reference.kind === 'problem' ? reference.message : `no problem, but ${JSON.stringify(reference)}`;
}

describe('a paper is named by its number in the last list', () => {
  it.each([
    ['3', 3],
    ['#3', 3],
    [' 999 ', 999],
    ['007', 7],
    ['１', 1],
  ])('%s', (text, number) => {
    expect(parsePaperReference(text)).toEqual({ kind: 'number', number });
  });

  it.each(['0', '#0', '-1', '+1', '1000', '9'.repeat(400)])('but no list has a number %s', (text) => {
    expect(problemOf(text)).toMatch(/^Papers in a list are numbered from 1 to 999\./);
  });

  it.each(['1e9', '0x10', '3.5', 'NaN', '3 papers'])('and "%s" is no number but a title', (title) => {
    expect(parsePaperReference(title)).toEqual({ kind: 'title', title });
  });
});

describe('a paper is named by its id', () => {
  it.each([
    ['2401.12345', '2401.12345'],
    ['1412.7878', '1412.7878'],
    ['arXiv:2401.12345', '2401.12345'],
    ['ARXIV: 2401.12345', '2401.12345'],
    ['hep-th/9901001', 'hep-th/9901001'],
    ['math/0309136', 'math/0309136'],
    ['math.GT/0309136', 'math/0309136'],
    ['arXiv:cs.CL/0102003', 'cs/0102003'],
    ['t-0123456789ab', 't-0123456789ab'],
    ['T-0123456789AB', 't-0123456789ab'],
    ['\u200b2401.12345\ufeff', '2401.12345'],
    ['２４０１．１２３４５', '2401.12345'],
    ['10.48550/arXiv.2401.12345', '2401.12345'],
    ['doi:10.48550/ARXIV.2401.12345', '2401.12345'],
  ])('%s', (text, id) => {
    expect(parsePaperReference(text)).toEqual({ kind: 'id', id });
  });

  it.each([
    ['2401.12345v99', '2401.12345', 99],
    ['arXiv:1301.3781v3', '1301.3781', 3],
    ['hep-th/9901001V2', 'hep-th/9901001', 2],
  ])('of one version: %s', (text, id, version) => {
    expect(parsePaperReference(text)).toEqual({ kind: 'id', id, version });
  });

  it.each([
    ['2401.1234', 'since 2015 five digits follow the point, as in 2401.12345'],
    ['2401.123456', 'since 2015 five digits follow the point, as in 2401.12345'],
    ['1301.37811', 'until 2014 four digits follow the point, as in 1301.3781'],
    ['2413.12345', 'there is no month 13'],
    ['2400.12345', 'there is no month 00'],
    ['arXiv:2413.12345', 'there is no month 13'],
    ['0703.0001', 'begin in April 2007 with 0704'],
    ['hep-th/9913001', 'an old one looks like hep-th/9901001'],
    ['arXiv:hello', 'one looks like 2401.12345 or hep-th/9901001'],
    ['2401.12345v0', 'versions look like 2401.12345v2'],
    ['2401.12345v1000', 'versions look like 2401.12345v2'],
    [`2401.${'1'.repeat(400)}`, `"2401.${'1'.repeat(25)}…" is not an arXiv id`],
    ['10.1002/(SICI)1097-4628', 'That DOI does not belong to arXiv.'],
    ['10.1002/<a>;b', 'That DOI does not belong to arXiv.'],
    ['doi:10.48550/arXiv.../x', 'That DOI does not belong to arXiv.'],
  ])('but %s cannot be one', (text, sentence) => {
    expect(problemOf(text)).toContain(sentence);
  });
});

describe('a paper is named by a link', () => {
  it.each([
    'https://arxiv.org/abs/2401.12345',
    'http://www.arxiv.org/abs/2401.12345',
    'https://arxiv.org/abs/2401.12345?x=1#y',
    'https://arxiv.org/abs/2401.12345/',
    'https://arxiv.org/abs/2401.12345).',
    'https://arxiv.org/pdf/2401.12345',
    'https://arxiv.org/pdf/2401.12345.pdf',
    'https://export.arxiv.org/abs/2401.12345',
    'https://arxiv.org/html/2401.12345',
    'https://huggingface.co/papers/2401.12345',
    'https://huggingface.co/papers/2401.12345#6650',
    'https://hf.co/papers/2401.12345',
    'https://www.alphaxiv.org/abs/2401.12345',
    'https://alphaxiv.org/overview/2401.12345',
    'https://alphaxiv.org/resources/2401.12345',
    'https://huggingface.co/papers/2401.12345/files',
    'https://ar5iv.labs.arxiv.org/html/2401.12345',
    'https://doi.org/10.48550/arXiv.2401.12345',
    'HTTPS://ARXIV.ORG/abs/2401.12345',
    'arxiv.org/abs/2401.12345',
    '<https://arxiv.org/abs/2401.12345>',
    '<https://arxiv.org/abs/2401.12345|arxiv.org/abs/2401.12345>',
  ])('%s', (text) => {
    expect(parsePaperReference(text)).toEqual({ kind: 'id', id: '2401.12345' });
  });

  it.each([
    ['https://arxiv.org/pdf/2401.12345v2.pdf', '2401.12345', 2],
    ['https://arxiv.org/abs/math.GT/0309136v1', 'math/0309136', 1],
    ['https://doi.org/10.48550/arXiv.hep-th/9901001v3', 'hep-th/9901001', 3],
  ])('to one version or to an old paper: %s', (text, id, version) => {
    expect(parsePaperReference(text)).toEqual({ kind: 'id', id, version });
  });

  it.each([
    'https://www.nature.com/articles/s41586',
    'https://arxiv.org@evil.example/abs/2401.12345',
    'https://arxiv.org.evil.example/abs/2401.12345',
    'evil.example/abs/2401.12345',
    'ftp://example.org/2401.12345',
    'javascript://arxiv.org/%0aalert(1)',
    'file:///etc/passwd',
    'https://',
    'https://[',
  ])('but not by a foreign one: %s', (text) => {
    expect(problemOf(text)).toMatch(/^That is not an arXiv or Hugging Face paper link\./);
  });

  it.each([
    'https://arxiv.org/list/cs.LG/recent',
    'https://arxiv.org/abs/',
    'https://arxiv.org',
    'https://arxiv.org/abs/../etc/passwd',
    'https://arxiv.org/abs/%2e%2e%2fetc',
    'https://huggingface.co/papers?date=2026-05-21',
    'https://huggingface.co/papers/trending',
    'https://doi.org/10.1002/(SICI)1097-4628',
  ])('nor by one that leads elsewhere: %s', (text) => {
    expect(problemOf(text)).toMatch(/^That link does not name a paper/);
  });

  it('and a link with an impossible id says what is wrong with the id', () => {
    expect(problemOf('https://arxiv.org/abs/2401.1234')).toContain('five digits follow the point');
  });
});

describe('a paper is named by its title', () => {
  it.each([
    't-SNE: a survey',
    'arXiv: the first ten years',
    'Attention Is All You Need',
    'C++',
    '深度学习',
    'constructor',
    '__proto__',
    "' OR 1=1 --",
    'TCP/IP revisited',
    '.NET for scientists',
    '10.000 ways to fail',
    '$\\mathcal{O}(n^2)$',
  ])('%s', (title) => {
    expect(parsePaperReference(title)).toEqual({ kind: 'title', title });
  });

  it('on one line, in its own spelling', () => {
    expect(parsePaperReference('  Ｆｕｌｌ\u0000\n width ')).toEqual({
      kind: 'title',
      title: 'Ｆｕｌｌ width',
    });
  });
});

describe('a paper is not named', () => {
  it.each(['', ' \t\n', '\u0000', '\u200b', '\ud800'])('by nothing: %j', (text) => {
    expect(problemOf(text)).toMatch(/^No paper was named\. Give an arXiv id/);
  });

  it.each(['../', '../../etc/passwd', '2401.12345/../x', '/etc/passwd', '*', '"', '~', '\\\\host'])(
    'by %s',
    (text) => {
      expect(problemOf(text)).toMatch(/^That does not name a paper\./);
    },
  );

  it('by more than 500 characters', () => {
    expect(parsePaperReference('x'.repeat(500)).kind).toBe('title');
    expect(problemOf('x'.repeat(501))).toMatch(/^That is longer than 500 characters\./);
  });

  it('but any text at all gets an answer, and every problem is a sentence', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '|',
      'a.',
      'a-',
      '/',
      '../',
      ')',
      '1',
      '#',
      'v1',
      '\u0301',
      'https://',
      'arxiv:',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const reference = parsePaperReference(text);
        if (reference.kind === 'problem') expect(reference.message).toMatch(/^["A-Z].*\.$/);
        if (reference.kind === 'title') expect(reference.title).toBe(reference.title.trim());
      }),
    );
  });
});
