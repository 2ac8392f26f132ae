import type { REST } from 'discord.js';
import type { CommandSummary } from '../../../core/command.js';
import { type Finding, fine, warning } from '../../../core/finding.js';
import { type OfferedCommands, offersAll, readOffered } from '../registration/offered-commands.js';
import { registrationOf } from '../registration/registration.js';
import { reasonOf } from './failure.js';

const SUBJECT = 'Discord commands';
const AT_START = 'The next start of paperboy registers them.';

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
  const { key, route, body, wanted } = registrationOf(commands, { applicationId, guildId });
  const where = guildId === undefined ? 'everywhere' : `in the server ${guildId} (DISCORD_GUILD_ID)`;
  let offered: OfferedCommands;
  try {
    offered = await readOffered(rest, route);
  } catch (error) {
    return warning(
      SUBJECT,
      `what is registered ${where} cannot be read: ${reasonOf(error)}`,
      guildId === undefined
        ? 'Try again later.'
        : 'Add the bot to that server, or leave DISCORD_GUILD_ID out.',
    );
  }
  const count = offered.length;
  if (count === 0) return warning(SUBJECT, `none are registered ${where}.`, AT_START);
  if (!offersAll(offered, body))
    return warning(SUBJECT, `those that are registered ${where} are not those of this version.`, AT_START);
  try {
    if ((await memory?.read(key)) === wanted)
      return fine(SUBJECT, `those of this version are registered ${where}.`);
  } catch {
    return unknownVersion(count, where);
  }
  return memory === undefined
    ? unknownVersion(count, where)
    : warning(SUBJECT, `those that are registered ${where} are of another version.`, AT_START);
}

function unknownVersion(count: number, where: string): Finding {
  return warning(
    SUBJECT,
    `${count} are registered ${where}, but whether they are those of this version stands in the database, which cannot be read.`,
    'See to the database first.',
  );
}
