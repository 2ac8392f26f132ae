import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { openHouse } from '../../src/house.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();

it('loads an empty catalog from the seed, and names the lines that do not fit', async () => {
  const text = await readFile(fileURLToPath(new URL('../../data/papers.jsonl', import.meta.url)), 'utf8');
  const seed = folder.path('papers.jsonl');
  await writeFile(seed, text.replace('\n', '\n{"broken\n'));
  const logger = createRecordingLogger();
  const { config } = readConfig({ DATABASE_URL: 'file::memory:' });
  const house = await openHouse({ config, clock: createManualClock(), logger, seed });
  expect(house.services.catalog.size).toBe(40);
  expect(logger.entries).toMatchObject([
    { level: 'warn', fields: { event: 'seed-line-skipped', reference: `${seed}:2` } },
  ]);
  await house.close();
});
