import { createAdapters } from './adapters/index.js';
import type { Config, ConfigReading } from './config.js';
import type { ChatAdapter } from './core/chat-adapter.js';
import type { Clock } from './core/clock.js';
import { createClockWatch } from './delivery/clock-watch.js';
import { createDayReport } from './delivery/day-report.js';
import { createPlanner } from './delivery/planner.js';
import { createRelay } from './delivery/relay.js';
import { createTopicPlanner, type TopicPlanner } from './delivery/topic-planner.js';
import { type House, openHouse, openStoreOf } from './house.js';
import { createReach, type Failpoint } from './ops/failpoints.js';
import { createHttpServer, type HttpServer } from './ops/http-server.js';
import type { Logger } from './ops/logger.js';
import { dailyList } from './presenters/daily-list.js';
import { topicDigest } from './presenters/topic-digest.js';
import { createFollowCatalogJob } from './scheduler/jobs/follow-catalog.js';
import { createPlanDailyListsJob } from './scheduler/jobs/plan-daily-lists.js';
import { createPlanTopicsJob } from './scheduler/jobs/plan-topics.js';
import { createPollSourcesJob } from './scheduler/jobs/poll-sources.js';
import { createRelayDeliveriesJob } from './scheduler/jobs/relay-deliveries.js';
import { createReportDeliveriesJob } from './scheduler/jobs/report-deliveries.js';
import { createTidyStoreJob } from './scheduler/jobs/tidy-store.js';
import { createWatchClockJob } from './scheduler/jobs/watch-clock.js';
import { createWatchPlacesJob } from './scheduler/jobs/watch-places.js';
import { createScheduler, type Job } from './scheduler/scheduler.js';
import { createLiveSources, leadingSource } from './sources/live-sources.js';
import { createPoller } from './sources/poller.js';
import type { SourceAddresses } from './sources/source-clients.js';
import type { Store } from './store/store.js';

export interface AppOptions {
  readonly reading: ConfigReading;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Resolves when the process is told to end, also while it is still starting. */
  readonly stopped?: Promise<unknown>;
}

/** The bot as it runs. */
export interface App {
  /** What the operator should see, one line each. */
  readonly welcome: readonly string[];
  stop(): Promise<void>;
}

/** Why paperboy has not started: everything that was found, one sentence each; none, where it was told to stop before. */
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
  const { config, unusable } = options.reading;
  const startup = createStartup(options);
  // A variable that is of no use stands at its default here, and nothing may be opened or tried under that.
  const store = unusable.has('DATABASE_URL')
    ? undefined
    : await startup.attempt(openStoreOf({ config, ...options }));
  if (store !== undefined) startup.keep({ stop: () => store.close() });
  await startup.attempt(store?.hold() ?? Promise.resolve());
  const adapters = store === undefined ? [] : await createAdapters({ config, store, ...options });
  const http = openHttp(adapters, store, options);
  const address = unusable.has('PORT') ? undefined : await startup.attempt(http.start());
  if (address !== undefined) startup.keep(http);
  if (store === undefined || address === undefined || startup.failed()) return startup.giveUp();

  const stopping = new AbortController();
  const { signal: stop } = stopping;
  const house = await startup.attempt(openHouse({ config, adapters, store, stop, ...options }));
  if (house === undefined) return startup.giveUp();
  startup.keep({ stop: () => house.close() });
  const greetings = await connectAll(adapters, house, startup);
  if (startup.failed()) return startup.giveUp();

  const scheduler = createScheduler({
    jobs: createJobs(house, { ...options, ...config }),
    logger: options.logger,
  });
  scheduler.start();
  startup.keep(scheduler);
  // A source that lets us wait must not hold up the end.
  startup.keep({ stop: async () => stopping.abort() });
  const { size } = house.services.catalog;
  options.logger.info({ event: 'started', count: size });
  const playground = config.playground ? [`The playground is at ${address.url}`] : [];
  return {
    welcome: [
      ...playground,
      ...greetings,
      ...contactMissing(config),
      `${size} papers are ready. Stop with Ctrl-C.`,
    ],
    stop: startup.stop,
  };
}

/** Sources are asked with an address to write to, which only the operator can name. */
function contactMissing({ sources, publicUrl }: Config): readonly string[] {
  if (publicUrl !== undefined || leadingSource(sources) === undefined) return [];
  return ['Set PUBLIC_URL to a page about your bot: the sources it asks cannot tell whom to write to.'];
}

