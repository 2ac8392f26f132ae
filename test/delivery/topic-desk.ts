import type { MessageLimits } from '../../src/core/chat-adapter.js';
import type { Target } from '../../src/core/invocation.js';
import type { Reply } from '../../src/core/reply.js';
import { createRelay } from '../../src/delivery/relay.js';
import type { TopicDigest } from '../../src/delivery/topic-digest.js';
import type { TopicWish } from '../../src/delivery/topic-draft.js';
import { createTopicPlanner } from '../../src/delivery/topic-planner.js';
import { type Asker, createTopics } from '../../src/delivery/topics.js';
import { createReach } from '../../src/ops/failpoints.js';
import type { Paper } from '../../src/papers/paper.js';
import { topicDigest } from '../../src/presenters/topic-digest.js';
import { analyzeDocument } from '../../src/search/document-terms.js';
import { matches } from '../../src/search/query/evaluate.js';
import { parseQuery } from '../../src/search/query/parse.js';
import type { TopicBatch, TopicMatcher } from '../../src/search/topics/topic-matcher.js';
import { openStore } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper } from '../store/sample-papers.js';
import { createPlatform } from './newsroom.js';

export const GENERAL: Target = { platform: 'slack', tenant: 'T1', id: 'general', kind: 'channel' };

/** Somebody who asks in a channel, and may do everything there. */
export function asker(id: string): Asker {
  const direct: Target = { platform: 'slack', tenant: 'T1', id, kind: 'direct' };
  return { direct, target: GENERAL, mayManage: async () => true };
}

/** What the thread does, without the thread. */
export const plainMatcher: Pick<TopicMatcher, 'match'> = {
  async match({ documents, queries, now }: TopicBatch) {
    const matched = new Map<string, readonly string[]>();
    const failed = new Map<string, string>();
    for (const query of queries) {
      const parsed = parseQuery(query);
      if (!parsed.ok) failed.set(query, parsed.problem.message);
      else
        matched.set(
          query,
          documents
            .filter((document) => matches(parsed.query.root, analyzeDocument(document), now))
            .map(({ id }) => id),
        );
    }
    return { matched, failed };
  },
};

export type TopicDesk = Awaited<ReturnType<typeof openTopicDesk>>;

/** The rooms of people's topics, put together as the process does it, around a real database. */
export async function openTopicDesk(
  options: {
    readonly url?: string;
    readonly present?: (digest: TopicDigest) => Reply;
    readonly limitsOf?: () => MessageLimits;
  } = {},
) {
  const clock = createManualClock('2026-05-20T12:00:00Z');
  const platform = createPlatform(clock);
  const logger = createRecordingLogger();
  const store = await openStore({ url: options.url ?? ':memory:', clock, logger });
  const { subscriptions, people, outbox, actions } = store;
  const corpus: { papers: readonly Paper[] } = { papers: [] };
  const catalog = { all: () => corpus.papers, resolve: (id: string) => id };
  const usual = { at: '09:00', zone: 'UTC' };
  const present = (digest: TopicDigest, about: { readonly date: string; readonly now: Date }) =>
    options.present?.(digest) ?? topicDigest(digest, about);
  const { limitsOf = () => ({ items: 25, text: 100_000 }) } = options;
  const doors = { subscriptions, outbox, actions, catalog, matcher: plainMatcher, limitsOf };
  const anotherPlanner = () => createTopicPlanner({ ...doors, present, usual, clock, logger });
  const planner = anotherPlanner();
  const destinations = { send: platform.send, find: platform.find, remembersKeyMs: () => 60_000 };
  const keeper = { refused: async () => undefined };
  const rest = { clock: store.clock, logger, random: () => 1, reach: createReach() };
  const relay = createRelay({ outbox, destinations, keeper, ...rest });
  const limits = { take: async () => undefined };
  const topics = createTopics({ subscriptions, people, limits, usual, clock });
  const goTo = (instant: string) => clock.advance(Date.parse(instant) - clock.now().getTime());
  /** What happens every ten seconds. */
  const tick = async () => {
    await relay.recover();
    await planner.plan();
    await relay.run('slack');
  };
  return {
    ...{ topics, goTo, tick, clock, platform, logger, store, planner, anotherPlanner },
    /** Papers with these titles come in. */
    publish(...titles: readonly string[]) {
      const firstSeenAt = clock.now().toISOString();
      corpus.papers = [...corpus.papers, ...titles.map((title) => samplePaper(title, { firstSeenAt }))];
    },
    /** What is known of the papers changes. */
    update(change: (paper: Paper) => Paper) {
      corpus.papers = corpus.papers.map(change);
    },
    async subscribe(id: string, query: string, more: Partial<TopicWish> = {}) {
      return (await topics.save(asker(id), { query, ...more })).state.subscription;
    },
    /** Sleeps through until an instant, and wakes up then. */
    async tickAt(instant: string) {
      goTo(instant);
      await tick();
    },
    /** The titles that somebody has been brought, message by message. */
    brought: (id: string) =>
      platform.posts.filter(({ target }) => target.id === id).map(({ text }) => titlesIn(text)),
    close: () => store.close(),
  };
}

/** The titles of the papers of a digest, in order: the lines above the links. */
function titlesIn(text: string): readonly string[] {
  return text
    .split('\n\n')
    .flatMap((block) => (block.includes('https://') ? [block.split('\n')[0] ?? ''] : []));
}
