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
  const papers = ranked.filter(({ id }) => !history.paperIds.has(id)).slice(0, size);
  return papers.length === 0 && history.toldExhausted ? undefined : { date, papers };
}