/** Connects the platforms side by side, and resolves with what they have to say. */
async function connectAll(
  adapters: readonly ChatAdapter[],
  { bot, lookout }: House,
  startup: Startup,
): Promise<readonly string[]> {
  const greetings = await Promise.all(
    adapters.map((adapter) => {
      startup.keep(adapter);
      return startup.attempt(adapter.start(bot, lookout));
    }),
  );
  return greetings.flatMap((lines) => lines ?? []);
}

interface Part {
  stop(): Promise<void>;
}

/** What has been started so far, and what stood in the way. */
interface Startup {
  /** Waits for work; what it throws is remembered as a problem. It ends early when paperboy is told to stop. */
  attempt<Value>(work: Promise<Value>): Promise<Value | undefined>;
  keep(part: Part): void;
  failed(): boolean;
  /** Stops what has been started, and throws what stood in the way. */
  giveUp(): Promise<never>;
  stop(): Promise<void>;
}

function createStartup({ reading, logger, stopped }: AppOptions): Startup {
  const problems = [...reading.problems];
  const parts: Part[] = [];
  let interrupted = false;
  const interruption = stopped?.then((): never => {
    interrupted = true;
    throw new Error('told to stop');
  });
  interruption?.catch(() => undefined);
  // The last to start is the first to stop; one that fails does not keep the others.
  const stop = async () => {
    for (const part of parts.splice(0).reverse()) {
      await part.stop().catch((err: unknown) => logger.error({ event: 'stop-failed', err }));
    }
  };
  return {
    stop,
    keep: (part) => void parts.push(part),
    failed: () => interrupted || problems.length > 0,
    async attempt(work) {
      try {
        return await (interruption === undefined ? work : Promise.race([work, interruption]));
      } catch (error) {
        // What fails because of that is nobody's fault.
        if (interrupted) return undefined;
        const problem = error instanceof Error ? error.message : String(error);
        if (!problems.includes(problem)) problems.push(problem);
        return undefined;
      }
    },
    async giveUp() {
      await stop();
      throw new StartError(problems);
    },
  };
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
      ...adapters.map((adapter) => ({
        name: adapter.platform,
        ok: adapter.connected(),
        ...(adapter.condition === undefined ? {} : { detail: adapter.condition() }),
      })),
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

interface JobOptions extends Pick<AppOptions, 'clock' | 'logger'> {
  readonly failpoint?: Failpoint | undefined;
  readonly sources?: SourceAddresses | undefined;
}

/** The work that the clock wakes. */
export function createJobs(house: House, options: JobOptions): readonly Job[] {
  const { services, store, destinations, keeper, lookout, material } = house;
  const { logger, failpoint } = options;
  const { catalog } = services;
  const { clock, schedules, outbox, editions, actions, status, settings } = store;
  const planner = createPlanner({
    schedules,
    outbox,
    editions,
    actions,
    material,
    present: dailyList,
    limitsOf: destinations.limitsOf,
    clock,
    logger,
  });
  const reach = createReach(failpoint);
  const relay = createRelay({ outbox, destinations, keeper, clock, logger, random: Math.random, reach });
  return [
    createWatchPlacesJob(lookout),
    createPlanDailyListsJob({ planner, relay, keeper }),
    createWatchClockJob(createClockWatch({ clock, logger })),
    createPlanTopicsJob({ planner: topicPlannerOf(house, options) }),
    ...destinations.platforms.map((platform) => createRelayDeliveriesJob({ platform, relay })),
    createFollowCatalogJob({ catalog, logger }),
    createReportDeliveriesJob(createDayReport({ status, memory: settings, clock, logger })),
    createTidyStoreJob(() => store.privacy.tidy(clock.now())),
    ...pollingJobs(house, options),
  ];
}

function topicPlannerOf(
  { services, store, destinations, topicMatcher }: House,
  { logger }: JobOptions,
): TopicPlanner {
  const { catalog, about } = services;
  const { clock, subscriptions, outbox, actions } = store;
  const usual = { at: about.defaultAt, zone: about.defaultZone };
  const { limitsOf } = destinations;
  const doors = { subscriptions, outbox, actions, catalog, matcher: topicMatcher, limitsOf };
  return createTopicPlanner({ ...doors, present: topicDigest, usual, clock, logger });
}

/** Nothing is asked where no source is configured. */
function pollingJobs({ store, services, sources: clients }: House, options: JobOptions): readonly Job[] {
  const { logger, sources: addresses = {} } = options;
  const { clock, papers, feedDays, settings, sourceStates: states } = store;
  const { catalog } = services;
  const announce = async () => void (await catalog.follow());
  const ports = { papers, catalog, feedDays, memory: settings, clock, logger, announce };
  const sources = createLiveSources(addresses, clients, ports);
  return sources.length === 0 ? [] : [createPollSourcesJob(createPoller({ sources, states, clock, logger }))];
}
