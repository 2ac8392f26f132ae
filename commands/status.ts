import {
  type Block,
  balanceLine,
  type Context,
  createReply,
  dailyStatus,
  defineCommand,
  lateSources,
  sourceFields,
  troubleLine,
  z,
} from '../src/sdk.js';

const DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_TROUBLES = 10;

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
  const troubles = await services.status.troubles(scope, lastDays(context), MOST_TROUBLES);
  return [
    { type: 'heading', text: 'What is posted here' },
    ...(schedule === undefined ? [NO_LIST] : dailyStatus({ schedule, last })),
    { type: 'fields', fields: [{ label: `Last ${DAYS} days`, value: balanceLine(balance) }] },
    ...lateSources(await services.sourceStates.all(), context.clock.now()),
    ...troubles.map((trouble): Block => ({ type: 'notice', level: 'warning', text: troubleLine(trouble) })),
  ];
}

const NO_LIST: Block = {
  type: 'text',
  spans: [
    { text: 'There is no daily list here. ' },
    { text: 'daily on', style: 'code' },
    { text: ' starts one.' },
  ],
};

async function ofTheTenant(context: Context): Promise<readonly Block[]> {
  const { target, services } = context;
  const { platform, tenant } = target;
  const scope = { kind: 'tenant', platform, tenant } as const;
  const balance = await services.status.balance(scope, lastDays(context));
  const troubles = await services.status.troubles(scope, lastDays(context), MOST_TROUBLES);
  const sources = sourceFields(await services.sourceStates.all());
  const others = troubles.filter((trouble) => trouble.target.id !== target.id);
  const fields = await Promise.all(
    others.map(async (trouble) => ({
      label: await services.destinations.nameOf(trouble.target),
      value: troubleLine(trouble),
    })),
  );
  return [
    { type: 'heading', text: 'In all channels' },
    { type: 'fields', fields: [{ label: `Last ${DAYS} days`, value: balanceLine(balance) }] },
    ...(sources.length === 0 ? [] : [{ type: 'fields', fields: sources } as const]),
    fields.length === 0
      ? { type: 'text', spans: [{ text: 'No other channel is in trouble.' }] }
      : { type: 'fields', fields },
  ];
}

function lastDays({ clock }: Context): { readonly since: Date } {
  return { since: new Date(clock.now().getTime() - DAYS * DAY_MS) };
}
