import { createDiscordAdapter } from '../../src/adapters/discord/index.js';
import { createSlackAdapter } from '../../src/adapters/slack/index.js';
import { createJobs } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { type House, openHouse, openStoreOf } from '../../src/house.js';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createFakeSlack, type FakeSlack } from '../fakes/slack/fake-slack.js';
import { serveRoutes, type Transport } from './served-routes.js';

/** A whole paperboy on the seed, with the real SDKs in front of a Discord and a Slack of our own. */
export interface TwoPlatforms {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly clock: ManualClock;
  readonly house: House;
  /** Lets the scheduler wake its jobs once, at the time it is. */
  tick(): Promise<void>;
  /** All that has been written into the log since the last start. */
  log(): string;
  /** Stops paperboy and starts it again on the same database; the platforms stay. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** With `SOURCES` in its environment there is no seed; nothing is polled in any case. */
export async function startTwoPlatforms(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
  transport: Transport = 'gateway',
): Promise<TwoPlatforms> {
  const settings = { ...environment, DATABASE_URL: databaseUrl };
  const discord = await createFakeDiscord();
  const slack = createFakeSlack();
  await slack.start();
  const clock = createManualClock();
  let running = await startHouse({ settings, transport }, discord, slack, clock);
  return {
    discord,
    slack,
    clock,
    get house() {
      return running.house;
    },
    async tick() {
      const signal = new AbortController().signal;
      for (const job of running.jobs) await job.run(signal);
    },
    log: () => JSON.stringify(running.logger.entries),
    async restart() {
      await running.stop();
      running = await startHouse({ settings, transport }, discord, slack, clock);
    },
    async stop() {
      await running.stop();
      await Promise.all([discord.stop(), slack.stop()]);
    },
  };
}

async function startHouse(
  {
    settings,
    transport,
  }: { readonly settings: Readonly<Record<string, string>>; readonly transport: Transport },
  discord: FakeDiscord,
  slack: FakeSlack,
  clock: ManualClock,
) {
  const logger = createRecordingLogger();
  const { config } = readConfig(settings);
  const store = await openStoreOf({ config, clock, logger });
  const { token, apiUrl } = discord;
  const key = transport === 'http' ? { publicKey: discord.endpoint.publicKey } : {};
  const { botToken, appToken } = slack;
  // Whoever starts again at once, or again and again, would wait for a clock that stands still.
  const gates = () => ({ reserve: async () => 0 });
  const memory = {
    ...store.settings,
    read: async (key: string) => (key.startsWith('discord-sessions:') ? undefined : store.settings.read(key)),
  };
  const adapters = [
    createDiscordAdapter({ token, apiUrl, ...key, memory, gates, clock, logger }),
    createSlackAdapter({
      botToken,
      appToken,
      apiUrl: slack.apiUrl,
      channelRights: 'managers',
      clock,
      logger,
    }),
    // Pauses between lists would wait for a clock that stands still.
  ].map((adapter) => ({ ...adapter, rates: {} }));
  const routes = adapters.flatMap((adapter) => adapter.routes ?? []);
  const server = await serveRoutes({ routes }, discord, { clock, logger });
  const house = await openHouse({ config, clock, logger, adapters, store });
  await Promise.all(adapters.map((adapter) => adapter.start(house.bot, house.lookout)));
  return {
    house,
    logger,
    jobs: createJobs(house, { clock, logger }),
    async stop() {
      await Promise.all(adapters.map((adapter) => adapter.stop()));
      await server.stop();
      await house.close();
      await store.close();
    },
  };
}
