import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/support/longest-first.js';

const LONGEST = [
  'e2e/program',
  'store/postgres',
  'e2e/backfill',
  'delivery/channel-life',
  'delivery/breakers',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**'],
    globalSetup: ['test/support/build.ts', 'test/support/postgres.ts'],
    reporters: ['default', ['json', { outputFile: 'var/test-report.json' }]],
    // Many tests wait for a process or a database, so a machine of two cores has work for both.
    maxWorkers: '100%',
    // No module keeps a state that one test could leave to another, so each worker loads them once instead of for every file.
    isolate: false,
    sequence: { sequencer: longestFirst(LONGEST) },
    // Tests that start real processes share the machine with all others.
    testTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
