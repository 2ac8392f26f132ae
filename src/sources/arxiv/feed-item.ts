import { z } from 'zod';
import type { Paper } from '../../papers/paper.js';
import type { SourceProblem } from '../source.js';
import { type ItemReading, type PaperCandidate, readArxivId, readUsablePaper } from '../usable-paper.js';
import { decodeEntities } from './entities.js';

/** The text of an element; undefined where there is none, or something else in its place. */
export const elementText = z
  .string()
  .transform((text) => decodeEntities(text).trim())
  .optional()
  .catch(undefined);

/** What both feeds of arXiv tell of a paper. */
export interface FeedItem {
  /** An id, or a link that holds one. */
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly abstract: string | undefined;
  readonly authors: readonly string[];
  readonly publishedAt: string | undefined;
  /** The authors' own remark, such as "12 pages". */
  readonly comment?: string | undefined;
  /** The category it was filed under first, as far as the feed tells. */
  readonly category?: string | undefined;
}

// arXiv has no field for it: a withdrawn paper says so where its abstract or remark was. What was withdrawn from a conference, or is about
// withdrawn people, is another matter.
const WORK = '(?:paper|submission|article|manuscript|work|preprint|version|note|report|thesis)';
const WITHDRAWN = new RegExp(
  [
    `^\\W*(?:(?:this|the|our)\\s+)?${WORK}\\s+(?:(?:has|have)\\s+been\\s+|is\\s+|was\\s+)?withdrawn\\b(?!\\s+from\\s+(?!arxiv))`,
    '^\\W*(?:the\\s+)?authors?\\s+(?:has|have)\\s+withdrawn\\b',
    '^\\W*withdrawn\\s*(?:[.,;:!)]|$|by\\b|due\\b|because\\b|from\\s+arxiv\\b)',
  ].join('|'),
  'i',
);

export function saysWithdrawn({ comment, abstract }: Pick<FeedItem, 'comment' | 'abstract'>): boolean {
  return [comment, abstract].some((text) => WITHDRAWN.test(text ?? ''));
}

/** Makes a paper of an item. */
export function readFeedItem(item: FeedItem): ItemReading {
  const id = readArxivId(item.id ?? '');
  if (id === undefined) return { kind: 'unusable', problem: 'its id is not an arXiv id' };
  if (saysWithdrawn(item)) return { kind: 'withdrawn', id };
  const reading = readUsablePaper(candidateOf(id, item));
  return reading.ok
    ? { kind: 'paper', paper: reading.paper }
    : { kind: 'unusable', problem: reading.problem };
}

function candidateOf(id: string, { title, abstract, authors, publishedAt }: FeedItem): PaperCandidate {
  return {
    id,
    title,
    ...(abstract === undefined || abstract === '' ? {} : { abstract }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    url: `https://arxiv.org/abs/${id}`,
    pdfUrl: `https://arxiv.org/pdf/${id}`,
    source: 'arxiv',
  };
}

export interface FeedItems {
  readonly papers: readonly Paper[];
  readonly withdrawn: readonly string[];
  readonly problems: readonly SourceProblem[];
}

/** Reads items one by one; one that is wrong is named by its number, from 1, and harms no other. */
export function readFeedItems(items: readonly FeedItem[], place: string): FeedItems {
  const papers = new Map<string, Paper>();
  const withdrawn: string[] = [];
  const problems: SourceProblem[] = [];
  for (const [index, item] of items.entries()) {
    const reading = readFeedItem(item);
    if (reading.kind === 'withdrawn') withdrawn.push(reading.id);
    else if (reading.kind === 'paper') papers.set(reading.paper.id, reading.paper);
    else problems.push({ place: `${place}, item ${index + 1}`, message: `Skipped: ${reading.problem}.` });
  }
  return { papers: [...papers.values()], withdrawn, problems };
}
