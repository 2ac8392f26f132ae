import {
  type Context,
  counted,
  createNotice,
  createReply,
  defineCommand,
  type Image,
  queryOption,
  type TrendWeek,
  trendChart,
  trendTable,
  trendWords,
  z,
} from '../src/sdk.js';

export default defineCommand({
  name: 'trends',
  description: 'How many papers on a subject there were week by week, and their votes',
  visibility: 'everyone',
  guide: [
    'A paper counts in the week it was listed in, or published where it was in no list. Weeks begin on Monday, in UTC.',
    'Its first known votes count in that week too; what it gains later counts in the week it was seen in.',
  ],
  options: z.object({
    query: queryOption().describe('What the papers are about'),
    weeks: z.int().min(2).max(26).default(8).describe('How many weeks back to look'),
  }),
  async execute({ query, weeks }, context) {
    const trends = await context.services.papers.trends({ query, weeks, now: context.clock.now() });
    if (trends.total === 0) return createNotice('info', `No papers match ${query.text}.`);
    const inWeeks = trends.weeks.reduce((sum, { papers }) => sum + papers, 0);
    const all = counted(trends.total, 'paper');
    const text = `${query.text}: ${counted(inWeeks, 'paper')} in ${counted(weeks, 'week')}, ${all} in all`;
    // Of nothing but zeros, words say as much.
    const picture = inWeeks === 0 ? undefined : await drawTrend(query.text, trends.weeks, context);
    return createReply([{ type: 'heading', text }, ...trendTable(trends.weeks, picture)]);
  },
});

/** Nothing where no picture would be seen, or none came in time. */
async function drawTrend(
  subject: string,
  weeks: readonly TrendWeek[],
  { showsPictures, services }: Context,
): Promise<Image | undefined> {
  if (!showsPictures) return undefined;
  const png = await services.charts.draw(trendChart(subject, weeks));
  return png === undefined
    ? undefined
    : { type: 'image', png, alt: trendWords(subject, weeks), name: 'trends' };
}
