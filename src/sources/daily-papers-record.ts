import { dayWritten } from '../papers/calendar-day.js';
import { isCalendarDate, type Paper, paperIdFromTitle, readPaper } from '../papers/paper.js';
import type { LineProblem, NumberedLine } from './numbered-lines.js';

interface PageDate {
  /** YYYY-MM-DD, absent while the year is unknown. */
  readonly day?: string;
  readonly isReal: boolean;
  readonly shownYear?: number;
  readonly comments: number;
}

interface RecordReading {
  readonly paper?: Paper;
  readonly problems: readonly LineProblem[];
}

type RecordLines = Readonly<Record<'title' | 'abstract' | 'byline' | 'date', NumberedLine>>;

interface RecordContext {
  /** The year of dates that show none. */
  readonly year: number | undefined;
  readonly feed: Partial<Pick<Paper, 'feedDate' | 'feedRank'>>;
}

const DOT = '·';
// A year follows a comma; a bare number counts comments, so "Mar 16 2" has two of them.
// Four bare digits are refused: "Oct 11 2023" is a lost comma, not 2023 comments.
const DATE = /^([A-Z][a-z]{2}) (\d{1,2})(?:, ((?:19|20)\d{2}))?(?: (\d{1,3}(?:,\d{3}){0,2}))?$/;
const AUTHOR_COUNT = /^• ?(\d{1,3}(?:,\d{3})?|\d{4,6}) authors?$/;
const RECORD_SHAPE =
  'A record is five lines: title, abstract, "• 3 authors" or an organisation twice, "·", and a date such as "Mar 16 2".';

/**
 * Cuts the lines into one group a record. A group ends at a date, also where its "·" is lost, and at a "·" that
 * has lost its date, so that a broken record does not swallow the whole one after it.
 */
export function groupRecords(lines: readonly NumberedLine[]): readonly (readonly NumberedLine[])[] {
  const groups: NumberedLine[][] = [];
  let group: NumberedLine[] = [];
  for (const [index, line] of lines.entries()) {
    group.push(line);
    if (!endsRecord(lines, index)) continue;
    groups.push(group);
    group = [];
  }
  return group.length === 0 ? groups : [...groups, group];
}

function endsRecord(lines: readonly NumberedLine[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (text === DOT) return hasLostItsDate(lines, index);
  return DATE.test(text) || (lines[index - 1]?.text === DOT && !hasLostItsDate(lines, index - 1));
}

/** What follows a "·" is its date, however odd, unless a whole record (title, abstract, byline, "·") follows. */
function hasLostItsDate(lines: readonly NumberedLine[], dotIndex: number): boolean {
  const next = lines[dotIndex + 1]?.text;
  if (next === undefined) return true;
  return !DATE.test(next) && lines[dotIndex + 4]?.text === DOT;
}

/** Reads the record at the end of a group; lines before it are reported and do no harm. */
export function readRecord(group: readonly NumberedLine[], context: RecordContext): RecordReading {
  const [title, abstract, byline, separator, date] = group.slice(-5);
  const strays = group.slice(0, -5);
  if (!title || !abstract || !byline || !date || separator?.text !== DOT) {
    return { problems: strayProblems(group) };
  }
  // Lines too many may also be an abstract in pieces, and a piece must not pass for a title.
  if (strays.length > 0 && !looksLikeTitle(title.text)) return { problems: strayProblems(group) };
  const reading = readFields({ title, abstract, byline, date }, context);
  return { ...reading, problems: [...strayProblems(strays), ...reading.problems] };
}

function looksLikeTitle(text: string): boolean {
  return text.length <= 300 && !text.endsWith('.');
}

function strayProblems(lines: readonly NumberedLine[]): readonly LineProblem[] {
  const first = lines[0];
  if (first === undefined) return [];
  const which = lines.length === 1 ? 'This line does' : `The ${lines.length} lines from here do`;
  return [{ line: first.number, message: `${which} not make a record. ${RECORD_SHAPE}` }];
}

function readFields({ title, abstract, byline, date }: RecordLines, context: RecordContext): RecordReading {
  const who = readByline(byline.text);
  if (who === undefined) {
    return refuse(
      byline,
      `"${clip(byline.text)}" is neither like "• 3 authors" nor an organisation written twice.`,
    );
  }
  const when = readPageDate(date.text, context.year);
  if (when === undefined) {
    return refuse(
      date,
      `"${clip(date.text)}" is not a date like "Oct 11, 2023", "Mar 16" or, with 2 comments, "Mar 16 2".`,
    );
  }
  if (!when.isReal) return refuse(date, `"${date.text}" is not a day of the calendar.`);
  const reading = readPaper({
    id: paperIdFromTitle(title.text),
    title: title.text,
    abstract: abstract.text,
    ...who,
    ...(when.day === undefined ? {} : { publishedAt: when.day }),
    ...context.feed,
    comments: when.comments,
    source: 'daily-papers-page',
  });
  return reading.ok
    ? { paper: reading.paper, problems: [] }
    : refuse(title, `This record is wrong: ${reading.problem}.`);
}

function refuse({ number }: NumberedLine, message: string): RecordReading {
  return { problems: [{ line: number, message: `${message} The record was skipped.` }] };
}

function readByline(text: string): Pick<Paper, 'authorCount' | 'organization'> | undefined {
  const authors = AUTHOR_COUNT.exec(text)?.[1];
  if (authors !== undefined) return { authorCount: toNumber(authors) };
  const words = text.split(' ');
  const organization = words.slice(0, words.length / 2).join(' ');
  return text === `${organization} ${organization}` ? { organization } : undefined;
}

/** Undefined when the text is not written as a date of the page; a date written well may still not be real. */
export function readPageDate(text: string, pageYear?: number): PageDate | undefined {
  const [, monthName = '', dayOfMonth = '', yearText, comments = '0'] = DATE.exec(text) ?? [];
  const shownYear = yearText === undefined ? undefined : Number(yearText);
  const year = shownYear ?? pageYear;
  // Where the year is unknown, every day of a leap year is possible.
  const day = dayWritten(year ?? 2024, monthName, dayOfMonth);
  if (day === undefined) return undefined;
  return {
    ...(year === undefined ? {} : { day }),
    isReal: isCalendarDate(day),
    ...(shownYear === undefined ? {} : { shownYear }),
    comments: toNumber(comments),
  };
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}

function clip(text: string): string {
  return text.length <= 60 ? text : `${[...text].slice(0, 60).join('')}…`;
}
