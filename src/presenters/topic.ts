import type { RawOptions } from '../core/option-spec.js';
import type { Actions, Block, CommandAction, Fields, FormAction } from '../core/reply.js';
import { cutText } from '../core/safe-text.js';
import { localMoment } from './daily-status.js';
import { counted, longDate } from './paper-card.js';

/** A topic as people are told of it. */
export interface ShownTopic {
  /** In canonical form. */
  readonly query: string;
  readonly every: 'day' | 'week' | 'new';
  readonly weekday: string;
  readonly days: 'all' | 'weekdays';
  readonly size: number;
  readonly at?: string;
}

/** When it comes, on the clock of a zone. */
export interface ShownTime {
  readonly at: string;
  readonly zone: string;
}

/** A topic that is kept. */
export interface KeptTopic extends ShownTopic {
  readonly id: number;
  readonly number: number;
}

const LONG_WEEKDAYS: Readonly<Record<string, string>> = {
  ...{ mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday' },
  ...{ sat: 'Saturday', sun: 'Sunday' },
};

/** "every Friday at 09:00 (Europe/Berlin)". */
export function topicRhythm({ every, weekday, days }: ShownTopic, { at, zone }: ShownTime): string {
  const time = `at ${at} (${zone})`;
  switch (every) {
    case 'day':
      return days === 'weekdays' ? `Monday to Friday ${time}` : `every day ${time}`;
    case 'week':
      return `every ${LONG_WEEKDAYS[weekday] ?? weekday} ${time}`;
    case 'new':
      return days === 'weekdays'
        ? `as soon as new papers are in; those of the weekend come on Monday ${time}`
        : 'as soon as new papers are in';
  }
}

/** What a topic is, when it comes next and where. */
export function topicFields(
  topic: ShownTopic,
  about: { readonly time: ShownTime; readonly place: string; readonly nextRunAt?: Date },
): Fields {
  const { time, place, nextRunAt } = about;
  const isNext = nextRunAt !== undefined && topic.every !== 'new';
  return {
    type: 'fields',
    fields: [
      { label: 'Query', value: topic.query },
      { label: 'Comes', value: topicRhythm(topic, time) },
      { label: 'Where', value: place },
      { label: 'At most', value: `${counted(topic.size, 'paper')} at a time` },
      ...(isNext ? [{ label: 'Next', value: localMoment(nextRunAt, time.zone) }] : []),
    ],
  };
}

/** The options of `subscribe` that stand for a topic, or make it of the one `before`. */
export function topicOptions(
  topic: ShownTopic,
  place: 'dm' | 'here' | undefined,
  before?: Pick<ShownTopic, 'at'>,
): RawOptions {
  const { query, every, weekday, days, at, size } = topic;
  return {
    query,
    every,
    max: size,
    ...(place === undefined ? {} : { to: place }),
    ...(at === undefined || every === 'new' ? {} : { at }),
    ...(at === undefined && before?.at !== undefined ? { at: 'usual' } : {}),
    ...(every === 'week' ? { day: weekday } : { days }),
  };
}

/** The button that opens a topic in a form. `before` is the topic that it changes; what is the same there, or usual, stays so by itself. */
export function changeTopic(
  topic: ShownTopic,
  about: {
    readonly label: string;
    readonly before?: Pick<KeptTopic, 'number' | 'days' | 'at'> | undefined;
    readonly place?: 'dm' | 'here';
    readonly replaces?: boolean;
  },
): FormAction {
  const { label, before, place, replaces = false } = about;
  const { days, ...shown } = topicOptions(topic, place, before);
  const options = {
    ...shown,
    ...(days === undefined || days === (before?.days ?? 'all') ? {} : { days }),
    ...(before === undefined ? {} : { number: before.number }),
  };
  return { kind: 'form', label, command: 'subscribe', options, replaces };
}

/** The button that ends a topic; it names it for good, so that it never means another one. */
export function stopTopic({ id, number }: Pick<KeptTopic, 'id' | 'number'>, label = 'Stop'): CommandAction {
  return { kind: 'command', label, command: 'unsubscribe', options: { number, topic: id } };
}

const LONGEST_LABEL = 40;

/** The buttons that end some topics, and the way to the others where there are more. */
export function stopTopics(
  topics: readonly Pick<KeptTopic, 'id' | 'number' | 'query'>[],
  { more }: { readonly more: boolean },
): Actions {
  const stops = topics.map((topic) => stopTopic(topic, `Stop ${cutText(topic.query, LONGEST_LABEL)}`));
  const all: CommandAction = { kind: 'command', label: 'All topics', command: 'subscriptions', options: {} };
  return { type: 'actions', actions: more ? [...stops, all] : stops };
}

/** One topic of a list, with its state and its buttons. */
export function topicItem(
  topic: KeptTopic & { readonly paused: boolean; readonly nextRunAt: Date },
  about: {
    readonly time: ShownTime;
    readonly place: string;
    readonly last: { readonly period: string; readonly state: string; readonly reason?: string } | undefined;
  },
): Block {
  const { number, query, every, paused, nextRunAt, size } = topic;
  const { time, place, last } = about;
  const next = paused ? 'paused' : every === 'new' ? undefined : `next ${localMoment(nextRunAt, time.zone)}`;
  const lines = [next, last === undefined ? 'nothing sent yet' : `last ${digestOutcome(last)}`];
  const turn: CommandAction = paused
    ? {
        kind: 'command',
        label: 'Resume',
        command: 'subscriptions',
        options: { resume: number },
        replaces: true,
      }
    : {
        kind: 'command',
        label: 'Pause',
        command: 'subscriptions',
        options: { pause: number },
        replaces: true,
      };
  return {
    type: 'item',
    number,
    title: [{ text: query, style: 'code' }],
    byline: `${topicRhythm(topic, time)} · ${place} · at most ${size}`,
    body: [{ text: sentence(lines.filter((line) => line !== undefined).join('; ')) }],
    badges: [],
    actions: [
      changeTopic(topic, { label: 'Edit…', before: topic }),
      { kind: 'command', label: 'Preview', command: 'subscribe', options: { query, number } },
      turn,
      stopTopic(topic),
    ],
  };
}

/** How a digest went: "21 May 2026, sent". */
export function digestOutcome(last: {
  readonly period: string;
  readonly state: string;
  readonly reason?: string;
}): string {
  const { period, state, reason = 'no reason is known' } = last;
  const when = /^\d{4}-\d\d-\d\d$/.test(period) ? longDate(period) : periodName(period);
  switch (state) {
    case 'sent':
      return `${when}, sent`;
    case 'failed':
      return `${when}, failed: ${reason}`;
    case 'skipped':
      return `${when}, not sent: ${reason}`;
    default:
      return `${when}, on its way`;
  }
}

function periodName(period: string): string {
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(period) ?? [];
  return week === undefined ? 'newest papers' : `week ${Number(week)} of ${year}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
