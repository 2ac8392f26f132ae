import type { Logger } from '../ops/logger.js';
import type { SourceProblem } from './source.js';

/** Each is named: a bad day has had 26. More say the same again and again. */
const MOST_NAMED = 200;

/** Writes down what of a source could not be used. */
export function logProblems(problems: readonly SourceProblem[], logger: Logger): void {
  for (const { place, message } of problems.slice(0, MOST_NAMED)) {
    logger.warn({ event: 'source-item-skipped', reference: place, reason: message });
  }
  if (problems.length > MOST_NAMED) {
    logger.warn({ event: 'source-items-skipped', count: problems.length });
  }
}
