import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { type FakeChannel, toApiChannel } from './channels.js';
import type { Gateway } from './gateway.js';
import { everyoneRole, type FakeGuild } from './guild-payloads.js';
import type { Shard } from './session-rules.js';
import { toWholeGuild } from './whole-guild.js';
import type { ChannelOptions, World } from './world.js';

type ChannelChange = Partial<Pick<FakeChannel, 'denied' | 'locked' | 'archived' | 'tags' | 'requiresTag'>>;

export interface Places {
  /** Of a shard, where it matters which. */
  addGuild(name: string, shard?: Shard): FakeGuild;
  /** Takes the bot out of a server, which stays as it is. */
  removeBot(guild: FakeGuild): void;
  /** Adds the bot to a server that it was taken out of. */
  addBot(guild: FakeGuild): void;
  /** Discord itself has trouble with a server, and gets over it. */
  interrupt(guild: FakeGuild): void;
  restore(guild: FakeGuild): void;
  /** Changes what everybody may do in a server. */
  changeGuild(guild: FakeGuild, change: Pick<FakeGuild, 'denied'>): void;
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
    addGuild(name, shard) {
      const guild = world.addGuild(name, shard);
      gateway.dispatch(GatewayDispatchEvents.GuildCreate, toWholeGuild(world, guild));
      return guild;
    },
    removeBot({ id }) {
      world.guilds.delete(id);
      gateway.dispatch(GatewayDispatchEvents.GuildDelete, { id });
    },
    addBot(guild) {
      world.guilds.set(guild.id, guild);
      gateway.dispatch(GatewayDispatchEvents.GuildCreate, toWholeGuild(world, guild));
    },
    interrupt: ({ id }) => gateway.dispatch(GatewayDispatchEvents.GuildDelete, { id, unavailable: true }),
    restore: (guild) => gateway.dispatch(GatewayDispatchEvents.GuildCreate, toWholeGuild(world, guild)),
    changeGuild(guild, change) {
      const changed = { ...guild, ...change };
      world.guilds.set(guild.id, changed);
      gateway.dispatch(GatewayDispatchEvents.GuildRoleUpdate, {
        guild_id: guild.id,
        role: everyoneRole(changed),
      });
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
