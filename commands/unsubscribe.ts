import { askerOf, createReply, defineCommand, topicOption, topicOptions, z } from '../src/sdk.js';

export default defineCommand({
  name: 'unsubscribe',
  description: 'Stop one of your topics, by its number in your subscriptions',
  visibility: 'caller',
  guide: [
    'What was about to be sent for it is not sent any more. People who may manage a channel can stop its topics, too.',
  ],
  options: z.object({
    number: topicOption().meta({ rest: true }).describe('The number of the topic'),
    topic: z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .optional()
      .describe('Which topic it is, as buttons name it'),
  }),
  async execute({ number, topic }, context) {
    const id = topic === undefined ? undefined : Number(topic);
    const { subscription: stopped } = await context.services.topics.stop(askerOf(context), { number, id });
    const isOwn = stopped.owner.id === askerOf(context).direct.id;
    const isChannel = stopped.target.kind === 'channel';
    const isHere = stopped.target.tenant === context.target.tenant && stopped.target.id === context.target.id;
    const place = isChannel ? 'here' : 'dm';
    const options = { ...topicOptions(stopped, place), save: true };
    return createReply([
      {
        type: 'text',
        spans: [
          { text: isOwn ? `Topic ${stopped.number} is stopped: ` : 'The topic is stopped: ' },
          { text: stopped.query, style: 'code' },
        ],
      },
      // What came to another channel can be taken up again there only.
      ...(isOwn && (isHere || !isChannel)
        ? [
            {
              type: 'actions',
              actions: [{ kind: 'command', label: 'Take it up again', command: 'subscribe', options }],
            } as const,
          ]
        : []),
    ]);
  },
});
