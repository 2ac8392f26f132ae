import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Charts } from './charts/chart.js';
import { createCharts } from './charts/charts.js';
import type { Config } from './config.js';
import type { Bot, ChatAdapter } from './core/chat-adapter.js';
import type { Clock } from './core/clock.js';
import { createDispatcher } from './core/dispatcher.js';
import { UserError } from './core/errors.js';
import { createRegistry } from './core/registry.js';
import { createDaily } from './delivery/daily.js';
import { createDailyMaterial, type DailyMaterial } from './delivery/daily-material.js';
import { createDailyTest } from './delivery/daily-test.js';
import { createDestinationKeeper, type DestinationKeeper } from './delivery/destination-keeper.js';
import { createDestinations, type Destinations } from './delivery/destinations.js';
import { createPlaceLookout, type PlaceLookout } from './delivery/place-watch.js';
import { createTopicInsight } from './delivery/topic-insight.js';
import { createTopics } from './delivery/topics.js';
import { loadCommands } from './load-commands.js';
import { createReach } from './ops/failpoints.js';
import type { Logger } from './ops/logger.js';
import { packageRoot, packageVersion } from './ops/package-root.js';
import { createRateLimiter } from './ops/rate-limiter.js';
import { type Catalog, createCatalog } from './papers/catalog.js';
import { createFeedDays, type FeedDays } from './papers/feed-days.js';
import { createLastLists } from './papers/last-lists.js';
import { createPaperFinder } from './papers/paper-finder.js';
import type { PaperLookup } from './papers/paper-lookup.js';
import { createPaperSearch, type PaperSearch } from './papers/paper-search.js';
import { dailyList } from './presenters/daily-list.js';
import { suspensionNotice } from './presenters/suspension-notice.js';
import { openSearchEngine } from './search/choose-engine.js';
import type { SearchEngine } from './search/search-engine.js';
import { createTopicMatcher, type TopicMatcher } from './search/topics/topic-matcher.js';
import type { Services } from './services.js';
import { leadingSource } from './sources/live-sources.js';
import { readSources } from './sources/read-source.js';
import { createSourceClients, type SourceClients } from './sources/source-clients.js';
import { createSourceLookup } from './sources/source-lookup.js';
import { userAgentOf } from './sources/web/user-agent.js';
import { excuseOfAway } from './store/database-away.js';
import { excuseOf } from './store/full-disk.js';
import { openStore, type Store } from './store/store.js';

const ENGINE_THREAD = new URL('dist/src/search/engines/hosted/engine-worker.js', packageRoot());
const CHART_THREAD = new URL('dist/src/charts/chart-worker.js', packageRoot());
const MATCHING_THREAD = new URL('dist/src/search/topics/matching-worker.js', packageRoot());
/** How often people may change their topics: far more than anybody does by hand, far less than a script. */
const CHANGES = { person: { count: 20, seconds: 60 }, tenant: { count: 200, seconds: 60 } };
/** How often papers may be looked up; all together use less than half of what Hugging Face allows. */
const LOOKUPS = { person: { count: 10, seconds: 60 }, tenant: { count: 60, seconds: 300 } };
const ALL_LOOKUPS = { count: 200, seconds: 300 };
const CATALOG_NAME = 'catalog';
const SEED = fileURLToPath(new URL('data/papers.jsonl', packageRoot()));

export interface HouseOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The adapters that run; none on the command line. */
  readonly adapters?: readonly ChatAdapter[];
  /** Ends what sources are asked for. */
  readonly stop?: AbortSignal;
  /** An opened store, where the caller needed it first. */
  readonly store?: Store;
  /** What an empty catalog is filled from where no source is configured, a path. */
  readonly seed?: string;
}

/** What every way of running paperboy needs: the store, the catalog, and a bot over them. */
export interface House {
  readonly store: Store;
  readonly services: Services;
  readonly destinations: Destinations;
  /** What daily lists are made of. */
  readonly material: DailyMaterial;
  readonly keeper: DestinationKeeper;
  /** Hears from the platforms what becomes of places. */
  readonly lookout: PlaceLookout;
  readonly bot: Bot;
  /** The sources' only clients in this process. */
  readonly sources: SourceClients;
  /** Starts a thread for each batch; costs nothing until then. */
  readonly topicMatcher: TopicMatcher;
  /** Closes what was opened here: a store that was handed over stays open. */
  close(): Promise<void>;
}

/** Opens the store, or rejects with a sentence for the operator. */
export function openStoreOf({ config, clock, logger }: HouseOptions): Promise<Store> {
  const { databaseUrl: url, failpoint } = config;
  return openStore({ url, clock, logger, reach: createReach(failpoint) });
}

