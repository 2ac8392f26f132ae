import { localMoment } from './daily-status.js';
import { counted, longDate } from './paper-card.js';

/** How many messages were planned, and what became of them; the others add up to `planned`. */
export interface ShownBalance {
  readonly planned: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly waiting: number;
}

export interface ShownTrouble {
  /** `daily`, `topics:` and a number, or `notice:` and a channel. */
  readonly list: string;
  readonly period: string;
  readonly state: string;
  readonly reason: string;
}

/** "7 messages = 6 sent + 1 failed + 0 skipped"; what is not over yet is named only where there is any. */
export function balanceLine({ planned, sent, failed, skipped, unknown, waiting }: ShownBalance): string {
  if (planned === 0) return 'no message was due';
  const parts = [`${written(sent)} sent`, `${written(failed)} failed`, `${written(skipped)} skipped`];
  if (waiting > 0) parts.push(`${written(waiting)} on the way`);
  if (unknown > 0) parts.push(`${written(unknown)} of which I do not know yet whether it arrived`);
  return `${counted(planned, 'message')} = ${parts.join(' + ')}`;
}

/** What happened to one message, as a sentence: "The daily list of 21 May 2026 failed: This channel no longer exists." */
export function troubleLine({ list, period, state, reason }: ShownTrouble): string {
  return `${nameOf(list)}${periodOf(period)} ${became(state)}: ${reason}`;
}

/** Since when and why a place takes no messages: "Nothing is posted since 21 May 2026: The channel is archived." */
export function suspensionLine({ since, reason }: { readonly since: Date; readonly reason: string }): string {
  return `Nothing is posted since ${longDate(since.toISOString())}: ${reason}`;
}

/** When a topic comes that is posted in a channel: "every week, next on Friday, 22 May 2026, 09:00 (UTC)". */
export function topicLine(
  {
    every,
    paused,
    nextRunAt,
  }: { readonly every: string; readonly paused: boolean; readonly nextRunAt: Date },
  zone: string,
): string {
  if (paused) return 'paused';
  return every === 'new'
    ? 'as soon as new papers are in'
    : `every ${every}, next on ${localMoment(nextRunAt, zone)} (${zone})`;
}

function nameOf(list: string): string {
  if (list === 'daily') return 'The daily list';
  return list.startsWith('notice:') ? 'A word about a channel' : 'The list of topics';
}

function written(count: number): string {
  return count.toLocaleString('en');
}

function became(state: string): string {
  switch (state) {
    case 'failed':
      return 'failed';
    case 'skipped':
      return 'was not posted';
    case 'unknown':
      return 'may or may not have arrived, which is being found out';
    default:
      return 'is on its way';
  }
}

function periodOf(period: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return ` of ${longDate(period)}`;
  return /^\d{4}-W\d{2}$/.test(period) ? ` of week ${period.slice(6)} of ${period.slice(0, 4)}` : '';
}
