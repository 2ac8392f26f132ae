import { createHash } from 'node:crypto';
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import type { CommandSummary } from '../../core/command.js';
import type { Logger } from '../../ops/logger.js';
import { toDiscordCommands } from './commands.js';
import type { Memory } from './sessions/ledger.js';
import type { Gates } from './sessions/session-desk.js';

const GLOBAL = 'global';
/** Longer than it usually takes; who comes later than that does it once more, which does no harm. */
const APART_MS = 10_000;

export interface RegistrationOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly guildId: string | undefined;
  /** Remembers what was registered last, and where, across restarts. */
  readonly memory: Memory;
  readonly gates: Gates;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Tells Discord which commands there are: by one request, and only when they have changed, for it allows few of them a day. Never with
 * an empty list, which would delete them all. In the place they were in before, where they would show twice, each is taken away by itself.
 */
export async function registerCommands(
  commands: readonly CommandSummary[],
  options: RegistrationOptions,
): Promise<void> {
  if (commands.length === 0) return;
  const { rest, applicationId, memory, logger } = options;
  const { key, place, body, wanted } = registrationOf(commands, options);
  if ((await memory.read(key)) === wanted) return;
  await takeTurn(key, options);
  const before = await memory.read(key);
  if (before === wanted) return;
  await rest.put(routeOf(applicationId, place), { body });
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

/** Processes that start together go one after the other, so that the first does it for all. */
async function takeTurn(key: string, { gates, clock }: RegistrationOptions): Promise<void> {
  const waitMs = await gates(key).reserve(APART_MS);
  if (waitMs > 0) await clock.timer(waitMs).elapsed;
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
