import {
  type Context,
  createNotice,
  createReply,
  defineCommand,
  LAST_PAGE,
  lateSources,
  longDate,
  missingPage,
  pager,
  paperCards,
  queryOption,
  rememberList,
  UserError,
  z,
} from '../src/sdk.js';

export default defineCommand({
  name: 'trending',
  description: 'The most talked-about papers of the newest day, week or month',
  visibility: 'everyone',
  guide: [
    'Score = (upvotes + 2 × comments) / (age in hours + 12)^1.3; the order of the source breaks ties.',
    'Age counts from the start of the day the paper was listed. Where upvotes are unknown, comments and the order of the source decide.',
    'A day is the newest one with papers, named in the heading, which says so while it still fills; weeks (7 days) and months (30 days) end on it.',
  ],
  options: z.object({
    period: z.enum(['day', 'week', 'month']).default('day').describe('How far back to look'),
    query: queryOption().optional().describe('Only papers that match these words'),
    limit: z.int().min(1).max(25).default(10).describe('How many papers a page shows'),
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('Which page to show'),
  }),
  async execute({ period, query, limit, page }, context) {
    const first = (page - 1) * limit + 1;
    const list = await context.services.papers.trending({
      period,
      query,
      limit,
      offset: first - 1,
      now: context.clock.now(),
    });
    const about = query === undefined ? '' : ` for ${query.text}`;
    const days = await daysOf(list.days, context);
    if (list.total === 0) return createNotice('info', `No trending papers${about} ${days}.`);
    if (list.papers.length === 0) {
      throw new UserError(missingPage(page, Math.ceil(list.total / limit), 'the list'));
    }
    rememberList(context, list.papers, first);
    const options = { period, ...(query === undefined ? {} : { query: query.text }) };
    return createReply([
      { type: 'heading', text: `Trending papers${about} ${days}` },
      ...lateSources(await context.services.sourceStates.all(), context.clock.now()),
      ...paperCards(list.papers, { first, query }),
      ...pager({ page, limit, total: list.total, command: 'trending', options }),
    ]);
  },
});

/** The days of a list in words; the newest one is marked while its batch may still grow. */
async function daysOf(
  days: { readonly first: string; readonly last: string } | undefined,
  { services }: Context,
): Promise<string> {
  if (days === undefined) return 'of all time';
  const { first, last } = days;
  const newest = (await services.feedDays.all()).find(({ day }) => day === last);
  const filling = newest?.state === 'filling' ? ' (still filling)' : '';
  const span = first === last ? `of ${longDate(last)}` : `from ${longDate(first)} to ${longDate(last)}`;
  return `${span}${filling}`;
}
