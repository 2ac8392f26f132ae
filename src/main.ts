#!/usr/bin/env -S node --max-semi-space-size=4 --heap-growing-percent=25
import { createProgram } from './cli/program.js';
import type { Terminal } from './cli/terminal.js';
import { readProcessConfig } from './config.js';
import { createLogger, standardError } from './ops/logger.js';
import { systemClock } from './ops/system-clock.js';

const reading = readProcessConfig();
const logger = createLogger({ level: reading.config.logLevel, destination: standardError() });

// A bug that nobody caught: say it and let the supervisor start us afresh, rather than go on in an unknown state.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (err: unknown) => {
    logger.error({ event, err });
    process.exit(1);
  });
}
/** The first signal asks to end in good order; a second one ends the process at once. */
function awaitStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}

const terminal: Terminal = {
  reading,
  clock: systemClock,
  logger,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  awaitStop,
};

const args = process.argv.slice(2);
// A reader that goes away (`paperboy ask … | head`) is no error; a running bot does not depend on anybody reading.
process.stdout.on('error', () => {
  if (args[0] !== 'start') process.exit(0);
});
process.exitCode = await createProgram(terminal).run(args);
// A platform that was still connecting when the start was given up must not keep the process alive.
if (args[0] === 'start') process.exit();
