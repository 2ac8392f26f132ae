import {
  type Block,
  type Context,
  canonical,
  changeDailyList,
  channelOption,
  createNotice,
  createReply,
  dailyStatus,
  defineCommand,
  filterOption,
  layoutFor,
  localMoment,
  openPlace,
  previewSentence,
  previewTopic,
  previewWarnings,
  type Reply,
  stopDailyList,
  timeOption,
  UserError,
  z,
  zoneOption,
} from '../src/sdk.js';

type Filter = z.output<ReturnType<typeof filterOption>>;
type Schedule = Awaited<ReturnType<Context['services']['daily']['show']>>['schedule'];

interface Wish {
  readonly at?: string | null | undefined;
  readonly zone?: string | null | undefined;
  readonly size?: number | undefined;
  readonly days?: 'all' | 'weekdays' | undefined;
  readonly query?: Filter | undefined;
  readonly quiet?: 'on' | 'off' | undefined;
  readonly batch?: 'complete' | 'now' | undefined;
  readonly style?: 'message' | 'thread' | 'forum' | undefined;
  readonly tag?: string | undefined;
}

export default defineCommand({
  name: 'daily',
  description: "This channel's daily list of papers: turn it on or off, see it, test it",
  visibility: 'everyone',
  permission: 'manage-channel',
  guide: [
    '`daily on at:09:00 zone:Europe/Berlin size:10` posts the most talked-about papers here every day at that time.',
    'A paper is posted in a channel once. Run `daily on` again to change what you name; the rest stays. `at:usual` and `zone:usual` are as the operator has set them.',
    '`daily on rag -survey` lists only papers that match all of the query; `query:all` takes it away again.',
    'On a day without papers nothing is posted. With `quiet:on` the channel is told, and why: none matched, the weekend, or a late source.',
    'Where new days come in, the list is of the last complete one. `batch:now` takes the newest as it stands; what it gains later is not made up for.',
    '`daily test` posts the list as it would look now, at once; its papers still come with the real one.',
    "`daily resume` looks again at a channel in which I could not post, and goes on there; today's list comes if it is still owed.",
    'On Discord, `style:thread` adds a thread to each list, to talk about it; in a forum each list is a post of its own, and `tag:news` tags it.',
    '`channel:#name` is for the list of another channel that you may manage; on Slack, a public one.',
  ],
  options: z.object({
    mode: z
      .enum(['on', 'off', 'show', 'test', 'resume'])
      .default('show')
      .describe('What to do with the list'),
    at: timeOption().optional().describe('The time of day, such as 09:00; "usual" as it is here'),
    zone: zoneOption().optional().describe('The time zone, such as Europe/Berlin; "usual" as it is here'),
    size: z.int().min(1).max(25).optional().describe('How many papers a list holds at most'),
    days: z.enum(['all', 'weekdays']).optional().describe('Every day, or Monday to Friday only'),
    query: filterOption().optional().describe('Only papers that match; "all" for every paper'),
    quiet: z.enum(['on', 'off']).optional().describe('Say so, and why, on days without papers'),
    batch: z
      .enum(['complete', 'now'])
      .optional()
      .describe('The last complete day, or the newest one as it stands'),
    style: z
      .enum(['message', 'thread', 'forum'])
      .optional()
      .describe('A message, one with a thread to talk about it, or a post in a forum'),
    tag: z
      .string()
      .min(1)
      .max(50)
      .optional()
      .describe('What posts in a forum are tagged with; "none" for nothing'),
    channel: channelOption().optional().describe('Another channel than this one'),
  }),
  form: {
    title: 'The daily list',
    fields: ['at', 'zone', 'size', 'days', 'query'],
    emptied: { at: 'usual', zone: 'usual', size: 10, days: 'all', query: 'all' },
  },
  usual: ({ about }) => ({ at: about.defaultAt, zone: about.defaultZone, size: 10, query: 'all' }),
  execute({ mode, channel: _, ...wish }, context) {
    switch (mode) {
      case 'on':
        return turnOn(wish, context);
      case 'off':
        return refuseWish(wish) ?? turnOff(context);
      case 'show':
        return refuseWish(wish) ?? show(context);
      case 'test':
        return test(wish, context);
      case 'resume':
        return refuseWish(wish) ?? resume(context);
    }
  },
});

/** A wish that would go unheard: most likely a mistyped mode, whose words were taken for a query. */
function refuseWish(wish: Wish): undefined {
  const named = Object.entries(wish).find(([, value]) => value !== undefined)?.[0];
  if (named === undefined) return undefined;
  throw new UserError(
    `\`mode\` takes one of on, off, show, test, resume; \`${named}\` goes with \`daily on\` and \`daily test\`.`,
  );
}

async function turnOn(wish: Wish, context: Context): Promise<Reply> {
  const { target, caller, services } = context;
  const { schedule: before, last } = await services.daily.show(target);
  const layout = await layoutFor(wish, before?.layout, context);
  const allowed = await services.destinations.check(target, layout);
  if (!allowed.ok) throw new UserError(allowed.missing);
  const settings = (now: Schedule) => ({ ...settingsOf(wish, now, context), layout });
  const schedule = await services.daily.turnOn(target, settings, caller);
  const next = localMoment(schedule.nextRunAt, schedule.zone);
  const text =
    before === undefined
      ? `The daily list${of(context)} is on; the first one comes on ${next}.`
      : `The daily list${of(context)} is changed.`;
  return createReply([
    { type: 'notice', level: 'info', text },
    ...dailyStatus({ schedule, last }),
    ...(await previewOf(wish, context)),
    buttons(schedule, context),
  ]);
}