/** Furnishes the house: opens the store, loads the catalog (the seed where there is none, and no source), and sets the bot on top. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { config, logger, adapters = [] } = options;
  const store = options.store ?? (await openStoreOf(options));
  const { clock, actions, sourceStates } = store;
  const leading = leadingSource(config.sources);
  const { engine, catalog } = await openCatalog(store, leading, options);
  const sources = openSources(store, options);
  const destinations = createDestinations(adapters);
  const papers = createPaperSearch({ catalog, engine, signals: store.signals });
  const feedDays = createFeedDays(store.feedDays, leading);
  const material = createDailyMaterial({ catalog, papers, feedDays, leading, sourceStates, clock });
  const keeper = openKeeper(destinations, store, logger);
  const lookout = createPlaceLookout({ states: store.destinations, keeper });
  const topicMatcher = createTopicMatcher({ file: MATCHING_THREAD, timers: clock });
  const charts = createCharts({ file: CHART_THREAD, timers: clock, logger });
  const lookup = openLookup(sources, store, logger);
  const parts = {
    engine,
    catalog,
    papers,
    feedDays,
    material,
    destinations,
    keeper,
    topicMatcher,
    lookup,
    charts,
  };
  const services = servicesOf(parts, store, options);
  const registry = createRegistry(await loadCommands());
  const excuse = (error: unknown) => excuseOf(error) ?? excuseOfAway(error);
  const bot = createDispatcher({ registry, services, actions, clock, logger, excuseOf: excuse });
  const close = async () => {
    await charts.close();
    await topicMatcher.close();
    await engine.close();
    if (options.store === undefined) await store.close();
  };
  return { store, services, destinations, keeper, lookout, material, bot, sources, topicMatcher, close };
}

interface Parts extends Pick<House, 'destinations' | 'keeper' | 'material' | 'topicMatcher'> {
  readonly engine: SearchEngine;
  readonly catalog: Catalog;
  readonly papers: PaperSearch;
  readonly feedDays: FeedDays;
  readonly lookup: PaperLookup;
  readonly charts: Charts;
}

/** What commands may use. */
function servicesOf(parts: Parts, store: Store, { config, logger }: HouseOptions): Services {
  const { engine, catalog, papers, feedDays, material, destinations, keeper, lookup, charts } = parts;
  const { clock, schedules, outbox, status, actions, sourceStates, subscriptions, people } = store;
  const lastLists = createLastLists();
  const { defaultAt, defaultZone } = config;
  return {
    catalog,
    papers,
    finder: createPaperFinder({ catalog, engine, lastLists, lookup }),
    lastLists,
    charts,
    daily: createDaily({ schedules, outbox, keeper, clock }),
    dailyTest: createDailyTest({
      ...{ outbox, status, actions, material, clock, logger },
      limitsOf: destinations.limitsOf,
      present: dailyList,
    }),
    topics: createTopics({
      ...{ subscriptions, people, clock },
      limits: createRateLimiter(CHANGES),
      usual: { at: defaultAt, zone: defaultZone },
    }),
    privacy: store.privacy,
    topicInsight: createTopicInsight({ subscriptions, outbox, matcher: parts.topicMatcher, catalog, clock }),
    destinations: { ...destinations, ...keeper },
    status,
    feedDays,
    sourceStates,
    about: { version: packageVersion(), defaultAt, defaultZone },
  };
}

/** An empty catalog is filled from the seed, but not where a source brings papers: the seed would stand among them as old news. */
async function openCatalog(store: Store, leading: string | undefined, options: HouseOptions) {
  const engine = await openEngineOf(store, options);
  const catalog = createCatalog({ store: store.papers, engine });
  if ((await catalog.follow()) === 0 && leading === undefined) {
    await plantSeed(store, options);
    await catalog.follow();
  }
  return { engine, catalog };
}

function openKeeper(
  destinations: Destinations,
  { destinations: states, outbox, clock }: Store,
  logger: Logger,
): DestinationKeeper {
  return createDestinationKeeper({ destinations, states, outbox, present: suspensionNotice, clock, logger });
}

/** Who observed a paper last is decided by one clock for all; how long we wait, by our own. */
function openSources(
  { clock: shared, settings: memory, gate }: Store,
  { config, clock: own, logger, stop }: HouseOptions,
): SourceClients {
  const userAgent = userAgentOf(packageVersion(), config.publicUrl);
  const clock: Clock = { ...shared, timer: (milliseconds) => own.timer(milliseconds) };
  const web = { clock, logger, random: Math.random, stop, userAgent };
  return createSourceClients(config.sources, { ...web, memory, arxivGate: gate('arxiv') });
}

function openLookup(clients: SourceClients, { papers, clock }: Store, logger: Logger): PaperLookup {
  const limits = createRateLimiter(LOOKUPS);
  const budget = createRateLimiter({ person: ALL_LOOKUPS, tenant: ALL_LOOKUPS });
  return createSourceLookup({ clients, papers, clock, logger, limits, budget });
}

/** The index is kept beside the database under a name that the catalog was given once, so that it never stands for another. */
async function openEngineOf(
  { clock, papers, settings, file }: Store,
  { config, logger, adapters }: HouseOptions,
): Promise<SearchEngine> {
  const known = await settings.read(CATALOG_NAME);
  const stamp = known ?? randomUUID();
  // Whoever only looks in beside a running bot leaves its files alone.
  const readOnly = adapters === undefined;
  if (known === undefined && !readOnly) await settings.write(CATALOG_NAME, stamp);
  const refusal = (message: string) => new UserError(message);
  return openSearchEngine({
    choice: config.searchEngine,
    papers: await papers.count(),
    host: { file: ENGINE_THREAD, timers: clock, logger, refusal },
    ...(file === undefined ? {} : { snapshot: { file: `${file}.search`, stamp, readOnly } }),
  });
}

async function plantSeed(store: Store, { clock, logger, seed = SEED }: HouseOptions): Promise<void> {
  for await (const { papers, withdrawn, problems, failure } of readSources([seed])) {
    if (failure !== undefined) throw new Error(failure);
    for (const { place, message } of problems) {
      logger.warn({ event: 'seed-line-skipped', reference: place, reason: message });
    }
    await store.papers.merge({ papers, withdrawn }, clock.now());
  }
}
