import { createHash } from 'node:crypto';
import { z } from 'zod';

const ARXIV_IDS_UNTIL_2014 = /^(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4])(?:0[1-9]|1[0-2]))\.\d{4}$/;
const ARXIV_IDS_SINCE_2015 = /^(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5}$/;
const ARXIV_IDS_BEFORE_2007 = /^[a-z]{1,10}(?:-[a-z]{2,10})?\/(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])\d{3}$/;
const TITLE_IDS = /^t-[0-9a-f]{12}$/;
const LARGEST_COUNT = 1_000_000_000;
const LONGEST_INSTANT = 40;

/** Whether the text is an id a paper can have: an arXiv id without its version, or one made from a title. */
export function isPaperId(text: string): boolean {
  return [ARXIV_IDS_SINCE_2015, ARXIV_IDS_UNTIL_2014, ARXIV_IDS_BEFORE_2007, TITLE_IDS].some((ids) =>
    ids.test(text),
  );
}

/** Makes the id of a paper that has no arXiv id; spelling variants of one title give the same id. */
export function paperIdFromTitle(title: string): string {
  const normalised = title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return `t-${createHash('sha256').update(normalised).digest('hex').slice(0, 12)}`;
}

// Nearly all text is on one line already, and looking is much faster than replacing every space by itself.
const NOT_ON_ONE_LINE = /[^\S ]|[\p{Cc}\p{Cs}]| {2}|^ | $/u;

/** Puts text on one line: white space, control characters and broken surrogates become single spaces. */
export function oneLine(text: string): string {
  if (!NOT_ON_ONE_LINE.test(text)) return text;
  return text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
}

// Made once: to make a schema takes far longer than to use it.
const IsoDate = z.iso.date();
const IsoInstant = z.iso.datetime({ offset: true });

/** Whether the text is a real day between 1900 and 2099, written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  return /^(?:19|20)/.test(text) && IsoDate.safeParse(text).success;
}

function isInstant(text: string): boolean {
  if (text.length > LONGEST_INSTANT) return false;
  return isCalendarDate(text.slice(0, 10)) && IsoInstant.safeParse(text).success;
}

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}<>"]+$/iu.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

const expecting = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? 'is missing' : `should be ${what}`,
});

const line = (longest: number) =>
  z
    .string(expecting('text'))
    .overwrite(oneLine)
    .min(1, 'should not be empty')
    .max(longest, `should have at most ${longest.toLocaleString('en')} characters`);

const lines = (most: number, longest: number) =>
  maybeLines(most, longest).min(1, 'should not be an empty list').readonly();

const maybeLines = (most: number, longest: number) =>
  z
    .array(line(longest), expecting('a list of texts'))
    .max(most, `should have at most ${most.toLocaleString('en')} entries`);

const count = (least: number) => {
  const whole = `a whole number from ${least} to ${LARGEST_COUNT.toLocaleString('en')}`;
  return z.int(expecting(whole)).min(least, `should be ${whole}`).max(LARGEST_COUNT, `should be ${whole}`);
};

const webAddress = z
  .string(expecting('a link'))
  .max(2_000, 'should have at most 2,000 characters')
  .refine(isWebAddress, 'should be a link that starts with https:// or http://');

const calendarDate = z
  .string(expecting('a date'))
  .refine(isCalendarDate, 'should be a date such as 2026-05-21');

const instant = z
  .string(expecting('a time'))
  .refine(isInstant, 'should be a time such as 2026-05-21T09:30:00Z');

const dateOrInstant = z
  .string(expecting('a date'))
  .refine(
    (text) => isCalendarDate(text) || isInstant(text),
    'should be a date such as 2026-05-21 or a time such as 2026-05-21T09:30:00Z',
  );

/** What we know of one work. Unknown is absent, never zero or empty. */
export const paperSchema = z.object({
  id: z
    .string(expecting('text'))
    .refine(isPaperId, 'should be an arXiv id such as 2401.12345, or "t-" and 12 hexadecimal digits'),
  title: line(1_000),
  abstract: line(100_000).optional(),
  /** Those who want to be named. Empty where a source says that nobody does; never empty in the catalog. */
  authors: maybeLines(10_000, 500).readonly().optional(),
  /** May exceed the authors listed: some sources tell only how many there are. */
  authorCount: count(1).optional(),
  organization: line(300).optional(),
  publishedAt: dateOrInstant.optional(),
  /** The day of the feed that listed the paper, which is rarely the day of publication. */
  feedDate: calendarDate.optional(),
  /** The paper's place in its feed day, from 1: the source's own order, which breaks ties in trending. */
  feedRank: count(1).optional(),
  upvotes: count(0).optional(),
  comments: count(0).optional(),
  githubRepo: webAddress.optional(),
  githubStars: count(0).optional(),
  projectPage: webAddress.optional(),
  thumbnail: webAddress.optional(),
  aiSummary: line(10_000).optional(),
  aiKeywords: lines(100, 200).optional(),
  url: webAddress.optional(),
  pdfUrl: webAddress.optional(),
  source: z
    .string(expecting('text'))
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'should be the name of a source, such as daily-papers-page'),
  /** Set by the catalog only, as is updatedAt. */
  firstSeenAt: instant.optional(),
  updatedAt: instant.optional(),
});

export type Paper = Readonly<z.infer<typeof paperSchema>>;

export type PaperReading =
  | { readonly ok: true; readonly paper: Paper }
  | { readonly ok: false; readonly problem: string };

/** Reads a paper from unknown data; the problem names the first field that is wrong. */
export function readPaper(value: unknown): PaperReading {
  const result = paperSchema.safeParse(value);
  if (result.success) return { ok: true, paper: result.data };
  const issue = result.error.issues[0];
  if (issue === undefined || issue.path.length === 0)
    return { ok: false, problem: 'a paper should be an object' };
  return { ok: false, problem: `"${issue.path.join('.')}" ${issue.message}` };
}
