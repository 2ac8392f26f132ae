import {
  type Block,
  type Context,
  createReply,
  defineCommand,
  expectedOf,
  QUERY_GUIDE,
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
        { text: '. How to write queries: ' },
        { text: 'help query', style: 'code' },
        { text: '.' },
      ],
      subtle: true,
    },
    {
      type: 'actions',
      actions: [
        { kind: 'command', label: 'Trending papers', command: 'trending', options: {} },
        { kind: 'command', label: 'How to write queries', command: 'help', options: { command: 'query' } },
      ],
    },
  ];
}

function explain(asked: string, commands: Context['commands']): readonly Block[] {
  const name = asked
    .trim()
    .toLowerCase()
    .replace(/^\/(papers )?/, '');
  if (name === 'query') return queryGuide();
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const known = [...commands, { name: 'query' }].map((candidate) => `\`${candidate.name}\``).join(', ');
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

function queryGuide(): readonly Block[] {
  return [
    { type: 'heading', text: 'How to ask for papers' },
    {
      type: 'fields',
      fields: QUERY_GUIDE.map(({ example, meaning }) => ({ label: example, value: meaning })),
    },
    {
      type: 'text',
      spans: [{ text: 'Everything side by side must hold; OR joins its two neighbours.' }],
      subtle: true,
    },
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
