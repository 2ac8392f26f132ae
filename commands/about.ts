import { counted, createReply, defineCommand, longDate, sourceFields, z } from '../src/sdk.js';

export default defineCommand({
  name: 'about',
  description: 'What paperboy is, and what it knows right now',
  visibility: 'caller',
  options: z.object({}),
  async execute(_options, { services: { about, catalog, sourceStates } }) {
    const sources = sourceFields(await sourceStates.all());
    const newest = catalog.all()[0]?.feedDate;
    return createReply([
      { type: 'heading', text: `paperboy ${about.version}` },
      {
        type: 'text',
        spans: [
          {
            text: 'A bot that brings research papers to the people who talk about them, on Discord and Slack.',
          },
        ],
      },
      {
        type: 'fields',
        fields: [
          { label: 'Papers', value: counted(catalog.size, 'paper') },
          { label: 'Newest list', value: newest === undefined ? 'none yet' : longDate(newest) },
          ...(sources.length > 0 ? sources : [{ label: 'Source', value: 'Hugging Face Daily Papers' }]),
          { label: 'Licence', value: 'MIT' },
        ],
      },
      { type: 'actions', actions: [{ kind: 'command', label: 'Help', command: 'help', options: {} }] },
    ]);
  },
});
