import { defineConfig } from 'vitest/config';
import { longestFirst } from '../support/longest-first.js';

const LONGEST = [
  'exactly-once',
  'killed',
  'three-replicas',
  'two-replicas',
  'replay',
  'lost-answers',
  'replicas',
];

/** Real processes that are killed, paused and cut off: minutes, not seconds. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/support/build.ts', 'test/support/postgres.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    // Cases wait and start processes by turns, so a machine of two cores has work for both.
    maxWorkers: 3,
    isolate: false,
    sequence: { sequencer: longestFirst(LONGEST) },
    reporters: ['default', ['json', { outputFile: 'var/fault-report.json' }]],
  },
});
