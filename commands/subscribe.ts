import {
  askerOf,
  type Block,
  type Context,
  changeTopic,
  createReply,
  defineCommand,
  demandPlace,
  paperCards,
  placeName,
  previewSentence,
  previewTopic,
  previewWarnings,
  type Query,
  queryOption,
  type Reply,
  stopTopic,
  targetFor,
  timeOption,
  topicFields,
  topicOption,
  topicOptions,
  z,
} from '../src/sdk.js';

type Topics = Context['services']['topics'];
type Draft = Awaited<ReturnType<Topics['draft']>>;
type Saved = Awaited<ReturnType<Topics['save']>>;
type Preview = Awaited<ReturnType<typeof previewTopic>>;

export default defineCommand({
  name: 'subscribe',
  description: 'Have new papers on a topic brought to you, or to this channel',
  visibility: 'caller',
  guide: [
    '`subscribe "chain of thought" -vision` shows what would match and when it would come; a button saves it.',
    'A paper is brought once, however many of your topics it matches, and not again when its votes change.',
    'The same query again changes that topic: `subscribe rag every:week day:fri`. With `number:3` topic 3 gets the new query. What you leave out stays.',
    '`at` is for one topic alone; your own time and zone are in `settings`. `at:usual` gives a topic that time again, `day:usual` Monday.',
    '`every:new` brings papers as soon as they are in. `to:here` is for those who may manage the channel, as everybody reads it there.',
    'One person has 100 topics at most, a server or workspace 1,000. `subscriptions` lists yours.',
  ],
  options: z.object({
    query: queryOption().describe('What to look out for: words, "phrases", -exclusions'),
    every: z.enum(['day', 'week', 'new']).optional().describe('How often; new: as soon as papers are in'),
    at: timeOption().optional().describe('The time of day, such as 09:00; "usual" as in settings'),
    day: z
      .enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'usual'])
      .transform((day) => (day === 'usual' ? null : day))
      .optional()
      .describe('The day of a weekly digest'),
    days: z.enum(['all', 'weekdays']).optional().describe('Every day, or Monday to Friday only'),
    max: z.int().min(1).max(25).optional().describe('How many papers a digest shows at most'),
    to: z.enum(['dm', 'here']).optional().describe('To you in direct messages, or to this channel'),
    number: topicOption().optional().describe('The topic of yours to change'),
    save: z.boolean().default(false).describe('Save it at once, without a preview'),
  }),
  form: {
    title: 'Your topic',
    fields: ['query', 'every', 'at', 'day', 'max'],
    emptied: { every: 'day', at: 'usual', day: 'usual', max: 10 },
  },
  async execute({ query, day: weekday, max: size, to, save, ...rest }, context) {
    const { services, clock } = context;
    const { topics, catalog } = services;
    const preview = await previewTopic({ query, papers: catalog.all(), now: clock.now() });
    const asker = askerOf(context);
    const wish = { ...rest, weekday, size, target: targetFor(to, context), query: preview.canonical };
    const draft = await topics.draft(asker, wish);
    await demandPlace(draft.topic.target, context, save);
    return save
      ? saved(await topics.save(asker, wish), preview, context)
      : previewed(draft, preview, query, context);
  },
});

function previewed(
  { topic, time, nextRunAt, before }: Draft,
  preview: Preview,
  query: Query,
  context: Context,
): Reply {
  const place = placeName(topic.target, context);
  const to = topic.target.kind === 'channel' ? 'here' : 'dm';
  const options = {
    ...topicOptions(topic, to, before),
    ...(before === undefined ? {} : { number: before.number }),
    save: true,
  };
  const label = before === undefined ? 'Save' : 'Save the change';
  return createReply([
    { type: 'heading', text: before === undefined ? 'A new topic' : `Topic ${before.number}, changed` },
    { type: 'text', spans: [{ text: previewSentence(preview) }] },
    ...previewWarnings(preview),
    topicFields(topic, { time, place, nextRunAt }),
    {
      type: 'actions',
      actions: [
        { kind: 'command', label, command: 'subscribe', options, replaces: true },
        changeTopic(topic, { label: 'Change…', before, place: to, replaces: true }),
      ],
    },
    ...paperCards(preview.hits, { query }).map(withoutNumber),
  ]);
}

/** Numbers name the papers of a list that was asked for. */
function withoutNumber(block: Block): Block {
  if (block.type !== 'item') return block;
  const { number: _number, ...item } = block;
  return item;
}

function saved({ outcome, state }: Saved, preview: Preview, context: Context): Reply {
  const { subscription, time } = state;
  const { number, target, nextRunAt } = subscription;
  const text = {
    added: `Saved as topic ${number}.`,
    changed: `Topic ${number} is changed.`,
    unchanged: `Topic ${number} is like that already.`,
  }[outcome];
  const place = placeName(target, context);
  return createReply([
    { type: 'notice', level: 'info', text: subscription.paused ? `${text} It is paused.` : text },
    ...previewWarnings(preview),
    topicFields(subscription, { time, place, nextRunAt }),
    {
      type: 'actions',
      actions: [
        stopTopic(subscription),
        { kind: 'command', label: 'All topics', command: 'subscriptions', options: {} },
      ],
    },
  ]);
}
