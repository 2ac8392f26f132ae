import {
  createReply,
  defineCommand,
  findPaper,
  paperOption,
  paperPage,
  unknownPaper,
  z,
} from '../src/sdk.js';

export default defineCommand({
  name: 'show',
  description: 'One paper in full: abstract, authors, dates and links',
  visibility: 'everyone',
  guide: [
    'Name the paper by its number in the last list, an arXiv id, an arXiv or Hugging Face link, or its title.',
    'A paper that I do not know is looked up by its id or link, where I read Hugging Face or arXiv.',
  ],
  options: z.object({
    paper: paperOption().describe('Its number in the last list, an id, a link or a title'),
  }),
  async execute({ paper }, context) {
    const found = await findPaper(context, paper);
    return found.kind === 'paper' ? createReply(paperPage(found.paper)) : unknownPaper(found);
  },
});
