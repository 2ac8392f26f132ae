import { createReply, type Reply } from '../core/reply.js';
import type { Paper } from '../papers/paper.js';
import { counted, longDate } from './paper-card.js';
import { paperCards } from './paper-list.js';

/** A channel's list for a local date; without papers it says that everything known has been posted. */
export function dailyList({
  date,
  papers,
}: {
  readonly date: string;
  readonly papers: readonly Paper[];
}): Reply {
  if (papers.length === 0) {
    const text = 'Every paper I know has been posted here. The list goes on by itself when new ones arrive.';
    return createReply([{ type: 'notice', level: 'info', text }]);
  }
  return createReply([
    { type: 'heading', text: `${counted(papers.length, 'paper')} for ${longDate(date)}` },
    ...paperCards(papers),
  ]);
}
