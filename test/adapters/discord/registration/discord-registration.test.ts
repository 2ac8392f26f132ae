import { REST, Routes } from 'discord.js';
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DiscordAdapterOptions } from '../../../../src/adapters/discord/index.js';
import type { Bot } from '../../../../src/core/chat-adapter.js';
import { createCommand } from '../../../../src/core/command.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

let discord: DiscordHarness;

beforeEach(async () => {
  discord = await createDiscordHarness();
});

afterEach(() => discord.stop());

const { bot } = createScriptedBot(() => listOf(1));
const registrations = () => discord.fake.requests.filter(({ method }) => method === 'PUT');

function memoryOf(facts: Readonly<Record<string, string>>): DiscordAdapterOptions['memory'] {
  const known = new Map(Object.entries(facts));
  return {
    read: async (key) => known.get(key),
    write: async (key, value) => void known.set(key, value),
  };
}

/** What anybody with the token may do, such as another program. */
function anotherProgram() {
  const { apiUrl, token, applicationId } = discord.fake;
  return {
    rest: new REST({ api: apiUrl }).setToken(token),
    route: Routes.applicationCommands(applicationId),
  };
}

function botWith(options: z.ZodObject, description = 'Find papers'): Bot {
  const execute = () => listOf(1);
  return {
    ...bot,
    commands: [createCommand({ name: 'search', description, visibility: 'everyone', options, execute })],
  };
}

describe('the commands', () => {
  it('become one command with a subcommand each, and typed options, required ones first', async () => {
    const options = z.object({
      sort: z.enum(['relevance', 'new']).default('relevance').describe('The order'),
      limit: z.number().int().min(1).max(25).default(5).describe('How many'),
      exact: z.boolean().optional().describe('As written'),
      weight: z.number().min(0.5).optional().describe('How much'),
      query: z.string().max(500).describe('What to look for'),
    });
    await discord.adapter.start(botWith(options));
    const [papers, ...others] = discord.fake.commands();
    expect(others).toEqual([]);
    expect(papers).toMatchObject({ name: 'papers', default_member_permissions: null });
    expect(papers).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    const choices = ['relevance', 'new'].map((value) => ({ name: value, value }));
    expect(papers).toMatchObject({
      options: [
        {
          type: Type.Subcommand,
          name: 'search',
          options: [
            { type: Type.String, name: 'query', required: true, max_length: 500 },
            { type: Type.String, name: 'sort', required: false, choices },
            { type: Type.Integer, name: 'limit', min_value: 1, max_value: 25 },
            { type: Type.Boolean, name: 'exact' },
            { type: Type.Number, name: 'weight', min_value: 0.5 },
          ],
        },
      ],
    });
    expect(discord.fake.violations).toEqual([]);
  });

  it('are in the menu of messages where they can start from one', async () => {
    const [search] = bot.commands;
    if (search === undefined) expect.fail('there is no command');
    await discord.adapter.start({ ...bot, commands: [{ ...search, shortcut: 'Find it' }] });
    const [, menu] = discord.fake.commands();
    const offered = { integration_types: [0, 1], contexts: [0, 1, 2] };
    expect(menu).toMatchObject({ type: 3, name: 'Find it', default_member_permissions: null, ...offered });
    expect(discord.fake.violations).toEqual([]);
  });

  it('are registered once, and again only when they have changed', async () => {
    const options = z.object({});
    await discord.adapter.start(botWith(options));
    await discord.restarted().start(botWith(options));
    expect(registrations()).toHaveLength(1);
    await discord.restarted().start(botWith(options, 'Find research papers'));
    expect(registrations()).toHaveLength(2);
  });

  it('are registered again where somebody has deleted them', async () => {
    await discord.adapter.start(bot);
    const { rest, route } = anotherProgram();
    for (const { id } of discord.fake.commands()) await rest.delete(`${route}/${id}`);
    await discord.restarted().start(bot);
    expect(discord.fake.commands().map(({ name }) => name)).toEqual(['papers']);
    expect(registrations()).toHaveLength(2);
  });

  it.each([
    ['by others', { name: 'weather', description: 'Rain or not' }],
    [
      'by one of the same name',
      { name: 'papers', description: 'Wall papers', options: [{ type: 1, name: 'buy', description: 'Buy' }] },
    ],
  ])('are registered again where another program has replaced them %s', async (_, other) => {
    await discord.adapter.start(bot);
    const { rest, route } = anotherProgram();
    await rest.put(route, { body: [other] });
    await discord.restarted().start(bot);
    const [papers, ...others] = discord.fake.commands();
    expect(papers).toMatchObject({ name: 'papers', options: [{ name: 'search' }] });
    expect(others).toEqual([]);
  });

  it('are left as they are where Discord does not tell what is there', async () => {
    await discord.adapter.start(bot);
    discord.fake.failNext({
      method: 'GET',
      path: /commands$/,
      status: 403,
      body: { code: 50001, message: 'No' },
    });
    await discord.restarted().start(bot);
    expect(registrations()).toHaveLength(1);
    expect(discord.logger.entries.map(({ fields }) => fields.event)).toContain('commands-unseen');
  });

  it('have completion for the options that can be completed', async () => {
    const options = z.object({
      query: z.string().max(500).meta({ kind: 'query' }).describe('What to look for'),
      zone: z.string().meta({ kind: 'zone' }).optional().describe('Where'),
    });
    const definition = { name: 'search', description: 'Find papers', visibility: 'everyone' } as const;
    const execute = () => listOf(1);
    const command = createCommand<object, typeof options>(
      { ...definition, options, execute },
      { query: async () => [] },
    );
    await discord.adapter.start({ ...bot, commands: [command] });
    const [papers] = discord.fake.commands();
    expect(papers).toMatchObject({
      options: [{ options: [{ name: 'query', autocomplete: true, max_length: 500 }, { name: 'zone' }] }],
    });
    expect(JSON.stringify(papers).match(/autocomplete/g)).toHaveLength(1);
    expect(discord.fake.violations).toEqual([]);
  });

  it('are registered in one server when one is named', async () => {
    const { guild } = discord.fake;
    await discord.restarted({ guildId: guild.id }).start(bot);
    const registered = await discord.fake.registered(guild);
    expect(registered.map(({ name }) => name)).toEqual(['papers']);
    expect(discord.fake.commands()).toEqual([]);
    // What a server has for itself knows no other contexts.
    expect(registered[0]).not.toHaveProperty('contexts');
    expect(registered[0]).not.toHaveProperty('integration_types');
  });

  it('are in one place only: where they were before, they are taken away', async () => {
    const { guild } = discord.fake;
    await discord.adapter.start(bot);
    await discord.restarted({ guildId: guild.id }).start(bot);
    expect(discord.fake.commands()).toEqual([]);
    expect(discord.fake.commands(guild)).toHaveLength(1);
    await discord.restarted().start(bot);
    expect(discord.fake.commands()).toHaveLength(1);
    expect(discord.fake.commands(guild)).toEqual([]);
    expect(registrations()).toHaveLength(3);
    await discord.restarted().start(bot);
    expect(registrations()).toHaveLength(3);
    // An empty list, which would do the same, was never sent.
    expect(discord.fake.violations).toEqual([]);
  });

  it('are taken away at the next start when Discord fails at this one', async () => {
    const { guild } = discord.fake;
    await discord.restarted({ guildId: guild.id }).start(bot);
    const path = /\/guilds\/\d+\/commands$/;
    discord.fake.failNext({ method: 'GET', path, status: 400, body: { code: 0, message: 'No' } });
    await discord.restarted().start(bot);
    expect(discord.fake.commands()).toHaveLength(1);
    expect(discord.fake.commands(guild)).toHaveLength(1);
    await discord.restarted().start(bot);
    expect(discord.fake.commands(guild)).toEqual([]);
  });

  it('are registered although the place they were in is gone', async () => {
    const { guild } = discord.fake;
    const lost = '1'.repeat(18);
    const memory = memoryOf({ [`discord-commands:${discord.fake.applicationId}`]: `${lost}:hash` });
    await discord.restarted({ guildId: guild.id, memory }).start(bot);
    expect(discord.fake.commands(guild)).toHaveLength(1);
    await discord.restarted({ guildId: guild.id, memory }).start(bot);
    expect(registrations()).toHaveLength(1);
    expect(discord.fake.requests.filter(({ path }) => path.includes(lost))).toHaveLength(1);
  });

  it('are never replaced by an empty list', async () => {
    await discord.adapter.start({ ...bot, commands: [] });
    expect(registrations()).toEqual([]);
  });
});

