import { type Block, createReply, type Reply } from '../core/reply.js';
import type { Paper } from '../papers/paper.js';
import { onlyMatching, stopDailyList } from './daily-status.js';
import { counted, longDate, paperCard, plainCard } from './paper-card.js';
import { lateNotice, type SourceStatus } from './source-status.js';

/** Why there are no papers: all were posted, none of so many matched, or the source has brought nothing new, is late, or rests at weekends. */
export type QuietDay =
  | { readonly kind: 'exhausted' | 'nothing-new' | 'late' | 'weekend' }
  | { readonly kind: 'unmatched'; readonly papers: number };

export interface ShownDailyList {
  /** A local date. */
  readonly date: string;
  /** In canonical form, where the list is of papers that match it. */
  readonly query?: string;
  readonly papers: readonly Paper[];
  /** The feed day of the papers, where that is not the date. */
  readonly feedDay?: string;
  /** The source of newer ones, where it is late. */
  readonly late?: SourceStatus;
  /** The ids of those of which only title and link can be shown. */
  readonly plain?: ReadonlySet<string>;
  /** Where there are no papers. */
  readonly quiet?: QuietDay;
  /** The id of the channel that its button stops, where that is not the one in which it is read. */
  readonly stops?: string;
}

/** A channel's list for a local date; without papers it says why there are none. */
export function dailyList(list: ShownDailyList): Reply {
  const { query, papers, plain, quiet = EXHAUSTED, stops } = list;
  if (papers.length === 0)
    return createReply([
      { type: 'notice', level: 'info', text: quietSentence(quiet, query) },
      stopDailyList(stops),
    ]);
  return createReply([
    ...beginningOf(list),
    ...onlyMatching(query),
    // Without numbers: a number names a paper of the list that a person has asked for.
    ...papers.map((paper) => (plain?.has(paper.id) === true ? plainCard(paper) : paperCard(paper))),
    stopDailyList(stops),
  ]);
}

/** For which day the list is, or, where newer papers are late, of which day its papers are. */
function beginningOf({ date, papers, feedDay, late }: ShownDailyList): readonly Block[] {
  const heading = (when: string): Block => ({
    type: 'heading',
    text: `${counted(papers.length, 'paper')} ${when}`,
  });
  if (late !== undefined)
    return [
      heading(feedDay === undefined ? `for ${longDate(date)}` : `of ${longDate(feedDay)}`),
      lateNotice(late),
    ];
  const listed = (day: string): Block => ({
    type: 'text',
    spans: [{ text: `Listed on ${longDate(day)}` }],
    subtle: true,
  });
  return [heading(`for ${longDate(date)}`), ...(feedDay === undefined ? [] : [listed(feedDay)])];
}

/** A list that somebody wanted to see now, as a test: it says so first. */
export function testOf({ blocks }: Reply): Reply {
  return createReply([TEST, ...blocks]);
}

const EXHAUSTED: QuietDay = { kind: 'exhausted' };
const TEST: Block = {
  type: 'notice',
  level: 'info',
  text: 'This is a test: so the list would look now. Its papers still come with the real one.',
};
const GOES_ON = 'The list goes on by itself when new ones arrive.';

function quietSentence(quiet: QuietDay, query: string | undefined): string {
  const matching = query === undefined ? '' : ` that matches \`${query}\``;
  switch (quiet.kind) {
    case 'unmatched':
      return `No list today: ${counted(quiet.papers, 'paper')}, none matched \`${query ?? ''}\`. ${GOES_ON}`;
    case 'exhausted':
      return `Every paper I know${matching} has been posted here. ${GOES_ON}`;
    case 'nothing-new':
      return `No list today: no new papers have come since the last one.${only(query)}`;
    case 'weekend':
      return `No list today: it is the weekend, when no new papers come.${only(query)}`;
    case 'late':
      return `No list today: the source of new papers is late.${only(query)}`;
  }
}

function only(query: string | undefined): string {
  return query === undefined ? '' : ` This list is of papers that match \`${query}\`.`;
}
