import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.js';
import { textOf } from '../fakes/discord/message-view.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('paperboy on Discord over HTTP, as it is configured', () => {
  const folder = useTemporaryFolder();
  const clock = createManualClock();
  const apps: App[] = [];
  let fake: FakeDiscord;
  beforeEach(async () => {
    fake = await createFakeDiscord();
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.stop();
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });

  /** Resolves with the address of its HTTP server. */
  async function start(databaseUrl: string): Promise<string> {
    const reading = readConfig({
      DISCORD_TOKEN: fake.token,
      DISCORD_API_URL: fake.apiUrl,
      DISCORD_TRANSPORT: 'http',
      DISCORD_PUBLIC_KEY: fake.endpoint.publicKey,
      DATABASE_URL: databaseUrl,
      PLAYGROUND: 'on',
      PORT: '0',
    });
    expect(reading.problems).toEqual([]);
    const app = await startApp({ reading, clock, logger: createRecordingLogger() });
    apps.push(app);
    return /http:\/\/127\.0\.0\.1:\d+/.exec(app.welcome.join())?.[0] ?? expect.fail('it told no address');
  }

  const bringTo = (url: string) => fake.endpoint.save(`${url}/discord/interactions`, () => clock.now());
  const search = () => fake.slash({ subcommand: 'search', options: { query: 'transformer' } }).answer();

  it('answers, is ready without a gateway, and says so', async () => {
    const url = await start(`file:${folder.path('paperboy.db')}`);
    await bringTo(url);
    expect(textOf(await search())).toMatch(/\d+ papers for transformer/);
    const ready = await fetch(`${url}/readyz`);
    expect(await ready.json()).toMatchObject({
      ok: true,
      checks: expect.arrayContaining([{ name: 'discord', ok: true, detail: 'http' }]),
    });
    expect(fake.gateway.identifies).toEqual([]);
  });

  it.skipIf(!hasPostgres)('answers from any of several processes on one database', async () => {
    const databaseUrl = await createPostgresDatabase();
    const [first, second] = [await start(databaseUrl), await start(databaseUrl)];
    await bringTo(first);
    const list = await search();
    await bringTo(second);
    const next = await fake.press(list, 'Page 2 ▶').answer();
    expect([next.id, textOf(next)]).toEqual([list.id, expect.stringContaining('Page 2 of')]);
    expect(
      fake.requests.filter(({ method, path }) => method === 'PUT' && /commands$/.test(path)),
    ).toHaveLength(1);
  });
});
