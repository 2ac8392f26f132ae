import type { Paper } from '../papers/paper.js';
import type { QuietDay } from '../presenters/daily-list.js';
import type { SourceStatus } from '../presenters/source-status.js';
import type { PostingHistory } from './outbox.js';
import { type DailySchedule, isWeekend } from './schedule.js';

/** What a channel gets for a day. Without papers it is told why. */
export interface DailyList {
  /** The local date of the channel, YYYY-MM-DD. */
  readonly date: string;
  /** In canonical form, where only papers that match it are listed. */
  readonly query?: string;
  /** In rank order. */
  readonly papers: readonly Paper[];
  /** The feed day of the papers, where that is not the date. */
  readonly feedDay?: string;
  /** The source of newer ones, where it is late. */
  readonly late?: SourceStatus;
  /** The ids of those of which only title and link can be shown. */
  readonly plain?: ReadonlySet<string>;
  /** Why there are none; absent where there are some. */
  readonly quiet?: QuietDay;
  /** The id of the channel that its button stops, where that is not the one in which it is read: a post is a channel of its own. */
  readonly stops?: string;
}

/** How the source of new papers is, which is named where it is late; without any, the papers there are will be all for now. */
export type Supply = 'none' | 'well' | SourceStatus;

export interface DailyChoice extends Pick<DailySchedule, 'size' | 'query' | 'quiet'> {
  readonly date: string;
  readonly ranked: readonly Paper[];
  /** The feed day of these papers; a channel gets one list of a day, and nothing of one before it. */
  readonly day?: string;
  /** The ids of the papers that match the query; every paper does where there is none. */
  readonly matching?: ReadonlySet<string>;
  readonly history: PostingHistory;
  readonly supply: Supply;
}

/**
 * The next papers the channel has not had and wants. Where there are none: why, if the channel wants to be told, and once in any case when no
 * source will bring new ones; else nothing at all.
 */
export function chooseDailyList(choice: DailyChoice): DailyList | undefined {
  const { date, query, quiet = false, history, supply, day = date } = choice;
  const { papers, others } = pick(choice);
  const list = { date, papers, ...(query === undefined ? {} : { query }) };
  if (papers.length > 0)
    return {
      ...list,
      ...(day === date ? {} : { feedDay: day }),
      ...(typeof supply === 'object' ? { late: supply } : {}),
    };
  const owesExplanation = quiet || (supply === 'none' && !history.toldExhausted);
  return owesExplanation ? { ...list, quiet: reasonOf(others, choice) } : undefined;
}

/** The first papers that match, and how many of those that were looked at do not. */
function pick({ ranked, day, size, matching, history }: DailyChoice) {
  const papers: Paper[] = [];
  let others = 0;
  if (day !== undefined && day <= (history.feedDay ?? '')) return { papers, others };
  for (const paper of ranked) {
    if (papers.length >= size) break;
    if (history.paperIds.has(paper.id)) continue;
    if (matching?.has(paper.id) === false) others += 1;
    else papers.push(paper);
  }
  return { papers, others };
}

function reasonOf(others: number, { date, supply }: DailyChoice): QuietDay {
  if (typeof supply === 'object') return { kind: 'late' };
  if (others > 0) return { kind: 'unmatched', papers: others };
  if (supply === 'none') return { kind: 'exhausted' };
  return { kind: isWeekend(date) ? 'weekend' : 'nothing-new' };
}

/** A list as it is read where it goes. */
export function readIn(
  list: DailyList,
  { target, layout }: Pick<DailySchedule, 'target' | 'layout'>,
): DailyList {
  return layout?.style === 'forum' ? { ...list, stops: target.id } : list;
}
