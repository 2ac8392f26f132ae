import { PermissionFlagsBits } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { textOf } from '../fakes/discord/message-view.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const MINUTES = 60_000;
const { ManageChannels: permissions, SendMessages } = PermissionFlagsBits;

describe('a list on Discord, over the gateway', () => {
  const platforms = useTwoPlatforms();
  let channel: FakeChannel;
  const say = async (subcommand: string, options = {}, where = channel) =>
    textOf(await platforms.discord.slash({ subcommand, options, channel: where, permissions }).answer());
  const on = (where = channel) => say('daily', { mode: 'on', at: '13:00', size: 1 }, where);
  const lists = (where = channel) =>
    platforms.discord.messages(where).filter((message) => textOf(message).includes('1 paper for'));
  const told = () => platforms.discord.messages(platforms.discord.directChannel()).map(textOf);
  /** What has happened is heard, looked into, and told. */
  const noticed = async () => {
    await platforms.discord.heard();
    await platforms.tick();
    await platforms.tick();
  };
  const sends = () =>
    platforms.discord.requests.filter(({ method, path }) => method === 'POST' && path.includes(channel.id));
  const pass = async (minutes: number) => {
    platforms.clock.advance(minutes * MINUTES);
    await noticed();
  };
  const stateOf = async (where = channel) => {
    const tenant = where.guildId ?? '';
    return platforms.house.keeper.stateOf({ platform: 'discord', tenant, id: where.id, kind: 'channel' });
  };

  beforeEach(async () => {
    channel = platforms.discord.addChannel({ name: 'news' });
    await platforms.discord.heard();
    await on();
  });

  it('stops for good when its channel is deleted, without a single try, and is told of once', async () => {
    platforms.discord.removeChannel(channel);
    await noticed();
    await pass(60);
    await pass(24 * 60);
    expect(await stateOf()).toMatchObject({ state: 'gone', reason: 'This channel no longer exists.' });
    expect(sends()).toEqual([]);
    expect(told()).toEqual([
      expect.stringContaining('#news cannot be posted: This channel no longer exists.'),
    ]);
  });

  it('stops with the channel that its thread is in', async () => {
    const thread = platforms.discord.addChannel({ kind: 'thread', name: 'talk', parentId: channel.id });
    await platforms.discord.heard();
    await on(thread);
    platforms.discord.removeChannel(channel);
    await noticed();
    expect(await stateOf(thread)).toMatchObject({ state: 'gone' });
  });

  it('stops when the bot is taken out of the server, and comes back with it, once', async () => {
    const other = platforms.discord.addChannel({ name: 'more' });
    await platforms.discord.heard();
    await on(other);
    platforms.discord.removeBot(platforms.discord.guild);
    await noticed();
    const reason = 'I am not in the server "Reading group" any more. Whoever manages it can add me again.';
    expect(await stateOf()).toMatchObject({ state: 'suspended', reason });
    expect(await stateOf(other)).toMatchObject({ state: 'suspended', reason });
    expect(told()).toEqual([expect.stringContaining(`#news and #more cannot be posted: ${reason}`)]);
    await pass(60);
    expect(sends()).toEqual([]);
    platforms.discord.addBot(platforms.discord.guild);
    await noticed();
    expect(await stateOf()).toEqual({ state: 'active', failureDays: [] });
    for (let tick = 0; tick < 3; tick++) await pass(1);
    expect([lists(), lists(other)].map(({ length }) => length)).toEqual([1, 1]);
    expect(told()).toHaveLength(1);
  });

  it('that had come due and could not be posted is posted when the right to is given back', async () => {
    platforms.discord.changeChannel(channel, { denied: SendMessages });
    await noticed();
    expect(await stateOf()).toMatchObject({
      state: 'suspended',
      reason: 'I lack Send Messages in #news. Ask who manages the server to allow it.',
    });
    await pass(61);
    expect(sends()).toEqual([]);
    platforms.discord.changeChannel(channel, { denied: 0n });
    await noticed();
    await pass(1);
    expect(lists()).toHaveLength(1);
  });

  it('follows the rights of the whole server', async () => {
    platforms.discord.changeGuild(platforms.discord.guild, { denied: SendMessages });
    await noticed();
    expect(await stateOf()).toMatchObject({ state: 'suspended' });
    platforms.discord.changeGuild(platforms.discord.guild, { denied: 0n });
    await noticed();
    expect(await stateOf()).toMatchObject({ state: 'active' });
  });

  it('stays off where somebody has turned it off meanwhile', async () => {
    platforms.discord.changeChannel(channel, { denied: SendMessages });
    await noticed();
    await say('daily', { mode: 'off' });
    platforms.discord.changeChannel(channel, { denied: 0n });
    await noticed();
    await pass(61);
    expect(lists()).toEqual([]);
  });

  it('takes no notice of an outage of Discord', async () => {
    platforms.discord.interrupt(platforms.discord.guild);
    await noticed();
    expect(await stateOf()).toMatchObject({ state: 'active' });
    platforms.discord.restore(platforms.discord.guild);
    await noticed();
    await pass(61);
    expect(lists()).toHaveLength(1);
    expect(told()).toEqual([]);
  });

  it('learns at the next start that the bot was taken out of the server, and back in at the one after', async () => {
    const { guild } = platforms.discord;
    platforms.discord.gateway.disconnect(4000);
    platforms.discord.removeBot(guild);
    await platforms.restart();
    await noticed();
    expect(await stateOf()).toMatchObject({
      state: 'suspended',
      reason: 'I am not in this server any more. Whoever manages it can add me again.',
    });
    platforms.discord.addBot(guild);
    await platforms.restart();
    await noticed();
    expect(await stateOf()).toMatchObject({ state: 'active' });
  });

  it('costs no request however many channels a change concerns', async () => {
    for (let count = 0; count < 20; count++) {
      const room = platforms.discord.addChannel({ name: `room-${count}` });
      await platforms.discord.heard();
      await on(room);
    }
    const before = platforms.discord.requests.length;
    for (const denied of [SendMessages, 0n, SendMessages, 0n, SendMessages])
      platforms.discord.changeGuild(platforms.discord.guild, { denied });
    await noticed();
    const asked = platforms.discord.requests.slice(before).filter(({ method }) => method === 'GET');
    expect(asked).toEqual([]);
    expect(await stateOf()).toMatchObject({ state: 'suspended' });
    platforms.discord.changeGuild(platforms.discord.guild, { denied: 0n });
    await noticed();
    await pass(61);
    expect(lists()).toHaveLength(1);
  });
});

describe('a list on Discord, over HTTP, which tells of no places', () => {
  const platforms = useTwoPlatforms('http');

  it('is suspended by what Discord says when it is posted, and comes back by a word of somebody', async () => {
    const { discord, clock } = platforms;
    const channel = discord.addChannel({ name: 'news' });
    const say = async (mode: string) => {
      const options = mode === 'on' ? { mode, at: '13:00', size: 1 } : { mode };
      return textOf(await discord.slash({ subcommand: 'daily', options, channel, permissions }).answer());
    };
    await say('on');
    const target = {
      platform: 'discord',
      tenant: discord.guild.id,
      id: channel.id,
      kind: 'channel',
    } as const;
    discord.removeBot(discord.guild);
    clock.advance(60 * MINUTES);
    await platforms.tick();
    expect(await platforms.house.keeper.stateOf(target)).toMatchObject({
      state: 'suspended',
      reason: expect.stringContaining('I am not in this server any more'),
    });
    discord.addBot(discord.guild);
    expect(await say('resume')).toContain('I can post here again.');
    await platforms.tick();
    await platforms.tick();
    expect(discord.messages(channel).filter((one) => textOf(one).includes('1 paper for'))).toHaveLength(1);
  });
});
