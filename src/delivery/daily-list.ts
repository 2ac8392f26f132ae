import type { Paper } from '../papers/paper.js';
import type { PostingHistory } from './outbox.js';

/** What a channel gets for a day. No papers means that it has had every paper there is, and is told so. */
export interface DailyList {
  /** The local date of the channel, YYYY-MM-DD. */
  readonly date: string;
  /** In rank order. */
  readonly papers: readonly Paper[];
}

/** The next papers the channel has not had; nothing at all when there are none and it has been told already. */
export function chooseDailyList(options: {
  readonly date: string;
  readonly size: number;
  readonly ranked: readonly Paper[];
  readonly history: PostingHistory;
}): DailyList | undefined {
  const { date, size, ranked, history } = options;
  const papers: Paper[] = [];
  for (const paper of ranked) {
    if (papers.length >= size) break;
    if (!history.paperIds.has(paper.id)) papers.push(paper);
  }
  return papers.length === 0 && history.toldExhausted ? undefined : { date, papers };
}
