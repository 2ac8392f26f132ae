import { existsSync } from 'node:fs';
import { ApplicationFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { startFakeHuggingFace } from '../fakes/hugging-face/fake-hugging-face.js';
import { runProgram } from '../support/program.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const permissions = PermissionFlagsBits.ManageChannels;
const NOBODY = 'http://127.0.0.1:9';

describe('the doctor, beside a bot that runs', () => {
  const platforms = useTwoPlatforms();
  const databaseUrl = () => `file:${platforms.folder.path('paperboy.db')}`;
  const discord = () => ({
    DISCORD_TOKEN: platforms.discord.token,
    DISCORD_API_URL: platforms.discord.apiUrl,
  });
  const slack = () => {
    const { botToken, appToken, apiUrl } = platforms.slack;
    return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl };
  };
  const examine = async (env: Readonly<Record<string, string>>, ...more: readonly string[]) => {
    const given = { DATABASE_URL: databaseUrl(), ...env };
    const program = runProgram(['doctor', ...more], given, platforms.folder.path('.'));
    const { code, output, errors } = await program.finished;
    return { code, output, errors, lines: output.split('\n') };
  };
  const turnOn = async (name: string) => {
    const channel = platforms.discord.addChannel({ name });
    await platforms.discord.heard();
    const options = { mode: 'on', at: '13:00' };
    const asked = platforms.discord.slash({ subcommand: 'daily', options, channel, permissions });
    expect(textOf(await asked.answer())).toContain('The daily list is on');
    return channel;
  };

  it('finds all well, says where to invite the bot, changes nothing, and tells no secrets', async () => {
    await turnOn('news');
    const before = platforms.discord.requests.length;
    const { code, output, lines } = await examine({ ...discord(), ...slack() });
    expect(lines.filter((line) => line !== '' && !line.startsWith('ok '))).toEqual(['All is well.']);
    expect(code).toBe(0);
    for (const line of [
      'ok       Database: it answers, and has the schema of this version.',
      `ok       Discord token: valid; the application is paperboy (${platforms.discord.applicationId}).`,
      'ok       Discord intents: no privileged one is allowed, and paperboy needs none.',
      'ok       Discord transport: commands come over the gateway.',
      'ok       Discord installation: servers can add the bot, and people can for themselves.',
      "ok       Clock: it agrees with Discord's.",
      'ok       Discord commands: those of this version are registered everywhere.',
      'ok       Discord channel #news of Reading group: paperboy may post there.',
    ])
      expect(lines).toContain(line);
    expect(output).toMatch(/Discord invite: https:\/\/discord\.com\/oauth2\/authorize\?\S+permissions=\d+/);
    expect(output).toMatch(/Slack token: valid; the app is \S+ in the workspace/);
    for (const secret of [discord().DISCORD_TOKEN, ...Object.values(slack()).slice(0, 2)])
      expect(output).not.toContain(secret);
    const asked = platforms.discord.requests.slice(before);
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(platforms.discord.gateway.identifies).toHaveLength(1);
  });

  it('names the right that is missing in a channel, and the channel', async () => {
    const channel = await turnOn('news');
    await turnOn('more');
    platforms.discord.changeChannel(channel, {
      denied: PermissionFlagsBits.SendMessages | PermissionFlagsBits.ViewChannel,
    });
    const { code, lines } = await examine(discord());
    expect(code).toBe(1);
    expect(lines).toContain(
      'problem  Discord channel #news of Reading group: I lack View Channel and Send Messages in #news. Ask who manages the server to allow it. When that is mended: `/papers daily mode:resume` there brings it back.',
    );
    expect(lines).toContain('ok       Discord channel #more of Reading group: paperboy may post there.');
    expect(lines.at(-2)).toBe('1 problem, 0 warnings.');
    await platforms.discord.heard();
    await platforms.tick();
    const known = await examine(discord());
    expect(known.code).toBe(0);
    expect(known.output).toContain('warning  Discord channel #news');
  });

  it('says of a server that the bot was taken out of how to add it again', async () => {
    await turnOn('news');
    platforms.discord.removeBot(platforms.discord.guild);
    const { code, output } = await examine(discord());
    expect(code).toBe(1);
    expect(output).toMatch(
      /something is set up for 1 channel of it, but the bot is not in it\. .* at https:/,
    );
  });

  it('says where to get a token that Discord accepts', async () => {
    const { code, output } = await examine({ ...discord(), DISCORD_TOKEN: 'wrong' });
    expect(code).toBe(1);
    expect(output).toContain(
      'problem  Discord token: Discord does not accept DISCORD_TOKEN. Copy the token again from https://discord.com/developers/applications',
    );
    expect(output).not.toContain('invite');
  });

  it('says that Discord or Slack cannot be reached', async () => {
    const { code, output } = await examine({
      ...{ ...discord(), DISCORD_API_URL: NOBODY },
      ...{ ...slack(), SLACK_API_URL: NOBODY },
    });
    expect(code).toBe(1);
    expect(output).toContain('problem  Discord: Discord cannot be reached. Check the network');
    expect(output).toContain('problem  Slack token: Slack cannot be reached at http://127.0.0.1:9');
  });

  it('finds commands that are of another version, missing, or not to be read', async () => {
    const { applicationId, guild } = platforms.discord;
    const database = platforms.house.store;
    await database.settings.write(`discord-commands:${applicationId}`, 'global:0123');
    const stale = await examine(discord());
    expect(stale.output).toContain(
      'warning  Discord commands: those that are registered everywhere are of another',
    );
    expect(stale.code).toBe(0);
    const missing = await examine({ ...discord(), DISCORD_GUILD_ID: guild.id });
    expect(missing.output).toContain(`none are registered in the server ${guild.id} (DISCORD_GUILD_ID).`);
    const foreign = await examine({ ...discord(), DISCORD_GUILD_ID: '123456789012345678' });
    expect(foreign.output).toContain('cannot be read: I am not in this server any more');
  });

  it('holds what is set in the developer portal against the configuration', async () => {
    const { portal } = platforms.discord;
    portal.flags = ApplicationFlags.GatewayMessageContentLimited;
    portal.installs = ['0'];
    portal.needsCodeGrant = true;
    const key = { DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: '0'.repeat(64) };
    const { code, output } = await examine({ ...discord(), ...key });
    expect(code).toBe(1);
    for (const line of [
      'warning  Discord intents: paperboy needs no privileged intent, but Message Content is allowed. Switch it off',
      'problem  Discord transport: paperboy waits for commands over HTTP, but the application has no Interactions Endpoint URL. Set it',
      'problem  Discord public key: DISCORD_PUBLIC_KEY is not the key of the application that DISCORD_TOKEN belongs to. Copy it again',
      'warning  Discord installation: people cannot add the bot for themselves. Allow User Install',
      'problem  Discord installation: the bot requires an OAuth2 code grant',
    ])
      expect(output).toContain(line);
    expect(output).not.toContain('Discord sessions');
  });

  it('finds that the gateway is not to be connected to any more today', async () => {
    Object.assign(platforms.discord.gateway.rules, { remaining: 0 });
    const { code, output } = await examine(discord());
    expect(code).toBe(1);
    expect(output).toContain('problem  Discord sessions: 0 of 1000 connections to the gateway are left');
  });

  it('goes on without a database, and says of it what is wrong and no password', async () => {
    const { code, output } = await examine({
      ...discord(),
      DATABASE_URL: 'postgres://me:secret@127.0.0.1:9/papers',
    });
    expect(code).toBe(1);
    expect(output).toMatch(
      /problem {2}Database: it cannot be used\. The PostgreSQL server 127\.0\.0\.1:9 cannot be reached/,
    );
    expect(output).toContain('ok       Discord token: valid');
    expect(output).toContain('which cannot be read. See to the database first.');
    expect(output).not.toContain('secret');
  });

  it('knocks at sources as paperboy does, and asks for an address of ours', async () => {
    const huggingFace = await startFakeHuggingFace();
    const env = { SOURCES: 'hf', HF_API_URL: huggingFace.url };
    const { output } = await examine(env);
    await huggingFace.close();
    expect(output).toContain('ok       Hugging Face: it answers.');
    expect(output).toContain('warning  Sources: they cannot tell whom to write to. Set PUBLIC_URL');
    expect(huggingFace.requests.map(({ headers }) => headers['user-agent'])).toEqual([
      expect.stringMatching(/^paperboy\/\d/),
    ]);
    expect((await examine(env)).output).toContain('warning  Hugging Face: it cannot be reached.');
  });

  it('tells machines the same', async () => {
    const { code, output } = await examine({ ...discord(), DISCORD_TOKEN: 'wrong' }, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      problems: 1,
      findings: expect.arrayContaining([
        {
          level: 'problem',
          subject: 'Discord token',
          text: 'Discord does not accept DISCORD_TOKEN.',
          remedy: expect.any(String),
        },
      ]),
    });
  });

  it('finds nothing wrong where nothing is set, and makes no database', async () => {
    const file = platforms.folder.path('another.db');
    const { code, output } = await examine({ DATABASE_URL: `file:${file}` });
    expect(code).toBe(0);
    expect(output).toContain(
      'Platforms: none is set, so the playground is what runs, at http://127.0.0.1:3000.',
    );
    expect(output).toContain('Database: there is none yet; the next start creates it.');
    expect(existsSync(file)).toBe(false);
  });

  it('names every variable that is of no use', async () => {
    const { code, output } = await examine({ DISCORD_TOKEN: 'two words', PORT: 'x' });
    expect(code).toBe(1);
    expect(output).toContain('problem  Configuration: DISCORD_TOKEN must be one word; copy the token again.');
    expect(output).toContain('problem  Configuration: PORT must be a port number');
    expect(output).not.toContain('playground');
  });
});

