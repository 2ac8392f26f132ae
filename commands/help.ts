import {
  type Block,
  type Context,
  createReply,
  defineCommand,
  expectedOf,
  UserError,
  usageOf,
  z,
} from '../src/sdk.js';

export default defineCommand({
  name: 'help',
  description: 'What I can do, or how one command works',
  visibility: 'caller',
  options: z.object({
    command: z.string().max(32).meta({ rest: true }).optional().describe('The command to explain'),
  }),
  execute({ command }, { commands }) {
    return createReply(command === undefined ? overview(commands) : explain(command, commands));
  },
});

function overview(commands: Context['commands']): readonly Block[] {
  return [
    { type: 'heading', text: 'paperboy brings research papers to where you talk about them' },
    {
      type: 'fields',
      fields: commands.map((command) => ({ label: usageOf(command), value: command.description })),
    },
    {
      type: 'text',
      spans: [
        { text: 'On Discord and Slack every command starts with /papers. Options can be written as ' },
        { text: 'name:value', style: 'code' },
        { text: '. More on one command: ' },
        { text: 'help search', style: 'code' },
        { text: '.' },
      ],
      subtle: true,
    },
    {
      type: 'actions',
      actions: [
        { kind: 'command', label: 'Trending papers', command: 'trending', options: {} },
        { kind: 'command', label: 'How search works', command: 'help', options: { command: 'search' } },
      ],
    },
  ];
}

function explain(name: string, commands: Context['commands']): readonly Block[] {
  const command = commands.find(
    (candidate) =>
      candidate.name ===
      name
        .trim()
        .toLowerCase()
        .replace(/^\/(papers )?/, ''),
  );
  if (command === undefined) {
    const known = commands.map((candidate) => `\`${candidate.name}\``).join(', ');
    throw new UserError(`There is no command of that name. I know ${known}.`);
  }
  return [
    { type: 'heading', text: command.name },
    { type: 'text', spans: [{ text: `${command.description}.` }] },
    { type: 'text', spans: [{ text: usageOf(command), style: 'code' }] },
    ...optionsOf(command),
    ...command.guide.map((text): Block => ({ type: 'text', spans: [{ text }] })),
  ];
}

function optionsOf({ specs }: Context['commands'][number]): readonly Block[] {
  if (specs.length === 0) return [];
  const fields = specs.map((spec) => ({ label: spec.name, value: `${spec.description} (${takes(spec)})` }));
  return [{ type: 'fields', fields }];
}

function takes(spec: Context['commands'][number]['specs'][number]): string {
  const preset = spec.default === undefined ? '' : `, ${spec.default} if left out`;
  return `${expectedOf(spec)}${spec.required ? ', needed' : preset}`;
}
