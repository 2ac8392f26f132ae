import type { Clock } from '../core/clock.js';
import { UserError } from '../core/errors.js';
import { isShared, type Target } from '../core/invocation.js';
import type { DeliveryReport } from './outbox.js';
import type { RateLimits } from './rate-limits.js';
import type { LocalTime } from './schedule.js';
import type {
  PersonKey,
  PersonSettings,
  PersonStore,
  Subscription,
  SubscriptionLimits,
  SubscriptionStore,
  Topic,
} from './subscription.js';
import { draftTopic, ownTopic, sameTarget, type TopicDraft, type TopicWish } from './topic-draft.js';
import { nextTopicRun, type TopicTime, topicTime } from './topic-time.js';

const MOST: SubscriptionLimits = { ofPerson: 100, ofTenant: 1_000 };

/** Who asks, and where. */
export interface Asker {
  /** The person's direct messages, which also name the person. */
  readonly direct: Target;
  readonly target: Target;
  /** Whether the person may manage the target. */
  mayManage(): Promise<boolean>;
}

/** A topic with what there is to tell of it. */
export interface TopicState {
  readonly subscription: Subscription;
  readonly time: TopicTime;
  readonly last: DeliveryReport | undefined;
}

export interface SavedTopic {
  readonly outcome: 'added' | 'changed' | 'unchanged';
  readonly state: TopicState;
}

/** People's topics and settings, as they change them. What cannot be done is a `UserError`. */
export interface Topics {
  /** What saving would come to. */
  draft(asker: Asker, wish: TopicWish): Promise<TopicDraft>;
  save(asker: Asker, wish: TopicWish): Promise<SavedTopic>;
  /** By number. */
  list(asker: Asker): Promise<readonly TopicState[]>;
  pause(asker: Asker, number: number): Promise<void>;
  /** What came in during the pause is not made up for. */
  resume(asker: Asker, number: number): Promise<void>;
  /** Stops one of the asker's topics by its number, or one by its id that is theirs or comes to a channel they manage. */
  stop(
    asker: Asker,
    topic: { readonly number: number; readonly id?: number | undefined },
  ): Promise<TopicState>;
  settings(asker: Asker): Promise<PersonTimes>;
  changeSettings(asker: Asker, change: SettingsWish): Promise<PersonTimes>;
}

/** What is left out stays as it was; what is null is as usual again. */
export interface SettingsWish {
  readonly zone?: string | null | undefined;
  readonly at?: string | null | undefined;
}

/** The person's own settings, and what holds with them. */
export interface PersonTimes {
  readonly own: PersonSettings;
  readonly time: LocalTime;
}

export interface TopicsOptions {
  readonly subscriptions: SubscriptionStore;
  readonly people: PersonStore;
  readonly limits: RateLimits;
  /** For people who have set nothing of their own. */
  readonly usual: LocalTime;
  readonly clock: Clock;
}

export function createTopics(options: TopicsOptions): Topics {
  const { subscriptions, people, usual, clock } = options;
  const ownOf = (asker: Asker) => subscriptions.ofOwner(keyOf(asker.direct));
  const draft = async (asker: Asker, wish: TopicWish) => {
    const [own, person] = [await ownOf(asker), await people.find(keyOf(asker.direct))];
    return draftTopic(wish, { own, person, direct: asker.direct, usual, now: clock.now() });
  };
  return {
    draft,
    save: async (asker, wish) => save(asker, await draft(asker, wish), options),
    async list(asker) {
      const results = await subscriptions.results(keyOf(asker.direct));
      return (await ownOf(asker)).map((one) => stateOf(one, results.get(one.id), usual));
    },
    pause: async (asker, number) => setPaused(asker, ownTopic(await ownOf(asker), number), true, options),
    resume: async (asker, number) => setPaused(asker, ownTopic(await ownOf(asker), number), false, options),
    async stop(asker, { number, id }) {
      const topic =
        id === undefined ? ownTopic(await ownOf(asker), number) : await stoppable(asker, id, subscriptions);
      await takeTurn(asker, options);
      if (!(await subscriptions.remove(topic.id, clock.now()))) throw alreadyStopped();
      return stateOf(topic, undefined, usual);
    },
    settings: async (asker) => timesOf(await people.find(keyOf(asker.direct)), usual),
    async changeSettings(asker, change) {
      await takeTurn(asker, options);
      const now = clock.now();
      const own = changedBy(change, await people.find(keyOf(asker.direct)));
      const moved = (await ownOf(asker)).flatMap((topic) => movedBy(topic, own, usual, now));
      await people.save(keyOf(asker.direct), own, moved, now);
      return timesOf(own, usual);
    },
  };
}

async function setPaused(
  asker: Asker,
  topic: Subscription,
  paused: boolean,
  options: TopicsOptions,
): Promise<void> {
  if (topic.paused === paused) return;
  await takeTurn(asker, options);
  const now = options.clock.now();
  const nextRunAt = nextTopicRun(topicTime(topic, options.usual), now, topic.lastDate);
  const changed = paused ? { ...topic, paused } : { ...topic, paused, nextRunAt, matchesSince: now };
  await change(changed, options);
}

