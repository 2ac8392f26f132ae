import { type ActionStore, keepLongActions } from '../core/action-codec.js';
import type { Clock } from '../core/clock.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type { Paper } from '../papers/paper.js';
import { searchDocument } from '../papers/search-document.js';
import type { TopicMatcher } from '../search/topics/topic-matcher.js';
import type { Destinations } from './destinations.js';
import { createNewsDesk } from './news-desk.js';
import type { OutboxStore, PlannedRun } from './outbox.js';
import { remembered } from './remembered.js';
import type { LocalTime } from './schedule.js';
import type { DueCursor, Subscription, SubscriptionStore } from './subscription.js';
import { NEWS_MS, type TopicDigest } from './topic-digest.js';
import { type DueTopic, type Matched, planDestination } from './topic-runs.js';
import { dueDigest, nextTopicRun, topicTime } from './topic-time.js';
import { createUnknownZones } from './unknown-zones.js';

/** A page of subscriptions costs a thread and an index of the newest papers, and is held in memory. */
const PAGE = 10_000;
/** So many destinations are planned in one transaction: it stays short, and others get their turn in between. */
const CHUNK = 100;
export interface TopicPlannerOptions {
  readonly subscriptions: Pick<SubscriptionStore, 'due'>;
  readonly outbox: Pick<OutboxStore, 'plan' | 'history'>;
  readonly actions: ActionStore;
  readonly matcher: Pick<TopicMatcher, 'match'>;
  readonly catalog: {
    all(): readonly Paper[];
    /** The id that a paper has now. */
    resolve(id: string): string;
  };
  readonly present: (digest: TopicDigest, about: { readonly date: string; readonly now: Date }) => Reply;
  /** What a platform can show in one message; longer digests come in parts. */
  readonly limitsOf?: Destinations['limitsOf'];
  /** For people who have set nothing of their own. */
  readonly usual: LocalTime;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Turns due topics into digests. Planning twice, or on two machines, gives the same digests once. */
export interface TopicPlanner {
  plan(signal?: AbortSignal): Promise<void>;
}

export function createTopicPlanner(options: TopicPlannerOptions): TopicPlanner {
  const { subscriptions, catalog, usual, clock } = options;
  const desk = createNewsDesk(catalog);
  const zones = createUnknownZones(options.logger);
  let planned: { readonly batch: string | undefined; readonly at: Date } | undefined;
  return {
    async plan(signal) {
      const now = clock.now();
      const batch = desk.batch(now);
      const waitingSince = batch !== undefined && batch !== planned?.batch ? undefined : (planned?.at ?? now);
      let news: readonly Paper[] | undefined;
      let after: DueCursor | undefined;
      for (;;) {
        const due = await subscriptions.due({ now, waitingSince, after, most: PAGE });
        if (due.length === 0) break;
        news ??= desk.news(now);
        const plannable = due.filter((topic) => !zones.isUnknown(topicTime(topic, usual).zone));
        if (plannable.length > 0 && !(await planPage(plannable, { news, batch, now, signal }, options)))
          return;
        after = due.at(-1)?.target;
      }
      planned = { batch, at: now };
    },
  };
}

interface Pass {
  /** The best first. */
  readonly news: readonly Paper[];
  readonly batch: string | undefined;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

/** Whether all of the page was planned: when we are told to stop, the rest stays due. */
async function planPage(
  due: readonly Subscription[],
  pass: Pass,
  options: TopicPlannerOptions,
): Promise<boolean> {
  const { now, news } = pass;
  const timesOf = timesAt(now, options.usual);
  const topics = due.map((subscription): DueTopic => ({ subscription, ...timesOf(subscription) }));
  const queries = new Set(
    topics.flatMap(({ due: owed, subscription }) => (owed ? [subscription.query] : [])),
  );
  const documents = news.map((paper) => searchDocument(paper));
  const { matched, failed } = await options.matcher.match({ documents, queries: [...queries], now });
  if (failed.size > 0)
    options.logger.error({
      event: 'topics-unreadable',
      count: failed.size,
      reason: [...failed.values()][0] ?? '',
    });
  const groups = byDestination(topics);
  const papersOf = setsOf(matched);
  for (let start = 0; start < groups.length; start += CHUNK) {
    if (pass.signal?.aborted === true) return false;
    await planChunk(groups.slice(start, start + CHUNK), { ...pass, matched: papersOf }, options);
  }
  return true;
}

/** Worked out once for all topics that are set alike and came last on the same date: a clock of a place is slow to read. */
function timesAt(now: Date, usual: LocalTime): (topic: Subscription) => Pick<DueTopic, 'due' | 'nextRunAt'> {
  return remembered(
    (topic) => JSON.stringify([topicTime(topic, usual), topic.lastDate]),
    (topic) => {
      const time = topicTime(topic, usual);
      return { due: dueDigest(time, now), nextRunAt: nextTopicRun(time, now, topic.lastDate) };
    },
  );
}

function setsOf(matched: ReadonlyMap<string, readonly string[]>): Matched {
  return new Map([...matched].map(([query, ids]) => [query, new Set(ids)]));
}

/** A page is in the order of destinations. */
function byDestination(topics: readonly DueTopic[]): readonly (readonly DueTopic[])[] {
  const groups = new Map<string, DueTopic[]>();
  for (const topic of topics) {
    const { platform, tenant, id } = topic.subscription.target;
    const name = JSON.stringify([platform, tenant, id]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [topic]);
    else group.push(topic);
  }
  return [...groups.values()];
}

async function planChunk(
  groups: readonly (readonly DueTopic[])[],
  pass: Pass & { readonly matched: Matched },
  { outbox, actions, catalog, present, limitsOf, logger }: TopicPlannerOptions,
): Promise<void> {
  const { now } = pass;
  const targets = groups.flatMap(([first]) => (first === undefined ? [] : [first.subscription.target]));
  const histories = await outbox.history(targets, new Date(now.getTime() - NEWS_MS));
  const runs: PlannedRun[] = [];
  const replies: Reply[] = [];
  for (const [at, topics] of groups.entries()) {
    const given = new Set([...(histories[at]?.paperIds ?? [])].map((id) => catalog.resolve(id)));
    const keep = (reply: Reply) => void replies.push(reply);
    runs.push(...planDestination(topics, { ...pass, given, present, limitsOf, keep, logger }));
  }
  for (const reply of replies) await keepLongActions(reply, actions);
  const added = await outbox.plan(runs, now);
  if (added > 0) logger.info({ event: 'digests-planned', count: added });
}
