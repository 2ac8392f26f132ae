import { isCalendarDate, type Paper } from '../../papers/paper.js';
import { type ItemReading, type PaperCandidate, readArxivId, readUsablePaper } from '../usable-paper.js';
import { type ItemFields, ItemPayload, type PaperFields, PaperPayload, visibleAuthors } from './payloads.js';

/** The feed day that was asked for, and the place in it, from 1; absent where the order means something else. */
export interface FeedPlace {
  readonly date?: string | undefined;
  readonly rank?: number;
}

/** Reads one item of a list, or a paper that stands alone. */
export function readItem(value: unknown, place: FeedPlace = {}): ItemReading {
  const item = readWrapped(value);
  if (typeof item === 'string') return { kind: 'unusable', problem: item };
  const id = readArxivId(item.paper.id);
  if (id === undefined) return { kind: 'unusable', problem: 'its id is not an arXiv id' };
  if (isSet(item.paper.withdrawnAt)) return { kind: 'withdrawn', id };
  const reading = readUsablePaper(candidateOf(id, item, place));
  return reading.ok
    ? { kind: 'paper', paper: reading.paper }
    : { kind: 'unusable', problem: reading.problem };
}

function readWrapped(value: unknown): ItemFields | string {
  if (typeof value === 'string') return 'it is a text, not an object';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not an object';
  if ('paper' in value) {
    const item = ItemPayload.safeParse(value);
    return item.success ? item.data : 'its "paper" has no id';
  }
  const paper = PaperPayload.safeParse(value);
  return paper.success ? { paper: paper.data, ...BARE } : 'it has neither "paper" nor id';
}

const BARE = { thumbnail: undefined, numComments: undefined, organization: undefined };

function candidateOf(id: string, item: ItemFields, place: FeedPlace): PaperCandidate {
  const { paper } = item;
  const organization = paper.organization ?? item.organization;
  const feedDate = place.date ?? feedDayOf(paper);
  const authors = visibleAuthors(paper.authors);
  const fields = withoutUnknown({
    id,
    title: paper.title,
    abstract: paper.summary,
    organization: organization?.fullname || organization?.name,
    // Not the item's own: that is New York's wall time with a Z behind it.
    publishedAt: paper.publishedAt,
    feedDate,
    feedRank: place.rank,
    upvotes: paper.upvotes,
    comments: item.numComments,
    githubRepo: repositoryAddress(paper.githubRepo?.trim()),
    githubStars: paper.githubStars,
    projectPage: pageAddress(paper.projectPage?.trim()),
    thumbnail: item.thumbnail,
    aiSummary: paper.ai_summary,
    aiKeywords: paper.ai_keywords?.filter((word) => typeof word === 'string' && word.trim() !== ''),
    url: `https://huggingface.co/papers/${id}`,
    pdfUrl: `https://arxiv.org/pdf/${id}`,
    source: 'hugging-face',
  });
  // An empty list is no lack of knowledge: nobody wants to be named.
  return authors === undefined ? fields : { ...fields, authors };
}

/** Cut off the text, never by way of a local time: midnight UTC is the day before in New York. */
function feedDayOf({ submittedOnDailyAt }: PaperFields): string | undefined {
  const day = submittedOnDailyAt?.slice(0, 10) ?? '';
  return isCalendarDate(day) ? day : undefined;
}

/** Usually a whole address, sometimes `owner/repo`. */
function repositoryAddress(text: string | undefined): string | undefined {
  const short = text !== undefined && /^[\w-]+\/[\w.-]+$/.test(text);
  return short ? `https://github.com/${text}` : pageAddress(text);
}

/** What was typed without its scheme is meant all the same; anything else is judged as it is. */
function pageAddress(text: string | undefined): string | undefined {
  const bare = text !== undefined && /^(?:[\w-]+\.)+[a-z]{2,20}(?:\/\S*)?$/i.test(text);
  return bare ? `https://${text}` : text;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}

function withoutUnknown(fields: { readonly [Field in keyof Paper]: unknown }): PaperCandidate {
  const known = Object.entries(fields).filter(
    ([, value]) => isSet(value) && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(known);
}
