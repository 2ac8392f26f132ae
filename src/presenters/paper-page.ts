import type { Action, Block, Fields, Text } from '../core/reply.js';
import type { Paper } from '../papers/paper.js';
import { bylineOf, counted, longDate, paperLink, shownTitle, thumbnailOf } from './paper-card.js';

const MOST_AUTHORS = 20;

/** A paper in full: abstract, authors or organisation, dates, code, and the source's own summary where there is one. */
export function paperPage(paper: Paper): readonly Block[] {
  const thumbnail = thumbnailOf(paper);
  const picture = thumbnail === undefined ? {} : { thumbnail };
  const { aiSummary, abstract = 'No abstract is known.' } = paper;
  const texts: readonly Text[] = [
    ...(aiSummary === undefined ? [] : [summaryBlock(aiSummary)]),
    { type: 'text', spans: [{ text: abstract }] },
  ];
  return [
    { type: 'heading', text: shownTitle(paper) },
    { type: 'text', spans: [{ text: bylineOf(paper) }], subtle: true },
    ...texts.map((text, at) => (at === 0 ? { ...text, ...picture } : text)),
    ...factsOf(paper),
    { type: 'actions', actions: pageActions(paper) },
  ];
}

function summaryBlock(summary: string): Text {
  return { type: 'text', spans: [{ text: 'In short: ', style: 'strong' }, { text: summary }] };
}

function factsOf(paper: Paper): readonly Fields[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Authors', authorList(paper)],
    ['Organisation', paper.organization],
    ['Published', paper.publishedAt === undefined ? undefined : longDate(paper.publishedAt)],
    ['Listed', paper.feedDate === undefined ? undefined : longDate(paper.feedDate)],
    ['Upvotes', paper.upvotes?.toLocaleString('en')],
    ['Comments', paper.comments?.toLocaleString('en')],
    ['Code', codeOf(paper)],
    ['Project', paper.projectPage],
    ['Keywords', paper.aiKeywords?.join(', ')],
    ['Id', paper.id],
  ];
  const fields = facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
  return [{ type: 'fields', fields }];
}

function authorList({ authors = [], authorCount }: Paper): string | undefined {
  if (authors.length === 0) return authorCount === undefined ? undefined : authorCount.toLocaleString('en');
  const more = Math.max(authorCount ?? 0, authors.length) - MOST_AUTHORS;
  const named = authors.slice(0, MOST_AUTHORS).join(', ');
  return more > 0 ? `${named} and ${more.toLocaleString('en')} more` : named;
}

function codeOf({ githubRepo, githubStars }: Paper): string | undefined {
  if (githubRepo === undefined) return undefined;
  return githubStars === undefined ? githubRepo : `${githubRepo} (${counted(githubStars, 'star')})`;
}

function pageActions(paper: Paper): readonly Action[] {
  const links: readonly (readonly [string, string | undefined])[] = [
    [paper.url === undefined ? 'Find on Hugging Face' : 'Open', paperLink(paper)],
    ['PDF', paper.pdfUrl],
    ['Code', paper.githubRepo],
    ['Project', paper.projectPage],
  ];
  return [
    { kind: 'command', label: 'Similar', command: 'similar', options: { paper: paper.id } },
    ...links.flatMap(([label, url]): Action[] => (url === undefined ? [] : [{ kind: 'link', label, url }])),
  ];
}
