import { describe, expect, it } from 'vitest';
import { pageYear, parseDailyPapersPage } from '../../src/sources/daily-papers-page.js';
import { pageOf, recordOf } from './page-text.js';

const year = 2026;

function paperWith(lines: Parameters<typeof recordOf>[1]) {
  const { papers, problems } = parseDailyPapersPage(pageOf(recordOf('One', lines)), { year });
  expect(problems).toEqual([]);
  return papers[0];
}

function problemWith(lines: Parameters<typeof recordOf>[1]) {
  const page = parseDailyPapersPage(pageOf(recordOf('One', lines), recordOf('Two')), { year });
  expect(page.papers.map((paper) => paper.title)).toEqual(['Two']);
  expect(page.problems).toHaveLength(1);
  return page.problems[0];
}

describe('a Daily Papers page', () => {
  it('is read record by record, in its order', () => {
    const page = parseDailyPapersPage(pageOf(recordOf('One'), recordOf('Two')), { year });
    expect(page.feedDate).toBe('2026-05-21');
    expect(page.papers.map(({ title, feedRank, feedDate }) => [title, feedRank, feedDate])).toEqual([
      ['One', 1, '2026-05-21'],
      ['Two', 2, '2026-05-21'],
    ]);
    expect(page.problems).toEqual([]);
  });

  it('may have Windows line ends, a byte order mark, more blank lines or none', () => {
    const text = pageOf(recordOf('One'), recordOf('Two'));
    const expected = parseDailyPapersPage(text, { year });
    expect(parseDailyPapersPage(`\ufeff${text.replaceAll('\n', '\r\n')}`, { year })).toEqual(expected);
    expect(parseDailyPapersPage(text.replaceAll('\n', '\n \t\n\n'), { year })).toEqual(expected);
    expect(parseDailyPapersPage(text.replaceAll(/\n+/g, '\n'), { year })).toEqual(expected);
  });

  it('may have lines of the web site above its header, and a header without "by"', () => {
    const text = `new\nSubscribe\nDaily Papers\nMay 21, 2024\n${recordOf('One')}`;
    expect(parseDailyPapersPage(text)).toMatchObject({
      feedDate: '2024-05-21',
      papers: [{ title: 'One' }],
      problems: [],
    });
  });

  it('without a header is of the day its file name tells', () => {
    const fileName = '/saved/2020-01-01/daily-papers-2025-03-09.txt';
    const page = parseDailyPapersPage(recordOf('One'), { fileName });
    expect(page).toMatchObject({ feedDate: '2025-03-09', papers: [{ feedRank: 1 }], problems: [] });
  });

  it('without header and file name keeps its papers, whose feed day is unknown', () => {
    const page = parseDailyPapersPage(`\n\n${recordOf('One', { date: 'Mar 16' })}`);
    expect(page.feedDate).toBeUndefined();
    expect(page.papers).toHaveLength(1);
    expect(Object.keys(page.papers[0] ?? {})).toEqual([
      'id',
      'title',
      'abstract',
      'authorCount',
      'comments',
      'source',
    ]);
    expect(page.problems).toEqual([
      {
        line: 1,
        message:
          'The feed day of this page is unknown. Give its file a name such as daily-papers-2026-05-21.txt.',
      },
    ]);
  });

  it('of an unknown year may hold a leap day', () => {
    const page = parseDailyPapersPage(recordOf('One', { date: 'Feb 29' }));
    expect(page.papers.map(({ title, publishedAt }) => [title, publishedAt])).toEqual([['One', undefined]]);
  });

  it('with an impossible feed day says so', () => {
    const text = `Daily Papers\nbyAK\nFeb 30\n${recordOf('One')}`;
    expect(parseDailyPapersPage(text, { fileName: 'page-2026-02-28.txt' })).toMatchObject({
      feedDate: '2026-02-28',
      papers: [{ title: 'One' }],
      problems: [{ line: 3, message: '"Feb 30" is not a day of the calendar.' }],
    });
  });

  it('without a single paper says so', () => {
    for (const text of ['', '\u0000', 'hello', '<html><body>Daily Papers</body></html>']) {
      const { papers, problems } = parseDailyPapersPage(text, { fileName: '2026-05-21.txt' });
      expect(papers).toEqual([]);
      expect(problems).toContainEqual({ line: 1, message: 'No paper was found on this page.' });
    }
  });
});

