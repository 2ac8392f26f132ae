import { setTimeout as pause } from 'node:timers/promises';
import { createFakeDiscord, type FakeDiscord } from '../../test/fakes/discord/fake-discord.js';
import { dueNow, saveSchedules } from '../../test/support/due-channels.js';
import { type RunningBot, startBot } from '../running-bot.js';
import { countDeliveries } from './deliveries.js';

const PROBE_EVERY_MS = 250;
const SAMPLE_EVERY_MS = 1_000;

export interface Fanout {
  /** From the first post to the last. */
  readonly seconds: number;
  readonly perSecond: number;
  /** The most requests in any second that slides. */
  readonly busiestSecond: number;
  /** Requests that Discord turned away because they came too early. */
  readonly tooEarly: number;
  readonly invalid: number;
  /** Channels by how many lists they show. */
  readonly shown: Readonly<Record<number, number>>;
  readonly deliveries: Readonly<Record<string, number>>;
  /** How long people waited for an answer meanwhile. */
  readonly answersMs: readonly number[];
  /** Of the bot, once a second, from its start on. */
  readonly memoryMb: readonly number[];
  readonly events: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
}

/** Lets the real bot post a list to very many channels at once, in front of a Discord with its limits, while somebody asks it things. */
export async function fanOut(folder: string, channels: number, mostSeconds: number): Promise<Fanout> {
  const discord = await createFakeDiscord({ enforcesLimits: true });
  const url = `file:${folder}/fanout.db`;
  const places = Array.from({ length: channels }, () => discord.addChannel());
  await saveSchedules(
    url,
    places.map(({ id }) => dueNow(discord.guild.id, id)),
  );
  const bot = await startBot(
    { DATABASE_URL: url, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    folder,
  );
  const watching = new AbortController();
  const [answers, memory] = [askAgainAndAgain(discord, watching.signal), sample(bot, watching.signal)];
  await allPosted(discord, channels, mostSeconds);
  watching.abort();
  const [answersMs, memoryMb] = await Promise.all([answers, memory]);
  await bot.stop();
  const { limited, invalid, admitted, posted } = discord.traffic;
  const counts = places.map((place) => discord.messages(place).length);
  await discord.stop();
  const seconds = ((posted.at(-1) ?? 0) - (posted[0] ?? 0)) / 1_000;
  return {
    seconds,
    perSecond: (posted.length - 1) / seconds,
    busiestSecond: busiest(admitted),
    tooEarly: limited.global + limited.channel,
    invalid,
    shown: Object.fromEntries(
      [...new Set(counts)].map((count) => [count, counts.filter((one) => one === count).length]),
    ),
    deliveries: await countDeliveries(url),
    answersMs,
    memoryMb,
    events: bot.events,
    violations: discord.violations,
  };
}

/** Waits until all lists were posted, or it takes too long. */
async function allPosted({ traffic }: FakeDiscord, channels: number, mostSeconds: number): Promise<void> {
  const until = Date.now() + mostSeconds * 1_000;
  while (traffic.posted.length < channels && Date.now() < until) await pause(100);
}

async function askAgainAndAgain(discord: FakeDiscord, signal: AbortSignal): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let question = 0; !signal.aborted; question++) {
    const started = performance.now();
    const line =
      question % 2 === 0
        ? { subcommand: 'search', options: { query: 'diffusion transformer' } }
        : { subcommand: 'trending', options: { period: 'day' } };
    await discord.slash(line).answer();
    waits.push(performance.now() - started);
    await pause(PROBE_EVERY_MS);
  }
  return waits;
}

async function sample(bot: RunningBot, signal: AbortSignal): Promise<readonly number[]> {
  const sizes: number[] = [];
  while (!signal.aborted) {
    sizes.push(await bot.memoryMb());
    await pause(SAMPLE_EVERY_MS);
  }
  return sizes;
}

function busiest(times: readonly number[]): number {
  let [most, first] = [0, 0];
  for (const [last, time] of times.entries()) {
    while ((times[first] ?? time) <= time - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
