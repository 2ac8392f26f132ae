import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { type FakeChannel, toApiChannel } from './channels.js';
import type { Gateway } from './gateway.js';
import { type FakeGuild, toGuildCreate } from './guild-payloads.js';
import type { ChannelOptions, World } from './world.js';

type ChannelChange = Partial<Pick<FakeChannel, 'denied' | 'locked' | 'archived' | 'tags' | 'requiresTag'>>;

export interface Places {
  addGuild(name: string): FakeGuild;
  addChannel(options?: ChannelOptions): FakeChannel;
  changeChannel(channel: FakeChannel, change: ChannelChange): void;
  removeChannel(channel: FakeChannel): void;
}

/** Servers and channels that come, change and go; a connected bot hears of it. */
export function createPlaces(world: World, usual: FakeGuild, gateway: Gateway): Places {
  const events = ({ kind }: FakeChannel) =>
    kind === 'thread'
      ? ([
          GatewayDispatchEvents.ThreadCreate,
          GatewayDispatchEvents.ThreadUpdate,
          GatewayDispatchEvents.ThreadDelete,
        ] as const)
      : ([
          GatewayDispatchEvents.ChannelCreate,
          GatewayDispatchEvents.ChannelUpdate,
          GatewayDispatchEvents.ChannelDelete,
        ] as const);
  return {
    addGuild(name) {
      const guild = world.addGuild(name);
      gateway.dispatch(
        GatewayDispatchEvents.GuildCreate,
        toGuildCreate(guild, { bot: world.bot, channels: [], threads: [] }),
      );
      return guild;
    },
    addChannel(given = {}) {
      const channel = world.addChannel({ guildId: usual.id, ...given });
      gateway.dispatch(events(channel)[0], toApiChannel(channel, world.bot.id));
      return channel;
    },
    changeChannel(channel, change) {
      const moved = change.archived === undefined ? {} : { archivedAt: world.instant() };
      const changed = { ...channel, ...change, ...moved };
      world.channels.set(channel.id, changed);
      gateway.dispatch(events(channel)[1], toApiChannel(changed, world.bot.id));
    },
    removeChannel(channel) {
      world.channels.delete(channel.id);
      gateway.dispatch(events(channel)[2], toApiChannel(channel, world.bot.id));
    },
  };
}
