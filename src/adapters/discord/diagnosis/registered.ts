import type { REST } from 'discord.js';
import { z } from 'zod';
import type { CommandSummary } from '../../../core/command.js';
import { type Finding, fine, warning } from '../../../core/finding.js';
import { toDeliveryError } from '../errors.js';
import { registrationOf } from '../registration.js';

const SUBJECT = 'Discord commands';
const AT_START = 'The next start of paperboy registers them.';

const Registered = z.array(z.unknown());

/** Whether the commands that Discord offers are those of this version. Never rejects. */
export async function registrationFinding(
  rest: REST,
  applicationId: string,
  options: {
    readonly commands: readonly CommandSummary[];
    readonly guildId?: string;
    readonly memory?: { read(key: string): Promise<string | undefined> };
  },
): Promise<Finding> {
  const { commands, guildId, memory } = options;
  const { key, route, wanted } = registrationOf(commands, { applicationId, guildId });
  const where = guildId === undefined ? 'everywhere' : `in the server ${guildId} (DISCORD_GUILD_ID)`;
  let count: number;
  try {
    count = Registered.parse(await rest.get(route)).length;
  } catch (error) {
    return warning(
      SUBJECT,
      `what is registered ${where} cannot be read: ${toDeliveryError(error).message}`,
      guildId === undefined
        ? 'Try again later.'
        : 'Add the bot to that server, or leave DISCORD_GUILD_ID out.',
    );
  }
  if (count === 0) return warning(SUBJECT, `none are registered ${where}.`, AT_START);
  if (memory === undefined)
    return warning(
      SUBJECT,
      `${count} are registered ${where}, but whether they are those of this version stands in the database, which cannot be read.`,
      'See to the database first.',
    );
  return (await memory.read(key)) === wanted
    ? fine(SUBJECT, `those of this version are registered ${where}.`)
    : warning(SUBJECT, `those that are registered ${where} are of another version.`, AT_START);
}
