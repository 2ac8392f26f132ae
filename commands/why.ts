import {
  askerOf,
  createNotice,
  createReply,
  defineCommand,
  findPaper,
  LAST_PAGE,
  missingPage,
  pager,
  paperOption,
  shownTitle,
  topicReasonFields,
  topicReasons,
  UserError,
  unknownPaper,
  z,
} from '../src/sdk.js';

const PAGE = 10;

export default defineCommand({
  name: 'why',
  description: 'Why a paper came to you or not: for each of your topics, what matched or what blocked it',
  visibility: 'caller',
  guide: [
    'Topics that match come first, each with the words of the paper; the others say what keeps it out.',
  ],
  options: z.object({
    paper: paperOption().describe('Its number in the last list, an id, a link or a title'),
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('Which page to show'),
  }),
  async execute({ paper: reference, page }, context) {
    const found = await findPaper(context, reference);
    if (found.kind !== 'paper') return unknownPaper(found);
    const { paper } = found;
    const states = await context.services.topicInsight.given(askerOf(context), paper);
    if (states.length === 0)
      return createNotice(
        'info',
        'You have no topics yet, so nothing is brought to you. `subscribe <query>` makes one.',
      );
    const explained = topicReasons(
      states.map(({ topic }) => topic),
      paper,
      context.clock.now(),
    );
    const reasons = states.map(({ topic: { number, query, paused }, given, before, lookedUp }, at) => {
      return { number, query, paused, given, before, lookedUp, explanation: explained[at]?.explanation };
    });
    const sorted = [
      ...reasons.filter(({ explanation }) => explanation?.matches === true),
      ...reasons.filter(({ explanation }) => explanation?.matches !== true),
    ];
    const shown = sorted.slice((page - 1) * PAGE, page * PAGE);
    if (shown.length === 0)
      throw new UserError(missingPage(page, Math.ceil(sorted.length / PAGE), 'the list of your topics'));
    return createReply([
      { type: 'heading', text: shownTitle(paper) },
      topicReasonFields(shown),
      ...pager({
        ...{ page, limit: PAGE, fixed: true, total: sorted.length },
        command: 'why',
        options: { paper: paper.id },
      }),
    ]);
  },
});
