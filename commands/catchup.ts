import {
  askerOf,
  type Block,
  type Context,
  counted,
  createNotice,
  createReply,
  defineCommand,
  LAST_PAGE,
  missingPage,
  pager,
  paperCards,
  type Reply,
  reasonedCard,
  rememberList,
  spanOption,
  UserError,
  z,
} from '../src/sdk.js';

const PAGE = 10;

export default defineCommand({
  name: 'catchup',
  description: 'What your topics would have brought lately, each paper once, the best first',
  visibility: 'caller',
  guide: [
    '`catchup span:2w` goes through all of your topics, paused ones, too, and leaves out nothing that was brought already.',
    'How far back: hours, days, weeks or months (12h, 7d, 2w, 1m), up to 90 days.',
  ],
  options: z.object({
    span: spanOption().prefault('7d').describe('How far back to look, such as 12h, 7d or 2w'),
    papers: z
      .string()
      .max(3_000)
      .regex(/^[\w./-]+(?:,[\w./-]+)*$/)
      .optional()
      .describe('Only these, by their ids: what there was no room for in a digest'),
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('Which page to show'),
  }),
  async execute({ span, papers, page }, context) {
    return papers === undefined ? caughtUp(span, page, context) : behind(papers, page, context);
  },
});

async function caughtUp(
  span: { milliseconds: number; words: string },
  page: number,
  context: Context,
): Promise<Reply> {
  const { services, clock } = context;
  const found = await services.topicInsight.catchUp(askerOf(context), span.milliseconds);
  if (found === 'no-topics')
    return createNotice('info', 'You have no topics yet. `subscribe <query>` makes one.');
  if (found.length === 0) {
    const text = `No paper of the last ${span.words} matches your topics. \`subscriptions\` lists them; \`subscribe <query>\` adds one.`;
    return createNotice('info', text);
  }
  const shown = pageOf(found, page);
  const cards = shown.items.map(({ paper, topics }, at) =>
    reasonedCard(paper, topics, clock.now(), shown.first + at),
  );
  rememberList(
    context,
    shown.items.map(({ paper }) => paper),
    shown.first,
  );
  const heading = `${counted(found.length, 'paper')} on your topics in the last ${span.words}`;
  return listed(heading, cards, pagerOf(found.length, page, { span: spanText(span) }));
}

function behind(ids: string, page: number, context: Context): Reply {
  const { catalog } = context.services;
  const found = ids.split(',').flatMap((id) => catalog.get(id) ?? []);
  if (found.length === 0) return createNotice('info', 'I do not know these papers any more.');
  const { items, first } = pageOf(found, page);
  rememberList(context, items, first);
  const heading = `${counted(found.length, 'more paper')} on your topics`;
  return listed(heading, paperCards(items, { first }), pagerOf(found.length, page, { papers: ids }));
}

function listed(heading: string, cards: readonly Block[], pages: readonly Block[]): Reply {
  return createReply([{ type: 'heading', text: heading }, ...cards, ...pages]);
}

function pageOf<Item>(all: readonly Item[], page: number) {
  const items = all.slice((page - 1) * PAGE, page * PAGE);
  if (items.length > 0) return { items, first: (page - 1) * PAGE + 1 };
  throw new UserError(missingPage(page, Math.ceil(all.length / PAGE), 'the list'));
}

function pagerOf(total: number, page: number, options: Readonly<Record<string, string>>): readonly Block[] {
  return pager({ page, limit: PAGE, fixed: true, total, command: 'catchup', options });
}

function spanText({ milliseconds }: { milliseconds: number }): string {
  return `${Math.round(milliseconds / 3_600_000)}h`;
}
