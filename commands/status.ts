import {
  type Block,
  balanceLine,
  type Context,
  createReply,
  dailyStatus,
  defineCommand,
  lateSources,
  resumeDailyList,
  sourceFields,
  suspensionLine,
  topicLine,
  troubleLine,
  z,
} from '../src/sdk.js';

const DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST = 10;

export default defineCommand({
  name: 'status',
  description: 'What was posted here, what failed and why, and what comes next',
  visibility: 'caller',
  permission: 'manage-channel',
  guide: [
    `It counts the messages of the last ${DAYS} days: each was sent, failed or was skipped, and the reason is said.`,
    'Who may manage the server or the workspace also sees what is in trouble in other channels.',
  ],
  options: z.object({}),
  async execute(_, context) {
    const here = await ofThisPlace(context);
    const everywhere = (await context.hasRight('manage-tenant')) ? await ofTheTenant(context) : [];
    return createReply([...here, ...everywhere]);
  },
});

async function ofThisPlace(context: Context): Promise<readonly Block[]> {
  const { target, services } = context;
  const scope = { kind: 'target', target } as const;
  const { schedule, last } = await services.daily.show(target);
  const balance = await services.status.balance(scope, lastDays(context));
  const troubles = await services.status.troubles(scope, lastDays(context), MOST);
  return [
    { type: 'heading', text: 'What is posted here' },
    ...(await suspensionOf(context)),
    ...(schedule === undefined ? [NO_LIST] : dailyStatus({ schedule, last })),
    ...(await topicsOf(context)),
    { type: 'fields', fields: [{ label: LAST_DAYS, value: balanceLine(balance) }] },
    ...lateSources(await services.sourceStates.all(), context.clock.now()),
    ...troubles.map((trouble) => warning(troubleLine(trouble))),
  ];
}

const LAST_DAYS = `Last ${DAYS} days`;
const NO_LIST: Block = {
  type: 'text',
  spans: [
    { text: 'There is no daily list here. ' },
    { text: 'daily on', style: 'code' },
    { text: ' starts one.' },
  ],
};

async function suspensionOf({ target, services }: Context): Promise<readonly Block[]> {
  const [suspended] = await services.status.suspended({ kind: 'target', target }, 1);
  if (suspended === undefined) return [];
  const advice = 'When that is mended, `daily resume` looks again and goes on.';
  return [warning(`${suspensionLine(suspended)} ${advice}`), resumeDailyList()];
}

/** Topics that are posted in a channel; those of a person's own direct messages stand in `subscriptions`. */
async function topicsOf({ target, services }: Context): Promise<readonly Block[]> {
  const topics = target.kind === 'channel' ? await services.status.topicsIn(target) : [];
  if (topics.length === 0) return [];
  const zone = services.about.defaultZone;
  const fields = topics.map((topic) => ({ label: `Topic ${topic.query}`, value: topicLine(topic, zone) }));
  return [{ type: 'fields', fields }];
}

async function ofTheTenant(context: Context): Promise<readonly Block[]> {
  const { target, services } = context;
  const { platform, tenant } = target;
  const scope = { kind: 'tenant', platform, tenant } as const;
  const balance = await services.status.balance(scope, lastDays(context));
  const suspended = await services.status.suspended(scope, MOST);
  const troubles = await services.status.troubles(scope, lastDays(context), MOST);
  const lines = [
    ...suspended.map((place) => ({ target: place.target, line: `${suspensionLine(place)} ${RESUME}` })),
    ...troubles.map((trouble) => ({ target: trouble.target, line: troubleLine(trouble) })),
  ].filter((place) => place.target.id !== target.id);
  const sources = sourceFields(await services.sourceStates.all());
  const fields = await Promise.all(
    lines.map(async (place) => ({
      label: await services.destinations.nameOf(place.target),
      value: place.line,
    })),
  );
  return [
    { type: 'heading', text: 'In all channels' },
    { type: 'fields', fields: [{ label: LAST_DAYS, value: balanceLine(balance) }] },
    ...(sources.length === 0 ? [] : [{ type: 'fields', fields: sources } as const]),
    fields.length === 0
      ? { type: 'text', spans: [{ text: 'No other channel is in trouble.' }] }
      : { type: 'fields', fields },
  ];
}

// In a field nothing is code.
const RESUME = 'When that is mended, daily resume there goes on.';

function warning(text: string): Block {
  return { type: 'notice', level: 'warning', text };
}

function lastDays({ clock }: Context): { readonly since: Date } {
  return { since: new Date(clock.now().getTime() - DAYS * DAY_MS) };
}
