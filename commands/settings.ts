import { askerOf, createReply, defineCommand, timeOption, z, zoneOption } from '../src/sdk.js';

export default defineCommand({
  name: 'settings',
  description: 'Your own time zone and time of day, for all of your topics',
  visibility: 'caller',
  guide: [
    '`settings zone:Europe/Berlin at:08:00` moves all of your topics that have no time of their own; without options it shows what holds.',
    '`settings at:usual` and `zone:usual` take back what you have set; so does emptying a field of the form.',
    'A topic that has come today does not come again today, wherever you move it.',
  ],
  options: z.object({
    zone: zoneOption().optional().describe('Your time zone, such as Europe/Berlin; "usual" as it is here'),
    at: timeOption().optional().describe('When your digests come, such as 09:00; "usual" as it is here'),
  }),
  form: { title: 'Your settings', fields: ['zone', 'at'], emptied: { zone: 'usual', at: 'usual' } },
  usual: ({ about }) => ({ zone: about.defaultZone, at: about.defaultAt }),
  async execute({ zone, at }, context) {
    const { topics } = context.services;
    const asker = askerOf(context);
    const isChange = zone !== undefined || at !== undefined;
    const { own, time } = isChange
      ? await topics.changeSettings(asker, { zone, at })
      : await topics.settings(asker);
    const usual = (value: string, mine: string | undefined) =>
      mine === undefined ? `${value}, as usual here` : value;
    return createReply([
      { type: 'heading', text: isChange ? 'Your settings are changed' : 'Your settings' },
      {
        type: 'fields',
        fields: [
          { label: 'Time zone', value: usual(time.zone, own.zone) },
          { label: 'Digests come at', value: usual(time.at, own.at) },
        ],
      },
      {
        type: 'actions',
        actions: [
          { kind: 'form', label: 'Change…', command: 'settings', options: { ...own }, replaces: true },
          { kind: 'command', label: 'Your topics', command: 'subscriptions', options: {} },
        ],
      },
    ]);
  },
});
