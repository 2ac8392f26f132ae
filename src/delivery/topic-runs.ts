import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type { Paper } from '../papers/paper.js';
import { presentCarefully } from './careful-presenting.js';
import type { Destinations } from './destinations.js';
import { freezeMessage, oweMessage } from './new-deliveries.js';
import type { Advance, PlannedRun } from './outbox.js';
import type { Subscription } from './subscription.js';
import { composeDigest, type TopicDigest } from './topic-digest.js';
import type { DueDigest } from './topic-time.js';

const POSTPONED_MS = 10 * 60 * 1_000;
const NONE: ReadonlySet<string> = new Set();

/** A topic whose next run has come. */
export interface DueTopic {
  readonly subscription: Subscription;
  /** Undefined when its time is over: nobody was here in time, or it rests. */
  readonly due: DueDigest | undefined;
  readonly nextRunAt: Date;
}

/** The ids of the papers that each query matches; one that matches none is not in it. */
export type Matched = ReadonlyMap<string, ReadonlySet<string>>;

export interface DestinationOptions {
  /** The best first. */
  readonly news: readonly Paper[];
  readonly matched: Matched;
  /** What the destination has been given already. */
  readonly given: ReadonlySet<string>;
  /** What the newest papers are known by. */
  readonly batch: string | undefined;
  readonly now: Date;
  readonly limitsOf?: Destinations['limitsOf'] | undefined;
  readonly present: (digest: TopicDigest, about: { readonly date: string; readonly now: Date }) => Reply;
  /** Told of every reply that is owed. */
  readonly keep: (reply: Reply) => void;
  readonly logger: Logger;
}

/**
 * What becomes of the due topics of one destination: one digest, if they bring anything, and their next runs. A digest that cannot be made is
 * tried again a little later, and holds up no other one.
 */
export function planDestination(
  topics: readonly DueTopic[],
  options: DestinationOptions,
): readonly PlannedRun[] {
  try {
    return planned(topics, options);
  } catch (error) {
    const { logger, now } = options;
    const [first] = topics;
    logger.error({
      event: 'planning-failed',
      platform: first?.subscription.target.platform ?? 'unknown',
      err: error,
    });
    const nextRunAt = new Date(now.getTime() + POSTPONED_MS);
    return topics.map((topic) => ({ advances: [advanceOf({ ...topic, nextRunAt })], deliveries: [] }));
  }
}

function planned(topics: readonly DueTopic[], options: DestinationOptions): readonly PlannedRun[] {
  const { news: ranked, matched, given, now } = options;
  const owed = topics.filter(({ due }) => due !== undefined);
  const late = topics.filter(({ due }) => due === undefined);
  const digest = composeDigest({
    topics: owed.map(({ subscription }) => subscription),
    ...{ ranked, given, now },
    matching: (query) => matched.get(query) ?? NONE,
  });
  const idle = late.map((topic): PlannedRun => ({ advances: [advanceOf(topic)], deliveries: [] }));
  return [...idle, ...(digest.entries.length === 0 ? quiet(owed) : [runOf(owed, digest, options)])];
}

/** Nothing is said, and those that wait for papers go on waiting. */
function quiet(owed: readonly DueTopic[]): readonly PlannedRun[] {
  return owed
    .filter(({ subscription }) => subscription.every !== 'new')
    .map((topic) => ({ advances: [advanceOf(topic)], deliveries: [] }));
}

/** The digest is the first topic's that brings something, by name; all that do know it as theirs. */
function runOf(owed: readonly DueTopic[], digest: TopicDigest, options: DestinationOptions): PlannedRun {
  const { now, batch, present, keep } = options;
  const bringing = owed.filter(({ subscription }) => digest.topics.includes(subscription));
  const [first] = bringing;
  if (first?.due === undefined) throw new Error('A digest has no topic that brings it.');
  const { date } = first.due;
  const { target } = first.subscription;
  const list = `topics:${first.subscription.id}`;
  const period = first.due.period ?? batch ?? `batch:${now.getTime()}`;
  const { reply, papers } = presentCarefully({
    papers: digest.entries.map(({ paper }) => paper),
    show: (some, plain) => {
      const entries = digest.entries.filter(({ paper }) => some.includes(paper));
      return present({ ...digest, entries, plain }, { date, now });
    },
    logger: options.logger,
  });
  const paperIds = [...papers, ...digest.behind].map(({ id }) => id);
  const message = freezeMessage({ content: 'papers', reply, paperIds }, options.limitsOf?.(target));
  const expiresAt = new Date(Math.min(...bringing.map(({ due }) => due?.expiresAt.getTime() ?? Infinity)));
  const deliveries = oweMessage(message, { target, list, period, dueAt: now, expiresAt });
  keep(reply);
  const silent = owed.filter((topic) => !bringing.includes(topic) && topic.subscription.every !== 'new');
  const advances = [
    ...bringing.map((topic) => advanceOf(topic, { list, period, date: topic.due?.date ?? date })),
    ...silent.map((topic) => advanceOf(topic)),
  ];
  return { advances, deliveries };
}

function advanceOf({ subscription, nextRunAt }: DueTopic, digest?: SubscriptionAdvance['digest']): Advance {
  const { id, revision } = subscription;
  return { kind: 'subscription', id, revision, nextRunAt, digest };
}

type SubscriptionAdvance = Extract<Advance, { kind: 'subscription' }>;
