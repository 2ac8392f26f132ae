import { createAdapters } from './adapters/index.js';
import type { ConfigReading } from './config.js';
import type { ChatAdapter } from './core/chat-adapter.js';
import type { Clock } from './core/clock.js';
import { createPlanner } from './delivery/planner.js';
import { createRelay } from './delivery/relay.js';
import { type House, openHouse, openStoreOf } from './house.js';
import { createHttpServer, type HttpServer } from './ops/http-server.js';
import type { Logger } from './ops/logger.js';
import { rankByTrend } from './papers/trending.js';
import { dailyList } from './presenters/daily-list.js';
import { createFollowCatalogJob } from './scheduler/jobs/follow-catalog.js';
import { createPostDailyListsJob } from './scheduler/jobs/post-daily-lists.js';
import { createScheduler, type Job } from './scheduler/scheduler.js';
import type { Store } from './store/store.js';

export interface AppOptions {
  readonly reading: ConfigReading;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The bot as it runs. */
export interface App {
  /** What the operator should see, one line each. */
  readonly welcome: readonly string[];
  stop(): Promise<void>;
}

/** Why paperboy cannot start: everything that was found, one sentence each. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Starts everything, in order: store, HTTP server, catalog, adapters, scheduler. What stands in the way is collected as far as that can be
 * known at once, and thrown as one `StartError`; what had been started is stopped again.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config } = options.reading;
  const problems = [...options.reading.problems];
  const started: { stop(): Promise<void> }[] = [];
  const attempt = async <Value>(work: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await work;
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };
  const giveUp = async (): Promise<never> => {
    await stopAll(started);
    throw new StartError(problems);
  };

  const store = await attempt(openStoreOf({ config, ...options }));
  if (store !== undefined) started.push({ stop: () => store.close() });
  const adapters =
    store === undefined ? [] : createAdapters({ config, settings: store.settings, ...options });
  const http = openHttp(adapters, store, options);
  const address = await attempt(http.start());
  if (address !== undefined) started.push(http);
  if (store === undefined || address === undefined || problems.length > 0) return giveUp();

  const house = await openHouse({ config, adapters, store, ...options });
  const greetings = await Promise.all(
    adapters.map(async (adapter) => {
      started.push(adapter);
      return attempt(adapter.start(house.bot));
    }),
  );
  if (problems.length > 0) return giveUp();

  const scheduler = createScheduler({ jobs: createJobs(house, options), logger: options.logger });
  scheduler.start();
  started.push(scheduler);
  options.logger.info({ event: 'started', count: house.services.catalog.size });
  const welcome = [
    ...(config.playground ? [`The playground is at ${address.url}`] : []),
    ...greetings.flatMap((lines) => lines ?? []),
    `${house.services.catalog.size} papers are ready. Stop with Ctrl-C.`,
  ];
  return { welcome, stop: () => stopAll(started) };
}

/** The last to start is the first to stop; one that fails does not keep the others. */
async function stopAll(started: { stop(): Promise<void> }[]): Promise<void> {
  for (const part of started.splice(0).reverse()) await part.stop().catch(() => undefined);
}

function openHttp(
  adapters: readonly ChatAdapter[],
  store: Store | undefined,
  { reading, logger }: AppOptions,
): HttpServer {
  const { host, port } = reading.config;
  return createHttpServer({
    host,
    port,
    logger,
    routes: adapters.flatMap((adapter) => adapter.routes ?? []),
    ready: async () => [
      { name: 'store', ok: await isReadable(store) },
      ...adapters.map((adapter) => ({ name: adapter.platform, ok: adapter.connected() })),
    ],
  });
}

async function isReadable(store: Store | undefined): Promise<boolean> {
  return (
    store !== undefined &&
    (await store.settings.read('ready').then(
      () => true,
      () => false,
    ))
  );
}

/** The work that the clock wakes. */
export function createJobs(
  { services, store, destinations }: House,
  { clock, logger }: Omit<AppOptions, 'reading'>,
): readonly Job[] {
  const { catalog } = services;
  const { schedules, outbox, actions } = store;
  const ranked = () => rankByTrend(catalog.all(), clock.now());
  const planner = createPlanner({ schedules, outbox, actions, ranked, present: dailyList, clock, logger });
  const relay = createRelay({ outbox, send: destinations.send, clock, logger, random: Math.random });
  return [createPostDailyListsJob({ planner, relay }), createFollowCatalogJob({ catalog, logger })];
}
