import {
  type Block,
  type Context,
  channelOption,
  createNotice,
  createReply,
  dailyStatus,
  defineCommand,
  localMoment,
  type Reply,
  stopDailyList,
  timeOption,
  UserError,
  z,
  zoneOption,
} from '../src/sdk.js';

interface Wish {
  readonly at?: string | undefined;
  readonly zone?: string | undefined;
  readonly size?: number | undefined;
  readonly days?: 'all' | 'weekdays' | undefined;
}

export default defineCommand({
  name: 'daily',
  description: "This channel's daily list of papers: turn it on or off, or see it",
  visibility: 'everyone',
  permission: 'manage-channel',
  guide: [
    '`daily on at:09:00 zone:Europe/Berlin size:10` posts the most talked-about papers here every day at that time.',
    'A paper is posted in a channel once. Run `daily on` again to change the time, the zone or the size.',
    '`channel:#name` is for the list of another channel that you may manage; on Slack, a public one.',
  ],
  options: z.object({
    mode: z.enum(['on', 'off', 'show']).default('show').describe('Turn it on or off, or show how it is set'),
    at: timeOption().optional().describe('The time of day, such as 09:00'),
    zone: zoneOption().optional().describe('The time zone, such as Europe/Berlin'),
    size: z.int().min(1).max(25).optional().describe('How many papers a list holds at most'),
    days: z.enum(['all', 'weekdays']).optional().describe('Every day, or Monday to Friday only'),
    channel: channelOption().optional().describe('Another channel than this one'),
  }),
  execute({ mode, channel: _, ...wish }, context) {
    switch (mode) {
      case 'on':
        return turnOn(wish, context);
      case 'off':
        return turnOff(context);
      case 'show':
        return show(context);
    }
  },
});

async function turnOn(wish: Wish, context: Context): Promise<Reply> {
  const { target, caller, services } = context;
  const allowed = await services.destinations.check(target);
  if (!allowed.ok) throw new UserError(allowed.missing);
  const { schedule: before, last } = await services.daily.show(target);
  const settings = {
    at: wish.at ?? before?.at ?? services.about.defaultAt,
    zone: wish.zone ?? before?.zone ?? services.about.defaultZone,
    size: wish.size ?? before?.size ?? 10,
    days: wish.days ?? before?.days ?? 'all',
  };
  const schedule = await services.daily.turnOn(target, settings, caller);
  const next = localMoment(schedule.nextRunAt, schedule.zone);
  const text =
    before === undefined
      ? `The daily list${of(context)} is on; the first one comes on ${next}.`
      : `The daily list${of(context)} is changed.`;
  return createReply([
    { type: 'notice', level: 'info', text },
    ...dailyStatus({ schedule, last }),
    stopButton(context),
  ]);
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
    return createNotice('info', `There is no daily list ${where}. \`daily on at:09:00\` starts one.`);
  }
  return createReply([
    { type: 'heading', text: `The daily list of ${elsewhere ?? 'this channel'}` },
    ...dailyStatus({ schedule, last }),
    stopButton(context),
  ]);
}

/** Which list is meant, where it is not the one of the channel in which somebody asks. */
function of({ elsewhere }: Context): string {
  return elsewhere === undefined ? '' : ` of ${elsewhere}`;
}

function stopButton({ elsewhere, target }: Context): Block {
  return elsewhere === undefined ? stopDailyList() : stopDailyList(target.id);
}
