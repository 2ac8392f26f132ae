import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDailyPapersPage } from '../../src/sources/daily-papers-page.js';
import { pageOf, recordOf } from './page-text.js';

const year = 2026;
const shape =
  'A record is five lines: title, abstract, "• 3 authors" or an organisation twice, "·", and a date such as "Mar 16 2".';

function read(...records: readonly string[]) {
  const { papers, problems } = parseDailyPapersPage(pageOf(...records), { year });
  return { titles: papers.map((paper) => paper.title), problems };
}

function withoutLines(record: string, ...dropped: readonly number[]): string {
  return record
    .split('\n')
    .filter((_, index) => !dropped.includes(index))
    .join('\n');
}

describe('a record that has lost a line', () => {
  it.each([
    ['title', 0],
    ['abstract', 1],
    ['byline', 2],
    ['dot', 3],
    ['date', 4],
  ])('its %s, is reported where it begins and leaves its neighbours alone', (_, dropped) => {
    const { titles, problems } = read(
      recordOf('One'),
      withoutLines(recordOf('Two'), dropped),
      recordOf('Three'),
    );
    expect(titles).toEqual(['One', 'Three']);
    expect(problems).toEqual([{ line: 11, message: `The 4 lines from here do not make a record. ${shape}` }]);
  });

  it('is reported by itself when its neighbour has lost one too', () => {
    const { titles, problems } = read(
      withoutLines(recordOf('One'), 3),
      withoutLines(recordOf('Two'), 3),
      recordOf('Three.'),
    );
    expect(titles).toEqual(['Three.']);
    expect(problems.map(({ line }) => line)).toEqual([5, 10]);
  });

  it('is reported at the end of the page too', () => {
    for (const dropped of [[4], [3, 4], [2, 3, 4]]) {
      const { titles, problems } = read(recordOf('One'), withoutLines(recordOf('Two'), ...dropped));
      expect([titles, problems.map(({ line }) => line)]).toEqual([['One'], [11]]);
    }
  });
});

describe('lines too many', () => {
  it('between records are reported, and the record after them stays', () => {
    const { titles, problems } = read(recordOf('One'), 'Advertisement\n', recordOf('Two'));
    expect(titles).toEqual(['One', 'Two']);
    expect(problems).toEqual([{ line: 11, message: `This line does not make a record. ${shape}` }]);
  });

  it('in an abstract are no paper of their own', () => {
    const abstract = 'The first paragraph ends here.\nSo does the second.';
    const { titles, problems } = read(recordOf('One'), recordOf('Two', { abstract }), recordOf('Three'));
    expect(titles).toEqual(['One', 'Three']);
    expect(problems).toEqual([{ line: 11, message: `The 6 lines from here do not make a record. ${shape}` }]);
  });

  it('in an abstract are no paper of their own either when a long piece ends without a full stop', () => {
    const abstract = `We show ${'much '.repeat(60)}:\nall of it.`;
    expect(read(recordOf('One'), recordOf('Two', { abstract })).titles).toEqual(['One']);
  });

  it('after the last record are reported', () => {
    const { titles, problems } = read(recordOf('One'), 'Previous\nNext\n');
    expect([titles, problems.map(({ line }) => line)]).toEqual([['One'], [11]]);
  });
});

describe('a record that fits in form only', () => {
  it('is refused when something else stands for its dot', () => {
    const { titles, problems } = read(recordOf('One').replace('·', '-'), recordOf('Two'));
    expect(titles).toEqual(['Two']);
    expect(problems).toEqual([{ line: 5, message: `The 5 lines from here do not make a record. ${shape}` }]);
  });

  it('is refused when its title was there before', () => {
    const { titles, problems } = read(recordOf('One'), recordOf('Two'), recordOf(' ONE'));
    expect(titles).toEqual(['One', 'Two']);
    expect(problems).toEqual([
      { line: 17, message: 'This title is on line 5 already. The second record was skipped.' },
    ]);
  });

  it('is refused when its title is longer than a title can be', () => {
    const { titles, problems } = read(recordOf('x'.repeat(1_001)), recordOf('Two'));
    expect(titles).toEqual(['Two']);
    expect(problems).toEqual([
      {
        line: 5,
        message:
          'This record is wrong: "title" should have at most 1,000 characters. The record was skipped.',
      },
    ]);
  });

  it('does not leave a gap in the ranks', () => {
    const text = pageOf(recordOf('One', { date: 'soon' }), recordOf('Two'), recordOf('Three'));
    expect(parseDailyPapersPage(text, { year }).papers.map((paper) => paper.feedRank)).toEqual([1, 2]);
  });

  it('is quoted in part only when a line is long', () => {
    const { problems } = read(recordOf('One', { byline: '😀'.repeat(5_000) }), recordOf('Two'));
    expect(problems[0]?.message).toContain(`"${'😀'.repeat(60)}…" is neither`);
  });
});

describe('any page', () => {
  const bylines = fc.constantFrom('• 3 authors', '• 1,203 authors', 'math-ai math-ai', 'Allen AI Allen AI');
  const dates = fc.constantFrom('Oct 11, 2023', 'Mar 16 2', 'Jan 29', 'Sep 30, 2025 3');
  const wholeRecord = fc.record({ byline: bylines, date: dates });
  const oddLine = fc.constantFrom(
    '·',
    '•',
    'Daily Papers',
    '• 3 authors',
    'Mar 16',
    'Feb 30, 2024',
    'Foo 12',
    'math-ai math-ai',
    'A Survey',
  );
  const rubbish = fc.oneof(
    fc.array(oddLine, { maxLength: 6 }),
    fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
  );
  const brokenRecord = fc
    .tuple(wholeRecord, fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }))
    .map(([lines, dropped]) => withoutLines(recordOf('Broken', lines), ...dropped));

  it('keeps every whole record among records that have lost lines and other rubbish, in any order', () => {
    const part = fc.oneof(
      wholeRecord.map((lines) => ({ lines, text: '' })),
      brokenRecord.map((text) => ({ lines: undefined, text })),
      rubbish.map((lines) => ({ lines: undefined, text: `${lines.join('\n')}\n` })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const texts = parts.map(({ lines, text }, index) =>
          lines ? recordOf(`Whole ${index}`, lines) : text,
        );
        const whole = parts.flatMap(({ lines }, index) => (lines ? [`Whole ${index}`] : []));
        const { titles } = read(...texts);
        expect(titles.filter((title) => title.startsWith('Whole'))).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gets an answer: papers, or sentences that name lines of the page', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), oddLine)), (lines) => {
        const text = lines.join('\n');
        const { papers, problems } = parseDailyPapersPage(text);
        expect(papers.length + problems.length).toBeGreaterThan(0);
        for (const { line, message } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
          expect(message).toMatch(/^["A-Z].*\.$/s);
        }
      }),
    );
  });
});
