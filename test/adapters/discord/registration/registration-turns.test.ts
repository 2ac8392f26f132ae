import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdapters } from '../../../../src/adapters/index.js';
import { readConfig } from '../../../../src/config.js';
import type { ChatAdapter } from '../../../../src/core/chat-adapter.js';
import { openStore, type Store } from '../../../../src/store/store.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { createFakeDiscord, type FakeDiscord } from '../../../fakes/discord/fake-discord.js';
import { createManualClock, type ManualClock } from '../../../fakes/manual-clock.js';
import { createRecordingLogger } from '../../../fakes/recording-logger.js';
import { BOTH_DATABASES } from '../../../support/both-databases.js';
import { useTemporaryFolder } from '../../../support/temporary-folder.js';

const { bot } = createScriptedBot(() => listOf(1));

describe.each(BOTH_DATABASES)('processes that start together on %s', (_, newDatabase) => {
  const folder = useTemporaryFolder();
  let fake: FakeDiscord;
  let clock: ManualClock;
  let store: Store;
  let processes: ChatAdapter[];
  beforeEach(async () => {
    fake = await createFakeDiscord();
    clock = createManualClock();
    const logger = createRecordingLogger();
    store = await openStore({ url: await newDatabase(folder), clock, logger, time: 'process' });
    processes = [];
  });
  afterEach(async () => {
    for (const one of processes) await one.stop();
    await store.close();
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });

  /** Over HTTP nothing but the registration has to be waited for. */
  async function aProcess(): Promise<ChatAdapter> {
    const { config } = readConfig({
      DISCORD_TOKEN: fake.token,
      DISCORD_API_URL: fake.apiUrl,
      DISCORD_TRANSPORT: 'http',
      DISCORD_PUBLIC_KEY: fake.endpoint.publicKey,
    });
    const [adapter] = await createAdapters({ config, clock, logger: createRecordingLogger(), store });
    if (adapter === undefined) return expect.fail('there is no adapter');
    processes.push(adapter);
    return adapter;
  }

  const registrations = () => fake.requests.filter(({ method }) => method === 'PUT').length;

  /** Has one process register, which does not hear of it until it is told, and another wait for it. */
  async function firstAndSecond() {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    fake.failNext({ method: 'PUT', path: /commands$/, held, afterAccept: true });
    const [first, second] = [await aProcess(), await aProcess()];
    const begun = first.start(bot);
    await fake.registered();
    const waiting = second.start(bot);
    waiting.catch(() => undefined);
    await clock.timerStarted();
    return { first, second, begun, waiting, release };
  }

  it('have it done by the first, and go on within a second of it', async () => {
    const { second, begun, waiting, release } = await firstAndSecond();
    release();
    await begun;
    clock.advance(1_000);
    await waiting;
    expect(second.connected()).toBe(true);
    expect(registrations()).toBe(1);
  });

  it('have it done by the next where the first takes too long', async () => {
    const { waiting, begun, release } = await firstAndSecond();
    for (let second = 0; second < 10; second += 1) {
      expect(registrations()).toBe(1);
      await clock.timerStarted();
      clock.advance(1_000);
    }
    await waiting;
    expect(registrations()).toBe(2);
    release();
    await begun;
  });

  it('can be stopped while they wait, and stay stopped', async () => {
    const { second, begun, waiting, release } = await firstAndSecond();
    await second.stop();
    await expect(waiting).rejects.toThrow();
    release();
    await begun;
    clock.advance(60_000);
    expect(second.connected()).toBe(false);
    expect(registrations()).toBe(1);
  });

  it('can be stopped while they register, and stay stopped', async () => {
    const { first, begun, release } = await firstAndSecond();
    const stopped = first.stop();
    release();
    await expect(begun).rejects.toThrow();
    await stopped;
    expect(first.connected()).toBe(false);
  });
});
