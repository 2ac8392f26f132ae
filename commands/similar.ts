import {
  createNotice,
  createReply,
  defineCommand,
  findPaper,
  paperOption,
  rememberList,
  similarCards,
  unknownPaper,
  z,
} from '../src/sdk.js';

export default defineCommand({
  name: 'similar',
  description: 'The papers nearest to one, and the words they share',
  visibility: 'everyone',
  guide: ['Papers are compared by the words they lean on most; every card names the ones both share.'],
  options: z.object({
    paper: paperOption().describe('Its number in the last list, an id, a link or a title'),
    limit: z.int().min(1).max(25).default(5).describe('How many papers to show'),
  }),
  async execute({ paper, limit }, context) {
    const found = await findPaper(context, paper);
    if (found.kind !== 'paper') return unknownPaper(found);
    const similar = await context.services.papers.similar(found.paper.id, limit);
    if (similar.length === 0) return createNotice('info', `Nothing else here is like ${found.paper.title}.`);
    rememberList(
      context,
      similar.map((hit) => hit.paper),
      1,
    );
    return createReply([{ type: 'heading', text: `Like ${found.paper.title}` }, ...similarCards(similar)]);
  },
});
