import {
  type Context,
  createNotice,
  createReply,
  dailyStatus,
  defineCommand,
  localMoment,
  type Reply,
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
  ],
  options: z.object({
    mode: z.enum(['on', 'off', 'show']).default('show').describe('Turn it on or off, or show how it is set'),
    at: timeOption().optional().describe('The time of day, such as 09:00'),
    zone: zoneOption().optional().describe('The time zone, such as Europe/Berlin'),
    size: z.int().min(1).max(25).optional().describe('How many papers a list holds at most'),
    days: z.enum(['all', 'weekdays']).optional().describe('Every day, or Monday to Friday only'),
  }),
  execute({ mode, ...wish }, context) {
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

async function turnOn(wish: Wish, { target, caller, services }: Context): Promise<Reply> {
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
      ? `The daily list is on; the first one comes on ${next}.`
      : 'The daily list is changed.';
  return createReply([{ type: 'notice', level: 'info', text }, ...dailyStatus({ schedule, last })]);
}

async function turnOff({ target, services }: Context): Promise<Reply> {
  const wasOn = await services.daily.turnOff(target);
  return createNotice(
    'info',
    wasOn ? 'The daily list is off. `daily on` brings it back.' : 'The daily list was not on.',
  );
}

async function show({ target, services }: Context): Promise<Reply> {
  const { schedule, last } = await services.daily.show(target);
  if (schedule === undefined)
    return createNotice('info', 'There is no daily list here. `daily on at:09:00` starts one.');
  return createReply([
    { type: 'heading', text: 'The daily list of this channel' },
    ...dailyStatus({ schedule, last }),
  ]);
}
