import { isKnownZone } from '../core/domain-options.js';
import type { Layout } from '../core/layout.js';
import type { Actions, Block, Fields, FormAction } from '../core/reply.js';
import { counted, longDate } from './paper-card.js';

/** What people are told of a channel's daily list. Instants are shown on the clock of the channel's zone. */
export interface DailyStatus {
  readonly schedule: {
    readonly at: string;
    readonly zone: string;
    readonly size: number;
    readonly days?: 'all' | 'weekdays';
    /** In canonical form. */
    readonly query?: string;
    readonly quiet?: boolean;
    readonly batch?: 'complete' | 'now';
    readonly layout?: Layout;
    readonly nextRunAt: Date;
  };
  readonly last?: { readonly period: string; readonly state: string; readonly reason?: string } | undefined;
}

const STOP = 'Stop this daily list';
const EVERY = { all: 'Every day at', weekdays: 'Monday to Friday at' } as const;

/** The settings of a daily list, when it comes next, and how the last one went. */
export function dailyStatus({ schedule, last }: DailyStatus): readonly Block[] {
  const { at, zone, size, days = 'all', query, quiet = false, batch, layout, nextRunAt } = schedule;
  const fields: Fields['fields'] = [
    { label: EVERY[days], value: `${at} (${zone})` },
    { label: 'Size', value: `up to ${counted(size, 'paper')}` },
    ...(query === undefined ? [] : [{ label: 'Only papers that match', value: query }]),
    ...(batch === 'now' ? [{ label: 'Made of', value: 'the newest day as it stands' }] : []),
    ...(layout === undefined || layout.style === 'message'
      ? []
      : [{ label: 'Comes as', value: lookOf(layout) }]),
    { label: 'On days without papers', value: quiet ? 'I say so, and why' : 'nothing is posted' },
    { label: 'Next list', value: isKnownZone(zone) ? localMoment(nextRunAt, zone) : unknownZone(zone) },
    ...(last === undefined ? [] : [{ label: 'Last list', value: outcomeOf(last) }]),
  ];
  return [{ type: 'fields', fields }];
}

function lookOf({ style, tag }: Layout): string {
  if (style === 'thread') return 'a message with a thread to talk about it';
  return tag === undefined ? 'a post of its own' : `a post of its own, tagged ${tag}`;
}

/** What a list is restricted to, as a line of its own; nothing where it is not. */
export function onlyMatching(query: string | undefined): readonly Block[] {
  if (query === undefined) return [];
  return [
    {
      type: 'text',
      spans: [{ text: 'Only papers that match ' }, { text: query, style: 'code' }],
      subtle: true,
    },
  ];
}

/** The button that opens the form of a daily list, filled in with how it is or would be; it names another channel by its id. */
export function changeDailyList(
  label: string,
  { at, zone, size, days = 'all', query = 'all' }: Omit<DailyStatus['schedule'], 'nextRunAt'>,
  channel?: string,
): FormAction {
  const elsewhere = channel === undefined ? {} : { channel };
  const options = { mode: 'on', at, zone, size, days, query, ...elsewhere };
  return { kind: 'form', label, command: 'daily', options, replaces: true };
}

/** The button that ends a daily list: of the channel it is shown in, or of the other one that is named by its id. */
export function stopDailyList(channel?: string): Actions {
  const options = channel === undefined ? { mode: 'off' } : { mode: 'off', channel };
  return { type: 'actions', actions: [{ kind: 'command', label: STOP, command: 'daily', options }] };
}

/** The button that has a suspended channel looked at again. */
export function resumeDailyList(): Actions {
  const action = {
    kind: 'command',
    label: 'Look again',
    command: 'daily',
    options: { mode: 'resume' },
  } as const;
  return { type: 'actions', actions: [action] };
}

/** An instant on the clock of a zone: "Friday, 22 May 2026, 09:00"; of one that is not known here, on that of UTC, which it then says. */
export function localMoment(instant: Date, zone: string): string {
  if (!isKnownZone(zone)) return `${localMoment(instant, 'UTC')} UTC`;
  const day = instant.toLocaleDateString('en-GB', { dateStyle: 'full', timeZone: zone });
  const time = instant.toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone: zone });
  return `${day}, ${time}`;
}

function unknownZone(zone: string): string {
  return `none: I do not know the time zone ${zone} on this machine; choose another one with daily on zone`;
}

function outcomeOf({ period, state, reason }: NonNullable<DailyStatus['last']>): string {
  const day = longDate(period);
  switch (state) {
    case 'sent':
      return `${day}, posted`;
    case 'failed':
      return `${day}, failed: ${reason ?? 'no reason is known'}`;
    case 'skipped':
      return `${day}, not posted: ${reason ?? 'no reason is known'}`;
    default:
      return `${day}, on its way${reason === undefined ? '' : `: ${reason}`}`;
  }
}
