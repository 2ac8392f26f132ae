import type { Clock } from '../core/clock.js';
import type { LookedUp } from '../papers/paper-lookup.js';

const HOUR_MS = 60 * 60 * 1_000;
const MOST_REMEMBERED = 10_000;

/** Ids for which there is nothing to be had, so that the same question is not passed on again and again. */
export interface AnsweredIds {
  find(id: string): LookedUp | undefined;
  remember(id: string, outcome: LookedUp): void;
}

/** In memory: four hours for what nobody has, ten minutes for what is of no use; trouble passes sooner and is not remembered. */
export function createAnsweredIds(clock: Clock): AnsweredIds {
  const answers = new Map<string, { readonly outcome: LookedUp; readonly until: number }>();
  return {
    find(id) {
      const answer = answers.get(id);
      if (answer === undefined || answer.until > clock.steady()) return answer?.outcome;
      answers.delete(id);
      return undefined;
    },
    remember(id, outcome) {
      const lastsMs = lifeOf(outcome);
      if (lastsMs === 0 || answers.has(id)) return;
      answers.set(id, { outcome, until: clock.steady() + lastsMs });
      const [oldest] = answers.keys();
      if (answers.size > MOST_REMEMBERED && oldest !== undefined) answers.delete(oldest);
    },
  };
}

function lifeOf(outcome: LookedUp): number {
  if (outcome.kind === 'unknown' || outcome.kind === 'withdrawn') return 4 * HOUR_MS;
  return outcome.kind === 'unanswered' && outcome.trouble === 'unreadable' ? HOUR_MS / 6 : 0;
}
