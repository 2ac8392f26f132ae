import { UserError } from '../core/errors.js';
import type { Target } from '../core/invocation.js';
import type { LocalTime } from './schedule.js';
import type { PersonSettings, Subscription, Topic, Weekday } from './subscription.js';
import { nextTopicRun, type TopicTime, topicTime } from './topic-time.js';

/** What a person says of a topic; what they leave out stays as it was, or is as usual. What is null is as usual again. */
export type TopicWish = {
  readonly [Key in Exclude<keyof Topic, 'query' | 'at' | 'weekday'>]?: Topic[Key] | undefined;
} & {
  readonly at?: string | null | undefined;
  readonly weekday?: Weekday | null | undefined;
  /** In canonical form. */
  readonly query: string;
  /** The topic to change; else the one with the same query for the same destination, or a new one. */
  readonly number?: number | undefined;
};

/** A topic as it would be. */
export interface TopicDraft {
  readonly topic: Topic;
  readonly time: TopicTime;
  readonly nextRunAt: Date;
  /** The one it changes. */
  readonly before: Subscription | undefined;
}

export interface DraftOptions {
  readonly own: readonly Subscription[];
  readonly person: PersonSettings;
  /** The direct messages of the person. */
  readonly direct: Target;
  readonly usual: LocalTime;
  readonly now: Date;
}

/** Works out what a wish comes to. Throws a `UserError` where it names a topic that is not there, or options that do not fit together. */
export function draftTopic(wish: TopicWish, options: DraftOptions): TopicDraft {
  const { own, person, direct, usual, now } = options;
  const before = meantBy(wish, own, direct);
  const topic = merged(wish, before, direct);
  demandSense(wish, topic, before);
  const twin = own.find((one) => one.id !== before?.id && sameWish(one, topic));
  if (twin !== undefined)
    throw new UserError(`Your topic ${twin.number} has this query for the same place already.`);
  const time = topicTime({ ...topic, person }, usual);
  const moved = before === undefined || !sameTime(time, topicTime(before, usual));
  const nextRunAt = moved ? nextTopicRun(time, now, before?.lastDate) : before.nextRunAt;
  return { topic, time, nextRunAt, before };
}

function meantBy(wish: TopicWish, own: readonly Subscription[], direct: Target): Subscription | undefined {
  if (wish.number !== undefined) return ownTopic(own, wish.number);
  return own.find((one) => sameWish(one, { query: wish.query, target: wish.target ?? direct }));
}

/** A person's topic by its number, or a sentence. */
export function ownTopic(own: readonly Subscription[], number: number): Subscription {
  const found = own.find((one) => one.number === number);
  if (found !== undefined) return found;
  throw new UserError(
    own.length === 0
      ? 'You have no topics yet. `subscribe <query>` makes one.'
      : `You have no topic ${number}. \`subscriptions\` lists yours.`,
  );
}

function merged(wish: TopicWish, before: Subscription | undefined, direct: Target): Topic {
  const at = wish.at === undefined ? before?.at : wish.at;
  const weekday = wish.weekday === undefined ? before?.weekday : wish.weekday;
  return {
    query: wish.query,
    every: wish.every ?? before?.every ?? 'day',
    ...(at == null ? {} : { at }),
    weekday: weekday ?? 'mon',
    days: wish.days ?? before?.days ?? 'all',
    size: wish.size ?? before?.size ?? 10,
    target: wish.target ?? before?.target ?? direct,
  };
}

/** What holds already may be said again beside a change that makes it meaningless, as forms do that show the whole topic. */
function demandSense(wish: TopicWish, { every }: Topic, before: Subscription | undefined): void {
  const isNew = (part: 'weekday' | 'days' | 'at') =>
    wish[part] != null && (before === undefined || wish[part] !== before[part]);
  if (isNew('weekday') && every !== 'week')
    throw new UserError('`day` is the day of a weekly digest: add `every:week`, or leave it out.');
  if (isNew('days') && every === 'week')
    throw new UserError('`days` is not for a weekly digest: its day is `day`, such as `day:fri`.');
  if (isNew('at') && every === 'new')
    throw new UserError('`at` is not for a topic that comes as soon as papers are in: leave it out.');
}

function sameWish(a: Pick<Topic, 'query' | 'target'>, b: Pick<Topic, 'query' | 'target'>): boolean {
  return a.query === b.query && sameTarget(a.target, b.target);
}

export function sameTarget(a: Target, b: Target): boolean {
  return a.platform === b.platform && a.tenant === b.tenant && a.id === b.id;
}

function sameTime(a: TopicTime, b: TopicTime): boolean {
  const parts = ({ every, weekday, days, at, zone }: TopicTime) => [every, weekday, days, at, zone].join();
  return parts(a) === parts(b);
}
