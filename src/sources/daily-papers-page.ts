import { isCalendarDate, oneLine, type Paper } from '../papers/paper.js';
import { groupRecords, readPageDate, readRecord } from './daily-papers-record.js';
import { type LineProblem, type NumberedLine, numberedLines } from './numbered-lines.js';

export interface DailyPapersPage {
  readonly feedDate: string | undefined;
  readonly papers: readonly Paper[];
  readonly problems: readonly LineProblem[];
}

interface PageOptions {
  /** The year of dates that show none; found by `pageYear` when it is not given. */
  readonly year?: number | undefined;
  /** A name such as daily-papers-2026-05-21.txt tells the year, and the feed day where the page has no header. */
  readonly fileName?: string | undefined;
}

interface Header {
  /** How many lines come before the first record. */
  readonly length: number;
  readonly dateLine?: NumberedLine;
}

/** Reads a saved Daily Papers page; a record that does not fit is reported by its line and skipped. */
export function parseDailyPapersPage(text: string, options: PageOptions = {}): DailyPapersPage {
  const lines = pageLines(text);
  const year = options.year ?? pageYear(text, options.fileName);
  const header = readHeader(lines);
  const { feedDate, problems } = readFeedDate(header.dateLine, year, options.fileName);
  const papers: Paper[] = [];
  const lineOf = new Map<string, number>();
  for (const group of groupRecords(lines.slice(header.length))) {
    const feed = feedDate === undefined ? {} : { feedDate, feedRank: papers.length + 1 };
    const record = readRecord(group, { year, feed });
    problems.push(...record.problems);
    if (record.paper === undefined) continue;
    const line = group.at(-5)?.number ?? 1;
    const earlier = lineOf.get(record.paper.id);
    if (earlier === undefined) {
      lineOf.set(record.paper.id, line);
      papers.push(record.paper);
    } else {
      problems.push({
        line,
        message: `This title is on line ${earlier} already. The second record was skipped.`,
      });
    }
  }
  if (papers.length === 0) problems.push({ line: 1, message: 'No paper was found on this page.' });
  return { feedDate, papers, problems };
}

/**
 * The year of the dates that show none, which is the year the page was saved in: as its file name or its header
 * says, else the year after the newest one shown, because a page leaves out its own year and no other.
 */
export function pageYear(text: string, fileName?: string): number | undefined {
  const named = dateInName(fileName);
  if (named !== undefined) return Number(named.slice(0, 4));
  const lines = pageLines(text);
  const inHeader = readPageDate(readHeader(lines).dateLine?.text ?? '')?.shownYear;
  if (inHeader !== undefined) return inHeader;
  const newest = lines.reduce((year, line) => Math.max(year, readPageDate(line.text)?.shownYear ?? 0), 0);
  return newest === 0 ? undefined : newest + 1;
}

function pageLines(text: string): readonly NumberedLine[] {
  return numberedLines(text)
    .map((line) => ({ ...line, text: oneLine(line.text) }))
    .filter((line) => line.text !== '');
}

/** The header is "Daily Papers", "by…" and a date; what a browser saved above it does not matter. */
function readHeader(lines: readonly NumberedLine[]): Header {
  const heading = lines.findIndex(({ text }) => text === 'Daily Papers' || text === '·');
  if (lines[heading]?.text !== 'Daily Papers') return { length: 0 };
  const byIndex = lines[heading + 1]?.text.startsWith('by') ? heading + 1 : heading;
  for (const index of [heading + 1, byIndex + 1]) {
    const dateLine = lines[index];
    if (dateLine && readPageDate(dateLine.text)) return { length: index + 1, dateLine };
  }
  return { length: byIndex + 1 };
}

function readFeedDate(
  dateLine: NumberedLine | undefined,
  year: number | undefined,
  fileName: string | undefined,
) {
  const problems: LineProblem[] = [];
  const date = readPageDate(dateLine?.text ?? '', year);
  if (date?.isReal && date.day !== undefined) return { feedDate: date.day, problems };
  const line = dateLine?.number ?? 1;
  if (date && !date.isReal) {
    problems.push({ line, message: `"${dateLine?.text}" is not a day of the calendar.` });
  }
  const feedDate = dateInName(fileName);
  if (feedDate === undefined) {
    const message =
      'The feed day of this page is unknown. Give its file a name such as daily-papers-2026-05-21.txt.';
    problems.push({ line, message });
  }
  return { feedDate, problems };
}

/** The last real date in the name itself; folders above it do not count. */
export function dateInName(fileName: string | undefined): string | undefined {
  const name = fileName?.split(/[/\\]/).at(-1) ?? '';
  return [...name.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date).findLast(isCalendarDate);
}
