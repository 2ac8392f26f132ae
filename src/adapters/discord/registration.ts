import { createHash } from 'node:crypto';
import { type REST, Routes } from 'discord.js';
import type { CommandSummary } from '../../core/command.js';
import type { Logger } from '../../ops/logger.js';
import { toDiscordCommand } from './commands.js';

/** Remembers what was registered last, across restarts. */
export interface RegistrationMemory {
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string): Promise<void>;
}

export interface RegistrationOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly guildId: string | undefined;
  readonly memory: RegistrationMemory;
  readonly logger: Logger;
}

/**
 * Tells Discord which commands there are: by one request, and only when they have changed, for it allows few of them a day. Never with
 * an empty list, which would delete them all.
 */
export async function registerCommands(
  commands: readonly CommandSummary[],
  { rest, applicationId, guildId, memory, logger }: RegistrationOptions,
): Promise<void> {
  if (commands.length === 0) return;
  const body = [toDiscordCommand(commands)];
  const key = `discord-commands:${applicationId}:${guildId ?? 'global'}`;
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  if ((await memory.read(key)) === hash) return;
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  await rest.put(route, { body });
  await memory.write(key, hash);
  logger.info({ event: 'commands-registered', platform: 'discord', count: commands.length });
}
