import type { Chart } from '../charts/chart.js';
import { cutText } from '../core/safe-text.js';
import type { TrendWeek } from '../papers/trends.js';
import { counted, longDate } from './paper-card.js';
import { hasVotes } from './trend-weeks.js';

/** So much of a query has room above a chart, and in what is said of it. */
const LONGEST_TITLE = 45;
const LONGEST_SUBJECT = 80;
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Papers and votes week by week as a chart; the last week is the one that it is now. */
export function trendChart(subject: string, weeks: readonly TrendWeek[]): Chart {
  const what = hasVotes(weeks) ? 'papers and votes by week' : 'papers by week';
  const plain = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const votes = { name: 'Votes', values: weeks.map((week) => week.votes) };
  return {
    titles: [`${cutText(subject, LONGEST_TITLE)}: ${what}`, plain],
    across: { name: 'Week from Monday, in UTC', values: weeks.map(labelOf) },
    bars: { name: 'Papers', values: weeks.map((week) => week.papers) },
    ...(hasVotes(weeks) ? { line: votes } : {}),
    unfinished: true,
  };
}

/** Everything that the chart says, for who cannot see it: at most 1,024 characters. */
export function trendWords(subject: string, weeks: readonly TrendWeek[]): string {
  const papers = weeks.map((week) => week.papers);
  const votes = weeks.map((week) => week.votes);
  const monday = (place: number) => longDate(weeks.at(place)?.monday ?? '');
  const most = (values: readonly number[]) => {
    const place = values.indexOf(Math.max(...values));
    return `most in the week of ${monday(place)} (${figure(values[place] ?? 0)})`;
  };
  const said = [
    `Bars: papers on ${cutText(subject, LONGEST_SUBJECT)} by week, from that of ${monday(0)} to that of ${monday(-1)}, which is not over.`,
    `${counted(sum(papers), 'paper')} in all, ${most(papers)}.`,
    ...(hasVotes(weeks)
      ? [`A line: their votes, ${counted(sum(votes), 'vote')} in all, ${most(votes)}.`]
      : []),
    `Papers week by week: ${papers.map(figure).join(', ')}.`,
    ...(hasVotes(weeks) ? [`Votes week by week: ${votes.map(figure).join(', ')}.`] : []),
  ];
  return said.join(' ');
}

/** The year stands below the first week and below the first one of another year. */
function labelOf({ monday }: TrendWeek, place: number, weeks: readonly TrendWeek[]): string {
  const day = DAY.format(Date.parse(monday));
  if (place === weeks.length - 1) return `${day}\n(so far)`;
  const year = monday.slice(0, 4);
  return weeks[place - 1]?.monday.slice(0, 4) === year ? day : `${day}\n${year}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function figure(value: number): string {
  return value.toLocaleString('en');
}
