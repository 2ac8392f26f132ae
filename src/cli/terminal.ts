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

/** Says on one screen everything that stands in the way. */
export function complain(terminal: Terminal, problems: readonly string[]): number {
  const heading =
    problems.length === 1
      ? 'paperboy cannot do this:'
      : `paperboy cannot do this, for ${problems.length} reasons:`;
  terminal.errors.write(`${heading}\n${problems.map((problem) => `  - ${problem}\n`).join('')}`);
  return 1;
}

/** The sentence of an error. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