/** What the filter would have brought of late, and what is odd about it. */
async function previewOf({ query }: Wish, { services, clock }: Context): Promise<readonly Block[]> {
  if (query === undefined || query === 'all') return [];
  const preview = await previewTopic({ query, papers: services.catalog.all(), now: clock.now() });
  return [
    { type: 'text', spans: [{ text: previewSentence(preview) }], subtle: true },
    ...previewWarnings(preview),
  ];
}

function settingsOf(wish: Wish, before: Schedule, { services: { about } }: Context) {
  const query = wish.query === undefined ? before?.query : filterOf(wish.query);
  return {
    at: orStays(wish.at, before?.at) ?? about.defaultAt,
    zone: orStays(wish.zone, before?.zone) ?? about.defaultZone,
    size: wish.size ?? before?.size ?? 10,
    days: wish.days ?? before?.days ?? 'all',
    ...(query === undefined ? {} : { query }),
    quiet: wish.quiet === undefined ? (before?.quiet ?? false) : wish.quiet === 'on',
    batch: wish.batch ?? before?.batch ?? 'complete',
  };
}

/** What is null is as usual again. */
function orStays(wish: string | null | undefined, before: string | undefined): string | null | undefined {
  return wish === undefined ? before : wish;
}

function filterOf(query: Filter): string | undefined {
  return query === 'all' ? undefined : canonical(query.root);
}

async function turnOff(context: Context): Promise<Reply> {
  const wasOn = await context.services.daily.turnOff(context.target);
  const text = wasOn
    ? `The daily list${of(context)} is off. \`daily on\` brings it back.`
    : `The daily list${of(context)} was not on.`;
  return createNotice('info', text);
}

async function show(context: Context): Promise<Reply> {
  const { target, elsewhere, services } = context;
  const { schedule, last } = await services.daily.show(target);
  if (schedule === undefined) {
    const where = elsewhere === undefined ? 'here' : `in ${elsewhere}`;
    const text = `There is no daily list ${where}. \`daily on at:09:00\` starts one.`;
    const start = changeDailyList('Start one…', settingsOf({}, undefined, context), channelOf(context));
    return createReply([
      { type: 'notice', level: 'info', text },
      { type: 'actions', actions: [start] },
    ]);
  }
  return createReply([
    { type: 'heading', text: `The daily list of ${elsewhere ?? 'this channel'}` },
    ...dailyStatus({ schedule, last }),
    buttons(schedule, context),
  ]);
}

async function test(wish: Wish, context: Context): Promise<Reply> {
  const { target, services } = context;
  const { schedule } = await services.daily.show(target);
  const layout = await layoutFor(wish, schedule?.layout, context);
  const allowed = await openPlace(target, context, layout);
  if (!allowed.ok) throw new UserError(allowed.missing);
  const settings = { ...settingsOf(wish, schedule, context), layout };
  if (!(await services.dailyTest.post(target, settings)))
    throw new UserError('There were three tests in this minute already. Try again in a moment.');
  return createNotice(
    'info',
    `A test of the daily list${of(context)} is on its way; it comes within seconds.`,
  );
}

async function resume(context: Context): Promise<Reply> {
  const { target, services, elsewhere } = context;
  const { state } = await services.destinations.stateOf(target);
  const { schedule } = await services.daily.show(target);
  const resumed = await services.destinations.resume(target, schedule?.layout);
  if (!resumed.ok) throw new UserError(resumed.missing);
  const where = elsewhere === undefined ? 'here' : `in ${elsewhere}`;
  const found =
    state === 'active' ? `I can post ${where}, and have not stopped.` : `I can post ${where} again.`;
  return createNotice('info', `${found} ${await nextOf(resumed.reopened, context)}`);
}

/** What comes after a destination has been resumed. */
async function nextOf(reopened: number, { target, services, clock }: Context): Promise<string> {
  const { schedule } = await services.daily.show(target);
  if (reopened > 0) return 'What could not be posted comes within a minute.';
  if (schedule === undefined) return 'There is no daily list; `daily on` starts one.';
  const { nextRunAt, zone } = schedule;
  if (nextRunAt <= clock.now()) return "Today's list comes within a minute, if it is not too late for it.";
  return `The next list comes on ${localMoment(nextRunAt, zone)}.`;
}

/** Which list is meant, where it is not the one of the channel in which somebody asks. */
function of({ elsewhere }: Context): string {
  return elsewhere === undefined ? '' : ` of ${elsewhere}`;
}

function buttons(schedule: NonNullable<Schedule>, context: Context): Block {
  const channel = channelOf(context);
  const { type, actions } = stopDailyList(channel);
  return { type, actions: [changeDailyList('Change…', schedule, channel), ...actions] };
}

/** The id of the channel that is meant, where that is another one. */
function channelOf({ elsewhere, target }: Context): string | undefined {
  return elsewhere === undefined ? undefined : target.id;
}
