import {
  askerOf,
  type Block,
  type Context,
  createNotice,
  createReply,
  defineCommand,
  demandPlace,
  LAST_PAGE,
  missingPage,
  openPlace,
  pager,
  placeName,
  topicItem,
  topicOption,
  UserError,
  z,
} from '../src/sdk.js';

/** With their buttons, more do not fit into one message. */
const PAGE = 5;

export default defineCommand({
  name: 'subscriptions',
  description: 'Your topics: when each comes next, how the last digest went; change, pause or stop them',
  visibility: 'caller',
  guide: ['A paused topic brings nothing until it is resumed; what came in meanwhile is not made up for.'],
  options: z.object({
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('Which page to show'),
    pause: topicOption().optional().describe('The number of a topic to pause'),
    resume: topicOption().optional().describe('The number of a topic to resume'),
  }),
  async execute({ page, pause, resume }, context) {
    const { topics } = context.services;
    const asker = askerOf(context);
    if (pause !== undefined) await topics.pause(asker, pause);
    if (resume !== undefined) await resumed(resume, context);
    const all = await topics.list(asker);
    const closed = all.some(({ subscription: { target } }) => target.kind === 'direct')
      ? await reopened(context)
      : undefined;
    if (all.length === 0) {
      return createNotice('info', 'You have no topics yet. `subscribe <query>` shows what one would bring.');
    }
    const touched = all.findIndex(({ subscription: { number } }) => number === (pause ?? resume));
    const shown = touched < 0 ? page : Math.floor(touched / PAGE) + 1;
    const pages = Math.ceil(all.length / PAGE);
    if (shown > pages) throw new UserError(missingPage(shown, pages, 'the list of your topics'));
    return createReply([
      { type: 'heading', text: all.length === 1 ? 'Your topic' : `Your ${all.length} topics` },
      ...(closed === undefined ? [] : [closed]),
      ...all.slice((shown - 1) * PAGE, shown * PAGE).map(({ subscription, time, last }) => {
        const place = placeName(subscription.target, context);
        return topicItem(subscription, { time, place, last });
      }),
      ...pager({
        page: shown,
        limit: PAGE,
        fixed: true,
        total: all.length,
        command: 'subscriptions',
        options: {},
      }),
    ]);
  },
});

/** Who may not have topics brought to a channel any more may not resume one there either. */
async function resumed(number: number, context: Context): Promise<void> {
  const { topics } = context.services;
  const asker = askerOf(context);
  const topic = (await topics.list(asker)).find(({ subscription }) => subscription.number === number);
  if (topic !== undefined) await demandPlace(topic.subscription.target, context, true);
  await topics.resume(asker, number);
}

/** Where somebody's direct messages were given up, they are tried again when that person asks. */
async function reopened(context: Context): Promise<Block | undefined> {
  const { direct } = askerOf(context);
  const { state } = await context.services.destinations.stateOf(direct);
  const found = state === 'active' ? undefined : await openPlace(direct, context);
  if (found === undefined || found.ok) return undefined;
  return {
    type: 'notice',
    level: 'warning',
    text: `Nothing is brought to you at the moment. ${found.missing}`,
  };
}