describe('a start', () => {
  it('tells the operator who is connected and how to invite the bot', async () => {
    const lines = await discord.adapter.start(bot);
    const { applicationId } = discord.fake;
    expect(lines).toEqual([
      'Discord: connected as paperboy, in 1 server.',
      `Discord: add the bot to a server at https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=309237763072`,
      `Discord: add it for yourself, to ask anywhere, at https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=applications.commands&integration_type=1`,
    ]);
  });

  it('warns the operator where Discord brings interactions to an address instead', async () => {
    discord.fake.failNext({
      method: 'GET',
      path: /applications\/@me$/,
      status: 200,
      body: {
        id: discord.fake.applicationId,
        verify_key: 'ab'.repeat(32),
        interactions_endpoint_url: 'https://bot.example.org/discord/interactions',
      },
    });
    const lines = await discord.adapter.start(bot);
    expect(lines[1]).toBe(
      'Discord: no commands come over the gateway, since the application has an Interactions Endpoint URL and Discord sends them there. Empty that field in the developer portal (General Information), or set DISCORD_TRANSPORT=http.',
    );
    expect(discord.logger.entries.map(({ fields }) => fields.event)).toContain('interactions-elsewhere');
  });

  it('asks for nothing but the guilds', async () => {
    await discord.adapter.start(bot);
    expect(discord.fake.gateway.identifies.map(({ intents }) => intents)).toEqual([1]);
    expect(discord.fake.unknownRoutes).toEqual([]);
  });

  it('ends with a sentence when the token is wrong', async () => {
    const adapter = discord.restarted({ token: `${discord.fake.token}x` });
    await expect(adapter.start(bot)).rejects.toThrow('Discord does not accept DISCORD_TOKEN.');
    expect(adapter.connected()).toBe(false);
  });

  it('ends with a sentence when Discord cannot be reached', async () => {
    const adapter = discord.restarted({ apiUrl: 'http://127.0.0.1:9/api' });
    await expect(adapter.start(bot)).rejects.toThrow('Discord cannot be reached.');
  });

  it('ends with a sentence when the bot is not in the server it should register in', async () => {
    const adapter = discord.restarted({ guildId: '1'.repeat(18) });
    await expect(adapter.start(bot)).rejects.toThrow('Is the bot in the server DISCORD_GUILD_ID names?');
  });
});

describe('a lost connection', () => {
  it('is noticed, and comes back by itself', async () => {
    await discord.adapter.start(bot);
    discord.fake.gateway.disconnect(4000);
    await discord.fake.gateway.opened(2);
    const handle = discord.fake.slash({ subcommand: 'search', options: { query: 'rag' } });
    await handle.answer();
    expect(discord.logger.entries.map(({ fields }) => fields.event)).toContain('gateway-reconnecting');
    expect(discord.fake.gateway.identifies).toHaveLength(1);
  });
});
