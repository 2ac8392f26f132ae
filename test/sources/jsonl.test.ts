import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJsonLines, parseJsonLines } from '../../src/sources/jsonl.js';

const first = { id: '2401.12345', title: 'One', source: 'hugging-face' };
const second = { id: 'hep-th/9901001', title: 'Two', source: 'arxiv', upvotes: 7 };
const asLines = (...values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

describe('JSON lines', () => {
  it('hold one paper a line', () => {
    expect(parseJsonLines(asLines(first, second))).toEqual({ papers: [first, second], problems: [] });
  });

  it('may have a byte order mark, Windows line ends and blank lines', () => {
    const text = `\ufeff${JSON.stringify(first)}\r\n\r\n  \r\n${JSON.stringify(second)}\r\n`;
    expect(parseJsonLines(text)).toEqual({ papers: [first, second], problems: [] });
  });

  it('lose the keys nobody knows', () => {
    const line =
      '{"id":"2401.12345","title":"One","source":"hugging-face","mood":"good","__proto__":{"upvotes":9}}';
    expect(parseJsonLines(line)).toEqual({ papers: [first], problems: [] });
  });

  it('leave out what is null or empty, because unknown is absent', () => {
    const line = asLines({ ...first, upvotes: null, organization: '', aiKeywords: [], url: null });
    expect(parseJsonLines(line).papers).toEqual([first]);
    expect(Object.keys(parseJsonLines(line).papers[0] ?? {})).toEqual(['id', 'title', 'source']);
  });

  it('keep that nobody wants to be named, where Hugging Face said so', () => {
    const [nobody, unknown] = [
      { ...first, authors: [] },
      { ...second, authors: [] },
    ];
    expect(parseJsonLines(formatJsonLines([nobody, unknown])).papers).toEqual([nobody, second]);
  });

  it('that are wrong are named by line and skipped, and the others are loaded', () => {
    const text = [
      JSON.stringify(first),
      '{"id": "2401.',
      '',
      'null',
      '[]',
      asLines({ id: '2401.1', title: 'Two' }),
      JSON.stringify(second),
    ];
    expect(parseJsonLines(text.join('\n'))).toEqual({
      papers: [first, second],
      problems: [
        { line: 2, message: 'This line was skipped: it is not JSON.' },
        { line: 4, message: 'This line was skipped: a paper should be an object.' },
        { line: 5, message: 'This line was skipped: a paper should be an object.' },
        {
          line: 6,
          message:
            'This line was skipped: "id" should be an arXiv id such as 2401.12345, or "t-" and 12 hexadecimal digits.',
        },
      ],
    });
  });

  it('give each paper once', () => {
    expect(parseJsonLines(asLines(first, second, { ...first, title: 'Other' }))).toEqual({
      papers: [first, second],
      problems: [{ line: 3, message: 'This line was skipped: paper 2401.12345 is on line 1.' }],
    });
  });

  it('are not hurt by deep nesting', () => {
    const { papers, problems } = parseJsonLines(`${'['.repeat(100_000)}\n${JSON.stringify(first)}`);
    expect([papers.length, problems.length]).toEqual([1, 1]);
  });

  it('of nothing are nothing', () => {
    expect(parseJsonLines('')).toEqual({ papers: [], problems: [] });
    expect(formatJsonLines([])).toBe('');
  });
});

describe('writing JSON lines', () => {
  it('puts the keys in one order and ends with a line end', () => {
    const shuffled = { source: 'arxiv', aiKeywords: ['b', 'a'], title: 'One', id: '2401.12345' };
    expect(formatJsonLines([shuffled])).toBe(
      '{"id":"2401.12345","title":"One","aiKeywords":["b","a"],"source":"arxiv"}\n',
    );
  });

  it('is stable: what is read back is written the same', () => {
    const text = fc.string({ unit: 'binary' });
    const line = fc.record({
      ...fieldsOf(first),
      title: text,
      abstract: text,
      organization: text,
      upvotes: fc.double(),
    });
    fc.assert(
      fc.property(fc.array(line), (values) => {
        const written = formatJsonLines(parseJsonLines(asLines(...values)).papers);
        const again = parseJsonLines(written);
        expect(again.problems).toEqual([]);
        expect(formatJsonLines(again.papers)).toBe(written);
      }),
    );
  });

  it('and reading never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { message } of parseJsonLines(text).problems)
          expect(message).toMatch(/^This line was skipped: .*\.$/);
      }),
    );
  });
});

function fieldsOf({ source }: typeof first) {
  return {
    id: fc.integer({ min: 10_000, max: 10_020 }).map((number) => `2401.${number}`),
    source: fc.constant(source),
  };
}
