import type { Clock } from '../core/clock.js';
import type { Paper } from '../papers/paper.js';
import { searchDocument } from '../papers/search-document.js';
import { rankByTrend } from '../papers/trending.js';
import type { TopicMatcher } from '../search/topics/topic-matcher.js';
import type { OutboxStore } from './outbox.js';
import type { Subscription, SubscriptionStore } from './subscription.js';
import { type DigestEntry, isListedInTime } from './topic-digest.js';
import type { Asker } from './topics.js';

/** What topics bring, for people who ask about it. */
export interface TopicInsight {
  /** The papers first seen within so many milliseconds that match a topic of the asker, also a paused one; each once, the best first. */
  catchUp(asker: Asker, milliseconds: number): Promise<readonly DigestEntry[] | 'no-topics'>;
  /** The topics of the asker, by number, and whether their destinations have been given a paper. */
  given(asker: Asker, paper: Paper): Promise<readonly GivenTopic[]>;
}

export interface GivenTopic {
  readonly topic: Subscription;
  readonly given: boolean;
  /** Whether the paper was known before the topic looked out for it. */
  readonly before: boolean;
  /** Whether somebody has looked the paper up and no source has brought it. */
  readonly lookedUp: boolean;
}

export function createTopicInsight(options: {
  readonly subscriptions: Pick<SubscriptionStore, 'ofOwner'>;
  readonly outbox: Pick<OutboxStore, 'history'>;
  readonly matcher: Pick<TopicMatcher, 'match'>;
  readonly catalog: { all(): readonly Paper[]; resolve(id: string): string };
  readonly clock: Clock;
}): TopicInsight {
  const { subscriptions, outbox, matcher, catalog, clock } = options;
  const ownOf = ({ direct: { platform, tenant, id } }: Asker) =>
    subscriptions.ofOwner({ platform, tenant, id });
  return {
    async catchUp(asker, milliseconds) {
      const now = clock.now();
      const topics = await ownOf(asker);
      if (topics.length === 0) return 'no-topics';
      const recent = catalog.all().filter((paper) => isWithin(paper, milliseconds, now));
      const documents = recent.map((paper) => searchDocument(paper));
      const { matched } = await matcher.match({ documents, queries: topics.map(({ query }) => query), now });
      const wanted = new Map<string, Subscription[]>();
      for (const topic of topics)
        for (const id of matched.get(topic.query) ?? []) wanted.set(id, [...(wanted.get(id) ?? []), topic]);
      return rankByTrend(recent, now).flatMap((paper) => {
        const found = wanted.get(paper.id);
        return found === undefined ? [] : [{ paper, topics: found }];
      });
    },
    async given(asker, paper) {
      const topics = await ownOf(asker);
      const histories = await outbox.history(topics.map(({ target }) => target));
      const seen = Date.parse(paper.firstSeenAt ?? '');
      return topics.map((topic, at) => ({
        topic,
        given: [...(histories[at]?.paperIds ?? [])].some((id) => catalog.resolve(id) === paper.id),
        lookedUp: paper.firstSeenAt === undefined,
        before: !(seen > topic.matchesSince.getTime()),
      }));
    },
  };
}

function isWithin(paper: Paper, milliseconds: number, now: Date): boolean {
  return Date.parse(paper.firstSeenAt ?? '') > now.getTime() - milliseconds && isListedInTime(paper);
}