async function save(asker: Asker, draft: TopicDraft, options: TopicsOptions): Promise<SavedTopic> {
  const { subscriptions, usual, clock } = options;
  const { topic, nextRunAt, before } = draft;
  const state = (one: Subscription) => stateOf(one, undefined, usual);
  if (before !== undefined && isSame(before, topic)) return { outcome: 'unchanged', state: state(before) };
  await takeTurn(asker, options);
  const now = clock.now();
  if (before === undefined) {
    const owner = keyOf(asker.direct);
    const tenant = tenantOf(asker, topic.target);
    const added = await subscriptions.add(
      { ...topic, owner, tenant, nextRunAt, matchesSince: now },
      MOST,
      now,
    );
    if (!('subscription' in added)) throw full(added.kind);
    return { outcome: added.kind === 'added' ? 'added' : 'unchanged', state: state(added.subscription) };
  }
  const stays = before.query === topic.query && sameTarget(before.target, topic.target);
  const { at: _at, ...rest } = before;
  const changed: Subscription = {
    ...{ ...rest, ...topic, nextRunAt },
    tenant: stays ? before.tenant : tenantOf(asker, topic.target),
    matchesSince: stays ? before.matchesSince : now,
  };
  await change(changed, options);
  return { outcome: 'changed', state: state(changed) };
}

async function change(changed: Subscription, { subscriptions, clock }: TopicsOptions): Promise<void> {
  const outcome = await subscriptions.change(changed, MOST, clock.now());
  if (outcome === 'tenant-full') throw full(outcome);
  if (outcome !== 'changed') throw justChanged();
}

function isSame(before: Subscription, topic: Topic): boolean {
  const parts = ({ query, every, at, weekday, days, size }: Topic) =>
    [query, every, at, weekday, days, size].join('\n');
  return parts(before) === parts(topic) && sameTarget(before.target, topic.target);
}

/** Counted where it is made, or where it posts. */
function tenantOf({ target: place }: Asker, target: Target): string {
  return target.kind === 'channel' ? target.tenant : place.tenant;
}

async function stoppable(asker: Asker, id: number, subscriptions: SubscriptionStore): Promise<Subscription> {
  const topic = await subscriptions.find(id);
  if (topic === undefined) throw alreadyStopped();
  if (sameTarget({ ...topic.owner, kind: 'direct' }, asker.direct)) return topic;
  // What is elsewhere is none of their business, not even that it is there.
  if (!sameTarget(topic.target, asker.target)) throw alreadyStopped();
  if (await asker.mayManage()) return topic;
  throw new UserError(
    'This topic is somebody else’s. They can stop it, and so can people who may manage this channel.',
  );
}

function changedBy(wish: SettingsWish, before: PersonSettings): PersonSettings {
  const zone = wish.zone === undefined ? before.zone : wish.zone;
  const at = wish.at === undefined ? before.at : wish.at;
  return { ...(zone == null ? {} : { zone }), ...(at == null ? {} : { at }) };
}

function movedBy(
  topic: Subscription,
  person: PersonSettings,
  usual: LocalTime,
  now: Date,
): readonly Subscription[] {
  const [before, after] = [topicTime(topic, usual), topicTime({ ...topic, person }, usual)];
  if (before.at === after.at && before.zone === after.zone) return [];
  return [{ ...topic, nextRunAt: nextTopicRun(after, now, topic.lastDate) }];
}

async function takeTurn({ direct, target }: Asker, { limits }: TopicsOptions): Promise<void> {
  const { platform, tenant } = target;
  const wait = await limits.take({
    person: [direct.platform, direct.tenant, direct.id].join('|'),
    tenant: target.kind === 'channel' && isShared(target) ? [platform, tenant].join('|') : undefined,
  });
  if (wait === undefined) return;
  const moment = `Try again in ${wait.seconds === 1 ? 'a second' : `${wait.seconds} seconds`}.`;
  throw new UserError(
    wait.who === 'person'
      ? `That was a lot of changes in a short time. ${moment}`
      : `A lot of people here are changing their topics at this moment. ${moment}`,
  );
}

function full(kind: 'person-full' | 'tenant-full'): UserError {
  return new UserError(
    kind === 'person-full'
      ? `You have ${MOST.ofPerson} topics, and that is as many as I keep for one person. \`subscriptions\` lists them, \`unsubscribe <number>\` stops one.`
      : `There are ${MOST.ofTenant.toLocaleString('en')} topics of people here, and that is as many as I keep for one server or workspace. One of them has to be stopped first.`,
  );
}

function alreadyStopped(): UserError {
  return new UserError('This topic has been stopped already. `subscriptions` lists those that you have.');
}

function justChanged(): UserError {
  return new UserError('This topic has just been changed or brought. Please try again.');
}

function stateOf(subscription: Subscription, last: DeliveryReport | undefined, usual: LocalTime): TopicState {
  return { subscription, time: topicTime(subscription, usual), last };
}

function timesOf(own: PersonSettings, usual: LocalTime): PersonTimes {
  return { own, time: { at: own.at ?? usual.at, zone: own.zone ?? usual.zone } };
}

function keyOf({ platform, tenant, id }: Target): PersonKey {
  return { platform, tenant, id };
}
