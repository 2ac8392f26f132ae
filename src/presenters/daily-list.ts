import { createReply, type Reply } from '../core/reply.js';
import type { Paper } from '../papers/paper.js';
import { stopDailyList } from './daily-status.js';
import { counted, longDate, paperCard } from './paper-card.js';

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
    return createReply([{ type: 'notice', level: 'info', text }, stopDailyList()]);
  }
  return createReply([
    { type: 'heading', text: `${counted(papers.length, 'paper')} for ${longDate(date)}` },
    // Without numbers: a number names a paper of the list that a person has asked for.
    ...papers.map((paper) => paperCard(paper)),
    stopDailyList(),
  ]);
}
