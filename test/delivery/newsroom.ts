import type { MessageLimits, SendingRates, Sighting } from '../../src/core/chat-adapter.js';
import type { Person, Target } from '../../src/core/invocation.js';
import { createReply, type Reply } from '../../src/core/reply.js';
import { createDaily } from '../../src/delivery/daily.js';
import type { DailyList, Supply } from '../../src/delivery/daily-list.js';
import type { DailyMaterial } from '../../src/delivery/daily-material.js';
import { createDailyTest } from '../../src/delivery/daily-test.js';
import { createDestinationKeeper } from '../../src/delivery/destination-keeper.js';
import type { Destinations } from '../../src/delivery/destinations.js';
import { createPlanner } from '../../src/delivery/planner.js';
import { createRelay, type RelayOptions } from '../../src/delivery/relay.js';
import { createReach, type Reach } from '../../src/ops/failpoints.js';
import type { Paper } from '../../src/papers/paper.js';
import { searchDocument } from '../../src/papers/search-document.js';
import { suspensionNotice } from '../../src/presenters/suspension-notice.js';
import { createPlanDailyListsJob } from '../../src/scheduler/jobs/plan-daily-lists.js';
import { createRelayDeliveriesJob } from '../../src/scheduler/jobs/relay-deliveries.js';
import { analyzeDocument } from '../../src/search/document-terms.js';
import { matches } from '../../src/search/query/evaluate.js';
import { parseQuery } from '../../src/search/query/parse.js';
import { openStore } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePapers } from '../store/sample-papers.js';

export const ana: Person = { id: 'ana' };
export const channel: Target = { platform: 'discord', tenant: 'guild', id: 'general', kind: 'channel' };
export const elsewhere: Target = { platform: 'slack', tenant: 'T1', id: 'C1', kind: 'channel' };
export const NO_MORE = 'No more papers.';

export interface Post {
  readonly target: Target;
  readonly text: string;
  readonly key: string;
  readonly at: string;
}

/** What readers see: the one thing that survives a restart besides the database. */
export interface Platform {
  readonly posts: readonly Post[];
  /** Everything that was tried, also in vain. */
  readonly attempts: readonly Post[];
  /** What `send` does instead of posting; it posts again once this returns nothing. */
  trouble: (attempt: Post) => Error | undefined | Promise<Error | undefined>;
  /** Whether what is in trouble arrives all the same, and only the answer is lost. */
  arrives: boolean;
  /** Whether what was posted can be read back. */
  readable: boolean;
  remembersKeyMs: number;
  /** What a look at our rights says. */
  verdict: Awaited<ReturnType<Destinations['verdict']>>;
  find(target: Target, key: string, since: Date): Promise<Sighting>;
  send(target: Target, reply: Reply, key: string): Promise<{ readonly messageId: string }>;
}

export function createPlatform(clock: ManualClock): Platform {
  const posts: Post[] = [];
  const attempts: Post[] = [];
  const platform: Platform = {
    posts,
    attempts,
    trouble: () => undefined,
    arrives: false,
    readable: true,
    remembersKeyMs: 60_000,
    verdict: { ok: true },
    async find(_target, key, since) {
      if (!platform.readable) return 'unreadable';
      const at = posts.findIndex((post) => post.key === key && post.at >= since.toISOString());
      return at < 0 ? 'absent' : { messageId: `m${at + 1}` };
    },
    async send(target, reply, key) {
      const post = { target, text: reply.summary, key, at: clock.now().toISOString() };
      attempts.push(post);
      const trouble = await platform.trouble(post);
      if (trouble !== undefined && !platform.arrives) throw trouble;
      const known = posts.findIndex((one) => one.key === key && isWithin(platform.remembersKeyMs, one, post));
      if (known < 0) posts.push(post);
      if (trouble !== undefined) throw trouble;
      return { messageId: `m${known < 0 ? posts.length : known + 1}` };
    },
  };
  return platform;
}

function isWithin(milliseconds: number, earlier: Post, later: Post): boolean {
  return Date.parse(later.at) - Date.parse(earlier.at) < milliseconds;
}

