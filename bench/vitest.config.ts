import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Benchmarks share the fakes with the tests, and so their runner; they are run one at a time: `npm run bench -- start`.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['bench/*.bench.ts'],
    reporters: ['default'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
});
