import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../search/metrics.js';
import { type Buttons, isDeferral, problemOf } from './answers.js';
import { interactionOf } from './interactions.js';
import type { LeanDiscord } from './lean-discord.js';
import type { Kind, Wish } from './mix.js';
import type { Load } from './order.js';

/** One answer in so many is looked at: more would take the machine from the bot. */
const LOOKED_AT = 20;
/** How long the last answers have. */
const PATIENCE_MS = 10_000;
const MOST_PROBLEMS = 5;

/** Where the answers come in. */
export interface Receiver {
  answered: (number: number, body: Buffer) => void;
}

export interface LoadOptions {
  readonly discord: LeanDiscord;
  readonly receiver: Receiver;
  readonly wishes: readonly Wish[];
  readonly buttons: Buttons;
  readonly servers: number;
  /** The number of the first interaction; none may come twice. */
  readonly first: number;
  readonly rate: number;
  readonly seconds: number;
  /** Whether answers are about papers, and can be wrong. */
  readonly answersPapers: boolean;
}

/**
 * Sends interactions at a constant rate whether or not they are answered, and counts from when each was due: a bot that stands still pays for
 * all that would have come meanwhile.
 */
export async function putUnderLoad(options: LoadOptions): Promise<Load> {
  const { rate, seconds, first, receiver } = options;
  const count = Math.round(rate * seconds);
  const book = createBook(count, options);
  receiver.answered = (number, body) => book.answer(number - first, body);
  const start = performance.now() + 50;
  const dueAt = (index: number) => start + (index * 1_000) / rate;
  for (let sent = 0; sent < count; ) {
    for (; sent < count && dueAt(sent) <= performance.now(); sent++) book.send(sent, dueAt(sent));
    if (sent < count) await pause(Math.max(0, dueAt(sent) - performance.now()));
  }
  const until = performance.now() + PATIENCE_MS;
  while (book.unanswered() > 0 && performance.now() < until) await pause(10);
  return book.report();
}

interface Book {
  send(index: number, due: number): void;
  answer(index: number, body: Buffer): void;
  unanswered(): number;
  report(): Load;
}

function createBook(count: number, options: LoadOptions): Book {
  const [due, late, took] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const sent: Wish[] = [];
  const wrong: string[] = [];
  let [answers, deferred, checked, bytes] = [0, 0, 0, 0];
  const complain = (problem: string | undefined) => {
    if (problem !== undefined && wrong.length < MOST_PROBLEMS) wrong.push(problem);
  };
  return {
    send(index, at) {
      due[index] = at;
      sent.push(dispatch(index, options));
      late[index] = performance.now() - at;
    },
    answer(index, body) {
      const wish = sent[index];
      // An answer to an interaction of an earlier load that was given up.
      if (wish === undefined) return;
      if (took[index] !== 0) return complain(`${wish.kind}: answered twice`);
      took[index] = performance.now() - (due[index] ?? 0);
      answers += 1;
      bytes += body.length;
      if (isDeferral(body)) deferred += 1;
      if (index % LOOKED_AT !== 0) return;
      checked += 1;
      complain(problemOf(wish, body, options.answersPapers));
      if (options.answersPapers) options.buttons.collect(body);
    },
    unanswered: () => sent.length - answers,
    report: () => ({
      step: 'loaded',
      sent: count,
      ...timesOf(took.filter((time) => time !== 0)),
      byKind: byKind(sent, took),
      sentLateP99: percentile([...late], 0.99),
      unanswered: count - answers,
      deferred,
      checked,
      wrong,
      bytesAnAnswer: bytes / answers,
      unknown: [...options.discord.unknown],
    }),
  };
}

/** Where nobody has answered yet there is nothing to press, and somebody searches instead. */
function dispatch(index: number, { discord, wishes, buttons, servers, first }: LoadOptions): Wish {
  const number = first + index;
  const [drawn, instead] = [wishes[number % wishes.length], wishes.find(({ kind }) => kind === 'search')];
  const button = drawn?.kind === 'button' ? buttons.take() : undefined;
  const wish = drawn?.kind === 'button' && button === undefined ? instead : drawn;
  if (wish === undefined) throw new Error('There are no wishes.');
  const { kind, data = {} } = wish;
  discord.dispatch('INTERACTION_CREATE', interactionOf({ number, servers, kind, data, button }));
  return wish;
}

function timesOf(took: Float64Array) {
  const times = [...took];
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), slowest: percentile(times, 1) };
}

function byKind(sent: readonly Wish[], took: Float64Array): Load['byKind'] {
  const times = new Map<Kind, number[]>();
  for (const [index, { kind }] of sent.entries()) {
    const time = took[index] ?? 0;
    if (time === 0) continue;
    const others = times.get(kind);
    if (others === undefined) times.set(kind, [time]);
    else others.push(time);
  }
  return Object.fromEntries(
    [...times].map(([kind, all]) => [
      kind,
      { count: all.length, p50: percentile(all, 0.5), p99: percentile(all, 0.99) },
    ]),
  );
}
