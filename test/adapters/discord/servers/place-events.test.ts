import { GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Area, PlaceWatch } from '../../../../src/core/chat-adapter.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { createMember } from '../../../fakes/discord/guild-payloads.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

describe('what becomes of servers and channels, as the gateway tells it', () => {
  let harness: DiscordHarness;
  let heard: string[];
  let absence: Parameters<PlaceWatch['returned']>[1];
  const place = ({ tenant, id }: Area) => (id === undefined ? `server ${tenant}` : `channel ${id}`);
  const watch: PlaceWatch = {
    lost: (area, why) => void heard.push(`lost ${place(area)}: ${why}`),
    changed: (area) => void heard.push(`changed ${place(area)}`),
    returned: (_, ask) => {
      absence = ask;
    },
  };
  const news = async () => {
    await harness.fake.gateway.heard();
    return heard.splice(0);
  };
  beforeEach(async () => {
    heard = [];
    harness = await createDiscordHarness();
    await harness.adapter.start(createScriptedBot(() => listOf(1)).bot, watch);
    await news();
  });
  afterEach(() => harness.stop());

  it('is told of channels and threads that are deleted, with the threads of a channel', async () => {
    const { fake } = harness;
    const channel = fake.addChannel({ name: 'news' });
    const [talk, more] = ['talk', 'more'].map((name) =>
      fake.addChannel({ kind: 'thread', name, parentId: channel.id }),
    );
    await news();
    if (talk === undefined || more === undefined) throw new Error('There are two threads.');
    fake.removeChannel(talk);
    fake.removeChannel(channel);
    expect(await news()).toEqual(
      [talk, channel, more].map(({ id }) => `lost channel ${id}: This channel no longer exists.`),
    );
    expect(await harness.adapter.nameOf?.(harness.targetOf(channel))).toBe('#news');
  });

  it('is told of servers that the bot leaves, joins, and that have an outage', async () => {
    const { guild } = harness.fake;
    harness.fake.interrupt(guild);
    expect(await news()).toEqual([]);
    harness.fake.restore(guild);
    expect(await news()).toEqual([`changed server ${guild.id}`]);
    harness.fake.removeBot(guild);
    expect(await news()).toEqual([
      `lost server ${guild.id}: I am not in the server "Reading group" any more. Whoever manages it can add me again.`,
    ]);
    expect(await harness.adapter.nameOf?.(harness.targetOf(harness.fake.channel))).toBe('#papers');
    harness.fake.addBot(guild);
    expect(await news()).toEqual([`changed server ${guild.id}`]);
  });

  it('is told of rights that change: in channels, roles, and for the bot itself, but not of other members', async () => {
    const { fake } = harness;
    const { guild, gateway } = fake;
    fake.changeChannel(fake.channel, { denied: PermissionFlagsBits.SendMessages });
    fake.changeGuild(guild, { denied: PermissionFlagsBits.SendMessages });
    gateway.dispatch(GatewayDispatchEvents.GuildRoleDelete, { guild_id: guild.id, role_id: '1' });
    expect(await news()).toEqual(Array.from({ length: 3 }, () => `changed server ${guild.id}`));
    const own = { id: fake.applicationId, username: 'paperboy' };
    const member = { ...createMember(fake.user), guild_id: guild.id };
    gateway.dispatch(GatewayDispatchEvents.GuildMemberUpdate, member);
    expect(await news()).toEqual([]);
    gateway.dispatch(GatewayDispatchEvents.GuildMemberUpdate, {
      ...member,
      user: { ...fake.user, ...own },
    });
    expect(await news()).toEqual([`changed server ${guild.id}`]);
  });

  it('tells of servers that the bot is in no more, and of none that are on shards of other processes', async () => {
    const { fake } = harness;
    const missing = '900000000000000000';
    expect([fake.guild.id, missing, 'direct'].map((tenant) => absence(tenant))).toEqual([
      undefined,
      'I am not in this server any more. Whoever manages it can add me again.',
      undefined,
    ]);
    await harness.adapter.stop();
    const own = Number((BigInt(missing) >> 22n) % 4n);
    const other = (own + 1) % 4;
    const half = harness.restarted({ shards: { first: other, last: other, total: 4 } });
    await half.start(createScriptedBot(() => listOf(1)).bot, watch);
    expect(absence(missing)).toBeUndefined();
  });
});
