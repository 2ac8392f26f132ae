import { it } from 'vitest';
import { hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { killAtRandom } from './support/random-kills.js';

const folder = useTemporaryFolder();

// In a file of its own, so that it runs beside others.
it.skipIf(!hasPostgres)(
  'two bots are killed at random 50 times, and every channel gets every list once',
  { timeout: 900_000 },
  () => killAtRandom(folder, 2),
);
