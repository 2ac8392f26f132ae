import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { createFileGrounds, createServerGrounds, type Ground } from './model/ground.js';
import { CHANNELS, type Happening, happening } from './model/happenings.js';
import { brokenPromises } from './model/invariants.js';
import { beginStory } from './model/story.js';

/** Everybody gets what they want once, whatever happens, in whatever order. */
async function keepsItsPromises(ground: Ground, events: readonly Happening[]): Promise<void> {
  const story = await beginStory(ground);
  for (const channel of CHANNELS) await story.happen({ kind: 'on', channel, at: '09:00', zone: 'UTC' });
  const { matchesSince } = await story.read();
  for (const event of events) await story.happen(event);
  await story.settle();
  const readable = events.every(({ kind }) => kind !== 'unreadable');
  const broken = await brokenPromises(story, { ground, readerSince: matchesSince, readable });
  await story.end();
  expect(broken).toEqual([]);
}

const events = fc.array(happening, { minLength: 5, maxLength: 40 });
const folder = useTemporaryFolder();

it('posts everything once, whatever happens', { timeout: 300_000 }, async () => {
  const fresh = await createFileGrounds(folder.path);
  await fc.assert(
    fc.asyncProperty(events, (some) => keepsItsPromises(fresh(), some)),
    { numRuns: 300 },
  );
});

it.skipIf(!hasPostgres)('posts everything once on PostgreSQL, too', { timeout: 120_000 }, async () => {
  const fresh = await createServerGrounds(await createPostgresDatabase());
  await fc.assert(
    fc.asyncProperty(events, async (some) => keepsItsPromises(await fresh(), some)),
    { numRuns: 20 },
  );
});
