import {
  askerOf,
  type Block,
  type Context,
  createNotice,
  createReply,
  defineCommand,
  LAST_PAGE,
  missingPage,
  pager,
  type Reply,
  UserError,
  z,
} from '../src/sdk.js';

/** A page of the export, in UTF-16 units: it has to be whole on every platform. */
const PAGE = 2_400;

export default defineCommand({
  name: 'privacy',
  description: 'What is stored of you: see it, take it with you, or have it deleted',
  visibility: 'caller',
  guide: [
    'Stored are your settings, your topics, which daily lists you have set up, and what was sent to you in direct messages.',
    '`privacy export` writes all of it as JSON; several pages are one document together.',
    '`privacy delete` asks once more, then deletes all of it at once and ends what is under way. A daily list of a channel stays, without your name.',
  ],
  options: z.object({
    mode: z.enum(['show', 'export', 'delete']).default('show').describe('What to do'),
    confirm: z.boolean().default(false).describe('Delete without asking once more'),
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('Which page of the export to show'),
  }),
  execute({ mode, confirm, page }, context) {
    if (mode === 'show') return show(context);
    if (mode === 'export') return exported(page, context);
    return confirm ? forget(context) : ask();
  },
});

function personOf(context: Context) {
  const { platform, tenant, id } = askerOf(context).direct;
  return { platform, tenant, id };
}

async function show(context: Context): Promise<Reply> {
  const { settings, topics, lists, messages } = await context.services.privacy.read(personOf(context));
  const fields = [
    { label: 'Time zone', value: settings.zone ?? 'none of your own' },
    { label: 'Time of day', value: settings.at ?? 'none of your own' },
    { label: 'Topics', value: topics.map(({ query }) => query).join(' · ') || 'none' },
    { label: 'Daily lists you set up', value: String(lists.length) },
    { label: 'Messages to you', value: String(messages.length) },
  ];
  const actions: Block = {
    type: 'actions',
    actions: [
      { kind: 'command', label: 'Export', command: 'privacy', options: { mode: 'export' } },
      { kind: 'command', label: 'Delete', command: 'privacy', options: { mode: 'delete' } },
    ],
  };
  return createReply([
    { type: 'heading', text: 'What is stored of you' },
    { type: 'fields', fields },
    actions,
  ]);
}

async function exported(page: number, context: Context): Promise<Reply> {
  const stored = await context.services.privacy.read(personOf(context));
  const pages = pagesOf(JSON.stringify(stored, undefined, 1));
  const text = pages[page - 1];
  if (text === undefined) throw new UserError(missingPage(page, pages.length, 'the export'));
  return createReply([
    { type: 'text', spans: [{ text: `${text}\n`, style: 'code' }] },
    ...pager({
      ...{ page, limit: 1, fixed: true, total: pages.length },
      command: 'privacy',
      options: { mode: 'export' },
    }),
  ]);
}

/** Cut between lines. */
function pagesOf(json: string): readonly string[] {
  const pages: string[] = [];
  for (const line of json.split('\n')) {
    const last = pages.at(-1);
    if (last === undefined || last.length + line.length >= PAGE) pages.push(line);
    else pages[pages.length - 1] = `${last}\n${line}`;
  }
  return pages;
}

function ask(): Reply {
  return createReply([
    {
      type: 'notice',
      level: 'warning',
      text: 'This deletes your settings and topics, and what is known of the messages to you. It cannot be undone.',
    },
    {
      type: 'actions',
      actions: [
        {
          kind: 'command',
          label: 'Delete everything',
          command: 'privacy',
          options: { mode: 'delete', confirm: true },
          replaces: true,
        },
      ],
    },
  ]);
}

async function forget(context: Context): Promise<Reply> {
  await context.services.privacy.forget(personOf(context), context.clock.now());
  return createNotice('info', 'All that was stored of you is deleted.');
}
