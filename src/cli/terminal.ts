import type { ConfigReading } from '../config.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';

/** What a subcommand of the command line is given; it returns the exit code of the process. */
export interface Terminal {
  readonly reading: ConfigReading;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Standard error: problems, so that answers on standard output stay clean. */
  readonly errors: NodeJS.WriteStream;
  /** From now on a signal does not kill the process; resolves with the name of the first one. */
  awaitStop(): Promise<string>;
}

/** Says on one screen everything that stands in the way, or with `partly` what stood in the way of the rest. */
export function complain(terminal: Terminal, problems: readonly string[], done?: 'partly'): number {
  const heading = done === 'partly' ? 'paperboy could not do all of it' : 'paperboy cannot do this';
  const reasons = problems.length === 1 ? '' : `, for ${problems.length} reasons`;
  terminal.errors.write(`${heading}${reasons}:\n${problems.map((problem) => `  - ${problem}\n`).join('')}`);
  return 1;
}

/** The sentence of an error. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