/** "2026-05-21: Paper 1, Paper 2". */
export function presentList({ date, papers }: DailyList): Reply {
  const titles = papers.map(({ title }) => title).join(', ');
  const text = papers.length === 0 ? NO_MORE : `${date}: ${titles}`;
  return createReply([{ type: 'text', spans: [{ text }] }]);
}

/** What lists are made of; tests change it as days go by. */
interface Corpus {
  papers: readonly Paper[];
  supply: Supply;
}

/** Every match is looked for in every paper, with no index that could miss one. */
function matchingIds(written: string, papers: readonly Paper[], now: Date): ReadonlySet<string> {
  const parsed = parseQuery(written);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { root } = parsed.query;
  const found = papers.filter((paper) => matches(root, analyzeDocument(searchDocument(paper)), now));
  return new Set(found.map(({ id }) => id));
}

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

/** The rooms of a daily list, put together as the process does it, around a real database. */
export async function openNewsroom(
  options: {
    readonly url?: string;
    readonly clock?: ManualClock;
    /** Has PostgreSQL go by its own clock. */
    readonly serverTime?: boolean;
    readonly platform?: Platform;
    readonly present?: (list: DailyList) => Reply;
    readonly random?: () => number;
    /** As fast as can be, if not given. */
    readonly rates?: SendingRates;
    /** None, if not given: a list is one message. */
    readonly limits?: MessageLimits;
    /** The platform, as fast as can be, if not given. */
    readonly destinations?: RelayOptions['destinations'];
    readonly reach?: Reach;
  } = {},
) {
  const {
    url = ':memory:',
    clock = createManualClock('2026-05-20T12:00:00Z'),
    present = presentList,
  } = options;
  const { platform = createPlatform(clock), random = () => 1, reach = createReach() } = options;
  const logger = createRecordingLogger();
  const ownTime = options.serverTime === true ? {} : ({ time: 'process' } as const);
  const store = await openStore({ url, clock, logger, reach, ...ownTime });
  const { clock: time, schedules, outbox, editions, actions } = store;
  const corpus: Corpus = { papers: samplePapers(20), supply: 'none' };
  const material: DailyMaterial = {
    batch: async () => ({ ranked: corpus.papers }),
    matching: async (query) => matchingIds(query, corpus.papers, time.now()),
    supply: async () => corpus.supply,
  };
  const planner = createPlanner({
    ...{ schedules, outbox, editions, actions, material, present, clock: time, logger },
    limitsOf: () => options.limits,
  });
  const destinations = options.destinations ?? {
    send: platform.send,
    find: platform.find,
    remembersKeyMs: () => platform.remembersKeyMs,
    ratesOf: () => options.rates ?? {},
  };
  const keeper = createDestinationKeeper({
    destinations: {
      verdict: async () => platform.verdict,
      nameOf: async ({ id }) => `#${id}`,
      directTenant: () => 'direct',
    },
    states: store.destinations,
    outbox,
    present: suspensionNotice,
    clock: time,
    logger,
  });
  const relayOptions = { outbox, destinations, keeper, clock: time, logger, random, reach };
  const relay = createRelay(relayOptions);
  const planning = createPlanDailyListsJob({ planner, relay, keeper });
  const relaying = [channel, elsewhere].map(({ platform }) => createRelayDeliveriesJob({ platform, relay }));
  const relayAll = async (signal = new AbortController().signal) => {
    await Promise.all(relaying.map((job) => job.run(signal)));
  };
  return {
    clock,
    platform,
    logger,
    store,
    corpus,
    planner,
    relay,
    /** Sends what is owed on every platform. */
    relayAll,
    dailyTest: createDailyTest({
      ...{ outbox, status: store.status, actions, material, present, clock: time, logger },
      limitsOf: () => options.limits,
    }),
    daily: createDaily({ schedules, outbox, keeper, clock: time }),
    keeper,
    /** What the next process would have. */
    restartedRelay: () => createRelay(relayOptions),
    /** What happens every ten seconds. */
    async tick() {
      await planning.run(new AbortController().signal);
      await relayAll();
    },
    /** Sleeps through until an instant, and wakes up then. */
    async tickAt(instant: string) {
      clock.advance(Date.parse(instant) - clock.now().getTime());
      await this.tick();
    },
    texts: () => platform.posts.map(({ text }) => text),
    close: () => store.close(),
  };
}
