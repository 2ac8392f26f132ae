import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError } from './api-error.js';
import { UNKNOWN_MESSAGE, visibleChannel } from './channel-routes.js';
import { partsOf } from './message-board.js';
import { type Route, route } from './route.js';
import { timeOf } from './snowflakes.js';
import type { World } from './world.js';

const MOST = 10;
const HOUR_MS = 3_600_000;

/** Passes a message of an announcement channel on to those who follow it; ten an hour and channel. */
export function crosspostRoute(world: World): Route {
  const passedOn = new Map<string, readonly number[]>();
  return route('POST', '/channels/:channel/messages/:message/crosspost', (request) => {
    const channel = visibleChannel(world, request);
    if (channel.kind !== 'announcement')
      throw new ApiError(400, 50024, 'Cannot execute action on this channel type');
    const message = world.board.find(request.param('message'));
    if (message?.channel_id !== channel.id) throw UNKNOWN_MESSAGE();
    const own = message.author.id === world.bot.id;
    const needed = own ? PermissionFlagsBits.SendMessages : PermissionFlagsBits.ManageMessages;
    if ((world.botMay(channel) & needed) === 0n) throw new ApiError(403, 50013, 'Missing Permissions');
    if (((message.flags ?? 0) & MessageFlags.Crossposted) !== 0)
      throw new ApiError(400, 40033, 'This message has already been crossposted');
    const now = timeOf(world.snowflakes.next());
    const lately = (passedOn.get(channel.id) ?? []).filter((at) => now - at < HOUR_MS);
    if (lately.length >= MOST) throw new ApiError(429, 0, 'You are being rate limited.');
    passedOn.set(channel.id, [...lately, now]);
    const parts = partsOf(message);
    return world.board.edit(message, { ...parts, flags: parts.flags | MessageFlags.Crossposted });
  });
}
