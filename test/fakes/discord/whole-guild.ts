import { type ApiGuildChannel, toGuildChannel, toThread } from './channels.js';
import { type FakeGuild, toGuildCreate } from './guild-payloads.js';
import type { World } from './world.js';

/** A server with its channels and threads, as a bot is told of it that comes, or comes back. */
export function toWholeGuild(world: World, guild: FakeGuild) {
  const inside = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  const channels: ApiGuildChannel[] = [];
  for (const channel of inside)
    if (channel.kind !== 'thread') channels.push(toGuildChannel(channel, world.bot.id));
  const threads = inside
    .filter(({ kind, archived }) => kind === 'thread' && !archived)
    .map((thread) => toThread(thread, world.bot.id));
  return toGuildCreate(guild, { bot: world.bot, channels, threads });
}
