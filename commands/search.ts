import {
  type Block,
  counted,
  createNotice,
  createReply,
  defineCommand,
  LAST_PAGE,
  missingPage,
  pager,
  paperCards,
  queryOption,
  rememberList,
  UserError,
  z,
} from '../src/sdk.js';

export default defineCommand({
  name: 'search',
  description: 'Find papers by words, phrases and exclusions',
  visibility: 'everyone',
  guide: [
    'Words, phrases, OR, exclusions, fields, counts and dates: `help query` shows all of it on one screen.',
    'Papers with all of your words come first; where there are few, papers with some of them follow.',
    'Put a "phrase" in quotes, and a - before a word or phrase that must not be there: `search "chain of thought" -vision`.',
    'Word forms count as one (transformer, transformers); the form you wrote ranks higher.',
  ],
  options: z.object({
    query: queryOption().describe('What to look for: words, "phrases", -exclusions'),
    sort: z.enum(['relevance', 'new', 'top']).default('relevance').describe('Which papers come first'),
    limit: z.int().min(1).max(25).default(5).describe('How many papers a page shows'),
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('Which page to show'),
  }),
  async execute({ query, sort, limit, page }, context) {
    const first = (page - 1) * limit + 1;
    const found = await context.services.papers.search({
      query,
      sort,
      limit,
      offset: first - 1,
      now: context.clock.now(),
    });
    if (found.total === 0) {
      return createNotice(
        'info',
        `Nothing found for ${query.text}. Try fewer or other words, take a filter out (\`help query\`), or see what is \`trending\`.`,
      );
    }
    if (found.papers.length === 0) {
      throw new UserError(missingPage(page, Math.ceil(found.total / limit), query.text));
    }
    rememberList(context, found.papers, first);
    return createReply([
      { type: 'heading', text: `${counted(found.total, 'paper')} for ${query.text}` },
      ...widened(found.strict, found.total),
      ...paperCards(found.papers, { first, query }),
      ...pager({ page, limit, total: found.total, command: 'search', options: { query: query.text, sort } }),
    ]);
  },
});

function widened(strict: number, total: number): readonly Block[] {
  if (strict === total) return [];
  const text =
    strict === 0
      ? 'No paper has all of these words; these have some of them.'
      : `${counted(strict, 'paper')} with all of these words; the others have some of them.`;
  return [{ type: 'notice', level: 'info', text }];
}
