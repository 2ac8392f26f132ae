#!/usr/bin/env node
import { createProgram } from './cli/program.js';
import type { Terminal } from './cli/terminal.js';
import { readProcessConfig } from './config.js';
import type { Clock } from './core/clock.js';
import { createLogger, standardError } from './ops/logger.js';

const systemClock: Clock = {
  now: () => new Date(),
  timer(milliseconds) {
    let handle: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      handle = setTimeout(resolve, milliseconds);
    });
    return { elapsed, cancel: () => clearTimeout(handle) };
  },
};

const reading = readProcessConfig();
const logger = createLogger({ level: reading.config.logLevel, destination: standardError() });

// A bug that nobody caught: say it and let the supervisor start us afresh, rather than go on in an unknown state.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (err: unknown) => {
    logger.error({ event, err });
    process.exit(1);
  });
}
// A reader that goes away (`paperboy ask … | head`) is no error.
process.stdout.on('error', () => process.exit(0));

const stopped = new Promise<string>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
});

const terminal: Terminal = {
  reading,
  clock: systemClock,
  logger,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  stopped,
};

process.exitCode = await createProgram(terminal).run(process.argv.slice(2));