describe('the doctor, beside a bot over HTTP', () => {
  const platforms = useTwoPlatforms('http');

  it('finds all well, and that the gateway would hear nothing', async () => {
    const { discord, folder } = platforms;
    const env = {
      DATABASE_URL: `file:${folder.path('paperboy.db')}`,
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    };
    const key = { DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: discord.endpoint.publicKey };
    const examine = (more: Readonly<Record<string, string>>) =>
      runProgram(['doctor'], { ...env, ...more }, folder.path('.')).finished;
    const good = await examine(key);
    expect(good.output).toContain('ok       Discord public key: it is the one of the application.');
    expect(good.output).toMatch(
      /ok {7}Discord transport: commands come over HTTP, to http\S+\/discord\/interactions\./,
    );
    expect(good.code).toBe(0);
    const deaf = await examine({});
    expect(deaf.output).toContain(
      'problem  Discord transport: paperboy listens at the gateway, but Discord sends commands to the Interactions Endpoint URL',
    );
    expect(deaf.code).toBe(1);
    for (const broken of [{ DISCORD_PUBLIC_KEY: 'abc' }, { DISCORD_PUBLIC_KEY: '' }]) {
      const { output, code } = await examine({ ...key, ...broken });
      expect(output).toContain('ok       Discord token: valid');
      expect(output).not.toMatch(/gateway|Discord transport|Discord public key|Discord sessions/);
      expect(code).toBe(1);
    }
  });
});
