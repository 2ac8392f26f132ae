import { type House, openStoreOf } from '../house.js';
import { packageVersion } from '../ops/package-root.js';
import { type BackfillSummary, backfill, type ReadDays } from '../sources/backfill.js';
import { chooseDays, FIRST_FEED_DAY, feedDayAt } from '../sources/hugging-face/feed-day.js';
import { createHuggingFace } from '../sources/hugging-face/hugging-face.js';
import { HUGGING_FACE } from '../sources/polled-hugging-face.js';
import { userAgentOf } from '../sources/web/user-agent.js';
import { createProgressDisplay } from './backfill-progress.js';
import { complain, sentenceOf, type Terminal } from './terminal.js';

export interface BackfillChoices {
  readonly from: string;
  readonly to?: string;
  readonly again?: boolean;
}

/** What a shell calls a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;
const MOST_NAMED = 20;

/**
 * `paperboy backfill`: reads the Daily Papers of Hugging Face day by day into the catalog. Days that were read whole are known and not asked
 * for again, so that it may be interrupted and started anew at any time; the exit code is 1 when days are missing, and they are named.
 */
export async function backfillCatalog(terminal: Terminal, choices: BackfillChoices): Promise<number> {
  const { reading, clock, logger } = terminal;
  if (reading.problems.length > 0) return complain(terminal, reading.problems);
  const today = feedDayAt(clock.now());
  const chosen = chooseDays({
    from: choices.from,
    to: choices.to ?? today,
    first: FIRST_FEED_DAY,
    last: today,
  });
  if (!chosen.ok) return complain(terminal, [chosen.problem]);
  try {
    const store = await openStoreOf({ config: reading.config, clock, logger });
    try {
      return await readDays(terminal, { store, days: chosen.days, again: choices.again === true });
    } finally {
      await store.close();
    }
  } catch (error) {
    return complain(terminal, [sentenceOf(error)]);
  }
}

interface Work {
  readonly store: House['store'];
  readonly days: readonly string[];
  readonly again: boolean;
}

async function readDays(terminal: Terminal, { store, days, again }: Work): Promise<number> {
  const { clock, logger, reading, errors } = terminal;
  const { huggingFace, publicUrl } = reading.config;
  const stop = new AbortController();
  void terminal.awaitStop().then(() => stop.abort());
  const { day: readDay } = createHuggingFace({
    base: huggingFace.apiUrl,
    token: huggingFace.token,
    userAgent: userAgentOf(packageVersion(), publicUrl),
    clock,
    logger,
    random: Math.random,
    memory: store.settings,
    stop: stop.signal,
  });
  const display = createProgressDisplay({ stream: errors, clock, total: days.length });
  const options = { readDay, papers: store.papers, readDays: knownDays(store, again), clock, days };
  const summary = await backfill({ ...options, onDays: display.show }).finally(() => display.end());
  return tell(terminal, summary, days);
}

function knownDays({ feedDays }: House['store'], again: boolean): ReadDays {
  return {
    async finished() {
      const known = again ? [] : await feedDays.ofSource(HUGGING_FACE);
      return new Set(known.filter(({ state }) => state === 'complete').map(({ day }) => day));
    },
    async note({ date: day, state, size: papers }, asked) {
      await feedDays.note({ source: HUGGING_FACE, day, state, papers }, asked);
    },
  };
}

function tell(terminal: Terminal, summary: BackfillSummary, asked: readonly string[]): number {
  const { days, known, papers, added, merged, unchanged, withdrawn, rejected } = summary;
  const before = known === 0 ? '' : ` (${count(known)} more were known)`;
  terminal.output.write(
    `${count(days)} ${days === 1 ? 'day' : 'days'}${before}, ${count(papers)} papers: ${count(added)} added, ${count(merged)} merged, ` +
      `${count(unchanged)} unchanged, ${count(rejected)} rejected, ${count(withdrawn)} withdrawn.\n`,
  );
  if (summary.ended?.kind === 'stopped') {
    terminal.errors.write('Stopped. The same command goes on from here.\n');
    return INTERRUPTED;
  }
  const problems = problemsOf(summary, asked);
  return problems.length === 0 ? 0 : complain(terminal, problems, days === 0 ? undefined : 'partly');
}

/** Which days are missing, and why; none where none is. */
function problemsOf(
  { days, known, failed, ended }: BackfillSummary,
  asked: readonly string[],
): readonly string[] {
  const missing = asked.length - known - days;
  if (missing === 0) return [];
  const named = failed.slice(0, MOST_NAMED).map(({ day, reason }) => `${day}: ${reason}`);
  const others = failed.length - named.length;
  return [
    ...named,
    ...(others === 0 ? [] : [`${count(others)} more days failed.`]),
    ...(ended === undefined ? [] : [`Ended before the last day. ${ended.message}`]),
    `${count(missing)} of ${count(asked.length)} days ${missing === 1 ? 'is' : 'are'} missing. The same command asks for them again.`,
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}
