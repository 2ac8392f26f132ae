import { createHash } from 'node:crypto';
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.js';
import type { CommandSummary } from '../../../core/command.js';
import type { Logger } from '../../../ops/logger.js';
import type { Memory } from '../sessions/ledger.js';
import { pause, unlessStopped } from '../sessions/pause.js';
import type { Gates } from '../sessions/session-desk.js';
import { toDiscordCommands } from './commands.js';
import { offersAll, readOffered } from './offered-commands.js';

const GLOBAL = 'global';
/** Longer than it usually takes; who comes later than that does it once more, which does no harm. */
const APART_MS = 10_000;
/** Who waits looks so often whether another has done it meanwhile. */
const LOOK_MS = 1_000;

export interface RegistrationOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly guildId: string | undefined;
  /** Remembers what was registered last, and where, across restarts. */
  readonly memory: Memory;
  readonly gates: Gates;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/**
 * Tells Discord which commands there are: by one request, and only when they have changed or are not there, for it allows few of them a day.
 * Never with an empty list, which would delete them all. In the place they were in before, where they would show twice, each is taken away by
 * itself. Rejects as discord.js does, and when told to stop.
 */
export async function registerCommands(
  commands: readonly CommandSummary[],
  options: RegistrationOptions,
): Promise<void> {
  if (commands.length === 0) return;
  const { rest, memory, logger, stop } = options;
  const { key, place, route, body, wanted } = registrationOf(commands, options);
  const isDone = async () =>
    (await memory.read(key)) === wanted && (await unlessStopped(stands(route, body, options), stop));
  if ((await isDone()) || (await isDoneMeanwhile(isDone, key, options))) return;
  const before = await memory.read(key);
  await rest.put(route, { body });
  logger.info({ event: 'commands-registered', platform: 'discord', count: commands.length });
  const left = before?.split(':')[0] ?? place;
  if (left === place || (await clear(left, options))) await memory.write(key, wanted);
}

/** What is to be registered and where, with the key under which that is remembered, and what stands there once it is done. */
export function registrationOf(
  commands: readonly CommandSummary[],
  { applicationId, guildId }: Pick<RegistrationOptions, 'applicationId' | 'guildId'>,
) {
  const place = guildId ?? GLOBAL;
  const body = toDiscordCommands(commands, place === GLOBAL ? 'everywhere' : 'server');
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const route = routeOf(applicationId, place);
  return { key: `discord-commands:${applicationId}`, place, route, body, wanted: `${place}:${hash}` };
}

/** Whether what is remembered is still there: somebody may have deleted it, or another program replaced it. Where nobody tells, it is. */
async function stands(
  route: `/${string}`,
  body: readonly unknown[],
  { rest, logger }: RegistrationOptions,
): Promise<boolean> {
  try {
    return offersAll(await readOffered(rest, route), body);
  } catch (err) {
    logger.warn({ event: 'commands-unseen', platform: 'discord', err });
    return true;
  }
}

/** Processes that start together go one after the other, so that the first does it for all; nobody waits longer than that takes. */
async function isDoneMeanwhile(
  isDone: () => Promise<boolean>,
  key: string,
  { gates, clock, stop }: RegistrationOptions,
): Promise<boolean> {
  const turn = clock.steady() + (await gates(key).reserve(APART_MS));
  for (let left = turn - clock.steady(); left > 0; left = turn - clock.steady()) {
    await pause(clock, Math.min(left, LOOK_MS), stop);
    if (await isDone()) return true;
  }
  return isDone();
}

const Registered = z.array(z.object({ id: z.string() }));

/** Whether no commands are left there; if not, the next start tries again. */
async function clear(place: string, { rest, applicationId, logger }: RegistrationOptions): Promise<boolean> {
  try {
    const left = Registered.parse(await rest.get(routeOf(applicationId, place)));
    for (const { id } of left) await rest.delete(`${routeOf(applicationId, place)}/${id}`);
    return true;
  } catch (error) {
    // A server the bot is no longer in shows none of its commands.
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return true;
    logger.warn({ event: 'old-commands-left', platform: 'discord', err: error });
    return false;
  }
}

function routeOf(applicationId: string, place: string) {
  return place === GLOBAL
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, place);
}
