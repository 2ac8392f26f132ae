import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type { Paper } from '../papers/paper.js';
import { freezeReply } from './frozen-reply.js';

const NONE: ReadonlySet<string> = new Set();

export interface CarefulOptions {
  readonly papers: readonly Paper[];
  /** Shows these papers, and of those whose ids are named only title and link. May throw. */
  readonly show: (papers: readonly Paper[], plain: ReadonlySet<string>) => Reply;
  readonly logger: Logger;
}

/**
 * Shows papers so that one which cannot be shown spoils it for no other: of that one title and link are shown, or, where even that fails, nothing,
 * and the log names it. Tells which papers are shown. Throws when no paper by itself is to blame, or none is left.
 */
export function presentCarefully({ papers, show, logger }: CarefulOptions): {
  readonly reply: Reply;
  readonly papers: readonly Paper[];
} {
  const draw = (some: readonly Paper[], plain: ReadonlySet<string>): Reply => {
    const reply = show(some, plain);
    freezeReply(reply);
    return reply;
  };
  try {
    return { reply: draw(papers, NONE), papers };
  } catch (error) {
    const failures = new Map(papers.map((paper) => [paper, failureOf(() => draw([paper], NONE))]));
    const bad = papers.filter((paper) => failures.get(paper) !== undefined);
    const plain = new Set(bad.map(({ id }) => id));
    const left = new Set(bad.filter((paper) => failureOf(() => draw([paper], plain)) !== undefined));
    const shown = papers.filter((paper) => !left.has(paper));
    if (bad.length === 0 || shown.length === 0) throw error;
    for (const paper of bad) {
      const event = left.has(paper) ? 'paper-left-out' : 'paper-shown-plainly';
      logger.error({ event, reference: paper.id, err: failures.get(paper) });
    }
    return { reply: draw(shown, plain), papers: shown };
  }
}

function failureOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error ?? 'It failed without a reason.';
  }
}
