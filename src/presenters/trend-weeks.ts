import type { Block } from '../core/reply.js';
import type { TrendWeek } from '../papers/trends.js';
import { counted, longDate } from './paper-card.js';

const BARS = '▁▂▃▄▅▆▇█';

/** Numbers as a line of bars, the lowest for zero and less; empty for no numbers. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  const barOf = (value: number) => BARS[Math.round((Math.max(0, value) / most) * (BARS.length - 1))] ?? '';
  return values.map(barOf).join('');
}

/** How papers and their votes went, week by week: two lines of bars, and the figures, the newest week first. */
export function trendTable(weeks: readonly TrendWeek[]): readonly Block[] {
  const [papers, votes] = [weeks.map((week) => week.papers), weeks.map((week) => week.votes)];
  const hasVotes = votes.some((gained) => gained !== 0);
  const figuresOf = (week: TrendWeek) =>
    hasVotes
      ? `${counted(week.papers, 'paper')}, ${counted(week.votes, 'vote')}`
      : counted(week.papers, 'paper');
  return [
    line('Papers', papers),
    hasVotes
      ? line('Votes', votes)
      : { type: 'text', spans: [{ text: 'No votes of these weeks are known.' }], subtle: true },
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
