import type { Block, Image } from '../core/reply.js';
import type { TrendWeek } from '../papers/trends.js';
import { counted, longDate } from './paper-card.js';

const UNKNOWN_VOTES: Block = {
  type: 'text',
  spans: [{ text: 'No votes of these weeks are known.' }],
  subtle: true,
};
const BARS = '▁▂▃▄▅▆▇█';

/** Numbers as a line of bars, the lowest for zero and less; empty for no numbers. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  const barOf = (value: number) => BARS[Math.round((Math.max(0, value) / most) * (BARS.length - 1))] ?? '';
  return values.map(barOf).join('');
}

/** Whether anything is known of the votes of these weeks. */
export function hasVotes(weeks: readonly TrendWeek[]): boolean {
  return weeks.some(({ votes }) => votes !== 0);
}

/** How papers and their votes went, week by week: a picture or two lines of bars, and the figures, the newest week first. */
export function trendTable(weeks: readonly TrendWeek[], picture?: Image): readonly Block[] {
  const voted = hasVotes(weeks);
  const papers = line(
    'Papers',
    weeks.map((week) => week.papers),
  );
  const votes = line(
    'Votes',
    weeks.map((week) => week.votes),
  );
  const figuresOf = (week: TrendWeek) =>
    voted
      ? `${counted(week.papers, 'paper')}, ${counted(week.votes, 'vote')}`
      : counted(week.papers, 'paper');
  return [
    ...(picture === undefined ? [papers, ...(voted ? [votes] : [])] : [picture]),
    ...(voted ? [] : [UNKNOWN_VOTES]),
    {
      type: 'fields',
      fields: weeks
        .toReversed()
        .map((week) => ({ label: `Week of ${longDate(week.monday)}`, value: figuresOf(week) })),
    },
  ];
}

function line(label: string, values: readonly number[]): Block {
  return { type: 'text', spans: [{ text: `${label} ` }, { text: sparkline(values), style: 'code' }] };
}
