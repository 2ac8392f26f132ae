import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Bot } from '../../../../src/core/chat-adapter.js';
import { createCommand } from '../../../../src/core/command.js';
import type { Choice, Typing } from '../../../../src/core/typing.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

let discord: DiscordHarness;

describe.each(TRANSPORTS)('Discord over %s', (transport) => {
  beforeEach(async () => {
    discord = await createDiscordHarness({}, transport);
  });

  afterEach(async () => {
    await discord.stop();
    expect(discord.fake.violations).toEqual([]);
  });

  const options = z.object({
    query: z.string().max(500).meta({ kind: 'query' }).describe('What to look for'),
    limit: z.int().optional().describe('How many'),
  });
  const search = createCommand<object, typeof options>(
    {
      name: 'search',
      description: 'Find papers',
      visibility: 'everyone',
      options,
      execute: () => listOf(1),
    },
    { query: async () => [] },
  );

  async function start(suggest: (typing: Typing) => Promise<readonly Choice[]>) {
    const bot: Bot = { ...createScriptedBot(() => listOf(1)).bot, commands: [search], suggest };
    await discord.adapter.start(bot);
  }

  const type = (text: string) =>
    discord.fake.type({ subcommand: 'search', option: 'query', text, options: { limit: 3 } });

  it('asks for what is being typed, where and by whom, and for what Discord can show', async () => {
    const typed: Typing[] = [];
    await start(async (typing) => {
      typed.push(typing);
      return [{ name: 'rag · 3 papers', value: 'rag' }];
    });
    const { user, guild, channel } = discord.fake;
    expect(await type('ra').choices()).toEqual([{ name: 'rag · 3 papers', value: 'rag' }]);
    expect(typed).toEqual([
      {
        command: 'search',
        option: 'query',
        text: 'ra',
        caller: { id: user.id, name: 'ada' },
        target: { platform: 'discord', tenant: guild.id, id: channel.id, kind: 'channel' },
        direct: { platform: 'discord', tenant: 'direct', id: user.id, kind: 'direct' },
        most: 25,
        longest: 100,
      },
    ]);
  });

  it('cuts names on the border of a character, leaves out values that do not fit, and shows no name twice', async () => {
    const family = '👨‍👩‍👧‍👦';
    const many = Array.from({ length: 30 }, (_, index) => ({ name: `n${index}`, value: `v${index}` }));
    await start(async () => [
      { name: `${'x'.repeat(95)}${family}`, value: 'long' },
      { name: 'too long', value: 'y'.repeat(101) },
      { name: 'same', value: 'first' },
      { name: 'same', value: 'second' },
      ...many,
    ]);
    const choices = await type('').choices();
    expect(choices).toHaveLength(25);
    expect(choices.slice(0, 3)).toEqual([
      { name: `${'x'.repeat(95)}…`, value: 'long' },
      { name: 'same', value: 'first' },
      { name: 'n0', value: 'v0' },
    ]);
  });

  it('answers with nothing where there is nothing to choose', async () => {
    await start(async () => []);
    expect(await type('zzz').choices()).toEqual([]);
  });

  it.each([
    [404, 10062, 'debug', 'completed-too-late'],
    [403, 50001, 'error', 'completion-failed'],
  ])('does not mind when Discord takes no choices (%d, %d)', async (status, code, level, event) => {
    await start(async () => [{ name: 'rag', value: 'rag' }]);
    const path = /callback$/;
    discord.fake.failNext({ method: 'POST', path, status, body: { code, message: 'No' } });
    type('ra');
    await discord.fake.heard();
    await discord.adapter.stop();
    expect(discord.logger.entries.at(-1)).toMatchObject({ level, fields: { event } });
  });
});
