import { expect, it } from 'vitest';
import { diagnoseAdapters } from '../../src/adapters/diagnosis.js';
import { readConfig } from '../../src/config.js';
import { createFakeDiscord } from '../fakes/discord/fake-discord.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

it('looks at the platforms also where the database does not tell what is set up for them', async () => {
  const fake = await createFakeDiscord();
  const [clock, logger] = [createManualClock(), createRecordingLogger()];
  const { config } = readConfig({ DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.apiUrl });
  const unreadable = async () => {
    throw new Error('The disk is full.');
  };
  const unusable: ReadonlySet<string> = new Set();
  const store = { settings: { read: unreadable }, places: unreadable };
  const findings = [];
  for await (const one of diagnoseAdapters({ config, unusable, commands: [], store, clock, logger }))
    findings.push(one);
  await fake.stop();
  expect(findings[0]).toEqual({
    level: 'problem',
    subject: 'Database',
    text: 'it does not tell for which Discord channels something is set up, so none of them is looked at.',
    remedy: 'See to the database first.',
  });
  expect(findings.map(({ subject }) => subject)).toContain('Discord invite');
  expect(logger.entries.map(({ fields }) => fields.event)).toContain('places-unread');
});
