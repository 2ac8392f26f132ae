import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.js';
import { textOf } from '../fakes/discord/message-view.js';
import { dueNow, saveSchedules } from '../support/due-channels.js';
import { type Program, runProgram } from '../support/program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const CHANNELS = 300;
/** Posts in two seconds: so long an answer may take, in a time that is told by posts. */
const TWO_SECONDS = 50;

describe('very many channels that are due at once', () => {
  const folder = useTemporaryFolder();
  let discord: FakeDiscord;
  let channels: readonly FakeChannel[];
  let bot: Program;
  beforeEach(async () => {
    discord = await createFakeDiscord({ enforcesLimits: true });
    channels = Array.from({ length: CHANNELS }, () => discord.addChannel());
    const url = `file:${folder.path('paperboy.db')}`;
    await saveSchedules(
      url,
      channels.map(({ id }) => dueNow(discord.guild.id, id)),
    );
    const env = {
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    bot = runProgram(['start'], env, folder.path('.'));
    await bot.says(/papers are ready/);
  });
  afterEach(async () => {
    bot.signal('SIGKILL');
    await bot.finished;
    await discord.stop();
  });

  it('get their list once each, none too early for Discord, and people are answered meanwhile', async () => {
    const { traffic } = discord;
    const allPosted = discord.seen(() => (traffic.posted.length >= CHANNELS ? true : undefined));
    const waits: number[] = [];
    while (traffic.posted.length < CHANNELS - TWO_SECONDS) {
      const before = traffic.posted.length;
      const answer = await discord
        .slash({ subcommand: 'search', options: { query: 'transformer' } })
        .answer();
      expect(textOf(answer)).toMatch(/papers for transformer/);
      waits.push(traffic.posted.length - before);
      // The next question comes when something has been posted again.
      await discord.seen(() => (traffic.posted.length > before ? true : undefined));
    }
    await allPosted;
    expect(channels.map((channel) => discord.messages(channel).length)).toEqual(channels.map(() => 1));
    expect(traffic).toMatchObject({ limited: { global: 0, channel: 0 }, invalid: 0 });
    expect(Math.max(...waits)).toBeLessThan(TWO_SECONDS);
    expect(discord.violations).toEqual([]);
    bot.signal('SIGTERM');
    expect(await bot.finished).toMatchObject({ code: 0 });
  });
});
