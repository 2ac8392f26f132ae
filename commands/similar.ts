import {
  type Context,
  createNotice,
  createReply,
  cutText,
  defineCommand,
  findPaper,
  type MessageText,
  mentionedPaper,
  paperCards,
  paperOption,
  type Reply,
  rememberList,
  shownTitle,
  similarCards,
  UserError,
  unknownPaper,
  withoutLinks,
  z,
} from '../src/sdk.js';

const USUAL = 5;
/** So much of a message says what it is about. */
const LONGEST_TEXT = 500;

export default defineCommand({
  name: 'similar',
  description: 'The papers nearest to one, and the words they share',
  visibility: 'everyone',
  guide: [
    'Papers are compared by the words they lean on most; every card names the ones both share.',
    'On Discord, "Find similar papers" in the menu of a message (under Apps) starts from the paper that it links to, or else from its words.',
  ],
  options: z.object({
    paper: paperOption().describe('Its number in the last list, an id, a link or a title'),
    limit: z.int().min(1).max(25).default(USUAL).describe('How many papers to show'),
  }),
  execute: ({ paper, limit }, context) => likePaper(paper, limit, context),
  shortcut: {
    label: 'Find similar papers',
    execute({ text, links }, context) {
      const paper = mentionedPaper([text, ...links]);
      return paper === undefined ? likeWords(text, context) : likePaper(paper, USUAL, context);
    },
  },
});

type Reference = NonNullable<ReturnType<typeof mentionedPaper>>;

async function likePaper(reference: Reference, limit: number, context: Context): Promise<Reply> {
  const found = await findPaper(context, reference);
  if (found.kind !== 'paper') return unknownPaper(found);
  const similar = await context.services.papers.similar(found.paper.id, limit);
  if (similar.length === 0)
    return createNotice('info', `Nothing else here is like ${shownTitle(found.paper)}.`);
  rememberList(
    context,
    similar.map(({ paper }) => paper),
    1,
  );
  return createReply([
    { type: 'heading', text: `Like ${shownTitle(found.paper)}` },
    ...similarCards(similar),
  ]);
}

async function likeWords(text: MessageText['text'], context: Context): Promise<Reply> {
  const found = await context.services.papers.like(cutText(withoutLinks(text), LONGEST_TEXT), USUAL);
  if (found === undefined)
    throw new UserError(
      'This message links to no paper, and has no words that I could go by. Choose one with an arXiv, Hugging Face, alphaXiv or DOI link, or with some text.',
    );
  if (found.papers.length === 0)
    return createNotice('info', 'No paper here has anything in common with that message.');
  rememberList(context, found.papers, 1);
  return createReply([
    { type: 'heading', text: 'Like that message' },
    {
      type: 'text',
      spans: [{ text: 'It links to no paper; these share the most words with it.' }],
      subtle: true,
    },
    ...paperCards(found.papers, { query: found.query }),
  ]);
}
