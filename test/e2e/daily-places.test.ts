import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import type { FakeChannel as SlackChannel } from '../fakes/slack/workspace.js';
import { placesOn, useEveryPlace } from '../support/every-place.js';

const HOURS = 3_600_000;

describe('a daily list in places of every kind', () => {
  const every = useEveryPlace();

  const turnOn = (channel: FakeChannel) =>
    every.onDiscord(channel, 'daily', { mode: 'on', at: '22:00', size: 1 });

  it('comes to channels, threads, posts of forums, voice and stage channels, and direct messages', async () => {
    const { discord, clock } = every.platforms;
    const places = placesOn(discord);
    for (const place of places) expect(await turnOn(place)).toContain('The daily list is on');
    clock.advance(10 * HOURS);
    await every.platforms.tick();
    for (const place of places) {
      const [, list] = discord.messages(place);
      expect(textOf(list ?? expect.fail(`nothing in the ${place.kind}`))).toContain(
        '1 paper for 21 May 2026',
      );
    }
  });

  it('opens a thread again that was archived, and stays out of one that is locked', async () => {
    const { discord, clock } = every.platforms;
    const parentId = discord.channel.id;
    const asleep = discord.addChannel({ kind: 'thread', parentId, archived: true });
    const locked = discord.addChannel({ kind: 'thread', name: 'talk', parentId, locked: true });
    expect(await turnOn(asleep)).toContain('The daily list is on');
    expect(await turnOn(locked)).toContain(
      'The thread "talk" is locked. Ask who manages the server to unlock it.',
    );
    clock.advance(10 * HOURS);
    await every.platforms.tick();
    expect(discord.messages(asleep)).toHaveLength(2);
  });

  it('is suspended in a thread that is locked later, with the reason, and goes on once it is open again', async () => {
    const { discord, clock } = every.platforms;
    const thread = discord.addChannel({ kind: 'thread', name: 'talk', parentId: discord.channel.id });
    const ask = (subcommand: string, options: Readonly<Record<string, string>> = {}) =>
      every.onDiscord(thread, subcommand, options);
    await turnOn(thread);
    discord.changeChannel(thread, { archived: true, locked: true });
    await discord.gateway.heard();
    clock.advance(10 * HOURS);
    await every.platforms.tick();
    const reason = 'The thread "talk" is locked. Ask who manages the server to unlock it.';
    expect(await ask('status')).toContain(reason);
    expect(await ask('daily', { mode: 'resume' })).toContain(reason);
    discord.changeChannel(thread, { archived: true, locked: false });
    await discord.gateway.heard();
    expect(await ask('daily', { mode: 'resume' })).toContain('I can post here again.');
    clock.advance(60_000);
    await every.platforms.tick();
    const lists = discord.messages(thread).filter((message) => textOf(message).includes('1 paper for'));
    expect(lists).toHaveLength(1);
  });

  it('says why it cannot come to a channel in which the bot may not write', async () => {
    const { discord } = every.platforms;
    const { SendMessages, Connect } = PermissionFlagsBits;
    const silent = discord.addChannel({ name: 'silent', denied: SendMessages });
    const voice = discord.addChannel({ kind: 'voice', name: 'voice', denied: Connect });
    expect(await turnOn(silent)).toContain('I lack Send Messages in #silent.');
    expect(await turnOn(voice)).toContain('I lack Connect in #voice.');
  });

  it('comes to public and private channels and to direct messages on Slack', async () => {
    const { slack, clock } = every.platforms;
    const { papers, circle, elsewhere, secret, pair } = slack.channels;
    const turnOnThere = (place: SlackChannel) => every.onSlack(place, 'daily on at:22:00 size:1');
    for (const place of [papers, circle, elsewhere, pair])
      expect(await turnOnThere(place)).toContain('The daily list is on');
    expect(await turnOnThere(secret)).toContain('invite me with /invite @paperboy');
    clock.advance(10 * HOURS);
    await every.platforms.tick();
    for (const place of [papers, circle, elsewhere])
      expect(slack.shownIn(place).map(readable).at(-1)).toContain('1 paper for 21 May 2026');
  });
});
