import type { Paper } from '../papers/paper.js';
import { rankByTrend } from '../papers/trending.js';
import { isNews, NEWS_MS } from './topic-digest.js';

const EARLIEST = new Date(0).toISOString();
/** Papers of one batch come one after the other: when nothing has followed for so long, it is complete. */
const SETTLED_MS = 20_000;

/** The newest papers. Asking is cheap while none have come, for it is done every ten seconds and there may be a million. */
export interface NewsDesk {
  /** What the newest papers are known by, once all of them are in. */
  batch(now: Date): string | undefined;
  /** What topics are matched against, the best first. */
  news(now: Date): readonly Paper[];
}

export function createNewsDesk(catalog: { all(): readonly Paper[] }): NewsDesk {
  let known: readonly Paper[] | undefined;
  let changedAt = 0;
  let batch = '';
  return {
    batch(now) {
      const papers = catalog.all();
      if (papers !== known) {
        known = papers;
        const name = nameOf(papers);
        if (name !== batch) changedAt = now.getTime();
        batch = name;
      }
      return now.getTime() - changedAt >= SETTLED_MS ? batch : undefined;
    },
    news(now) {
      const since = new Date(now.getTime() - NEWS_MS);
      const earliest = since.toISOString();
      const recent = catalog.all().filter(({ firstSeenAt = '' }) => firstSeenAt > earliest);
      return rankByTrend(
        recent.filter((paper) => isNews(paper, since, now)),
        now,
      );
    },
  };
}

/** The time alone is not enough: papers that are read from one file are first seen at one instant. What was only looked up is no news. */
function nameOf(papers: readonly Paper[]): string {
  const brought = papers.filter(({ firstSeenAt }) => firstSeenAt !== undefined);
  return `batch:${Date.parse(brought.reduce(later, EARLIEST))}-${brought.length}`;
}

function later(latest: string, { firstSeenAt = '' }: Paper): string {
  return firstSeenAt > latest ? firstSeenAt : latest;
}