describe('the year of a page', () => {
  const undated = pageOf(recordOf('One', { date: 'Mar 16' }));

  it('is told by the file name, whatever the folder', () => {
    expect(pageYear(undated, 'daily-papers-2024-05-21.txt')).toBe(2024);
    expect(pageYear(undated, 'C:\\2020-01-01\\daily-papers-2024-05-21.txt')).toBe(2024);
  });

  it('is told by a date with a year in the header', () => {
    expect(pageYear(undated.replace('May 21', 'May 21, 2023'))).toBe(2023);
  });

  it('else follows the newest year shown, because a page never shows its own', () => {
    const dates = ['Oct 11, 2023', 'Nov 20, 2025', 'Mar 16 2', 'Jan 5, 2024'];
    expect(pageYear(pageOf(...dates.map((date, index) => recordOf(`Title ${index}`, { date }))))).toBe(2026);
  });

  it('is unknown when nothing tells it', () => {
    expect(pageYear(undated)).toBeUndefined();
    expect(pageYear(undated, 'page.txt')).toBeUndefined();
    expect(pageYear(undated, 'page-2024-02-30.txt')).toBeUndefined();
    expect(pageYear('')).toBeUndefined();
  });

  it('can be given, and then nothing else counts', () => {
    const page = parseDailyPapersPage(undated, { year: 2021, fileName: 'daily-papers-2024-05-21.txt' });
    expect(page.feedDate).toBe('2021-05-21');
    expect(page.papers[0]?.publishedAt).toBe('2021-03-16');
  });
});

describe('the date line of a record', () => {
  it.each([
    ['Oct 11, 2023', '2023-10-11', 0],
    ['Sep 30, 2025 3', '2025-09-30', 3],
    ['Mar 16 2', '2026-03-16', 2],
    ['Jan 29', '2026-01-29', 0],
    ['Feb 29, 2024 1,203', '2024-02-29', 1203],
  ])('"%s" is %s with %i comments', (date, publishedAt, comments) => {
    expect(paperWith({ date })).toMatchObject({ publishedAt, comments });
  });

  it.each(['Feb 30, 2024', 'Feb 29', 'Apr 31', 'Jan 0', 'Jun 99 2'])('"%s" is no day', (date) => {
    expect(problemWith({ date })).toEqual({
      line: 9,
      message: `"${date}" is not a day of the calendar. The record was skipped.`,
    });
  });

  it.each([
    'Oct 11 2023',
    'Foo 12',
    '2024-03-05',
    '3 days ago',
    'Mar 16 -2',
    'Mar 16, 0024',
    'March 16',
    'Mar 16 1e3',
  ])('"%s" is not written as a date', (date) => {
    expect(problemWith({ date })).toEqual({
      line: 9,
      message: `"${date}" is not a date like "Oct 11, 2023", "Mar 16" or, with 2 comments, "Mar 16 2". The record was skipped.`,
    });
  });
});

describe('the byline of a record', () => {
  it.each([
    ['  • 3 authors', 3],
    ['• 1 authors', 1],
    ['• 1 author', 1],
    ['•\u00a012 authors', 12],
    ['• 1,203 authors', 1203],
    ['• 2926 authors', 2926],
  ])('"%s" counts authors', (byline, authorCount) => {
    expect(paperWith({ byline })).toMatchObject({ authorCount });
    expect(paperWith({ byline })).not.toHaveProperty('organization');
  });

  it.each([
    ['math-ai math-ai', 'math-ai'],
    ['Allen AI Allen AI', 'Allen AI'],
    ['NYU NYU NYU NYU', 'NYU NYU'],
    ['École  Polytechnique École Polytechnique', 'École Polytechnique'],
    ['清华大学 清华大学', '清华大学'],
  ])('"%s" names an organisation', (byline, organization) => {
    expect(paperWith({ byline })).toMatchObject({ organization });
    expect(paperWith({ byline })).not.toHaveProperty('authorCount');
  });

  it.each(['math-ai', 'Allen AI Allen', '• many authors', '• 1,2 authors', '3 authors', '• -3 authors'])(
    '"%s" is neither',
    (byline) => {
      expect(problemWith({ byline })).toEqual({
        line: 7,
        message: `"${byline}" is neither like "• 3 authors" nor an organisation written twice. The record was skipped.`,
      });
    },
  );

  it('does not count nobody', () => {
    expect(problemWith({ byline: '• 0 authors' })?.message).toContain(
      '"authorCount" should be a whole number from 1',
    );
  });
});
