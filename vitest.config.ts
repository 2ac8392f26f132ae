import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**'],
    globalSetup: ['test/support/build.ts', 'test/support/postgres.ts'],
    reporters: ['default', ['json', { outputFile: 'var/test-report.json' }]],
    // Many tests wait for a process or a database, so a machine of two cores has work for both.
    maxWorkers: '100%',
    // Tests that start real processes share the machine with all others.
    testTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
