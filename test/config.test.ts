import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';

describe('the configuration', () => {
  it('needs nothing at all', () => {
    const { config, problems } = readConfig({});
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      databaseUrl: 'file:var/paperboy.db',
      host: '127.0.0.1',
      port: 3000,
      playground: true,
      searchEngine: 'auto',
      defaultAt: '09:00',
      defaultZone: 'UTC',
      logLevel: 'info',
    });
    expect(config).not.toHaveProperty('discord');
    expect(config).not.toHaveProperty('slack');
  });

  it('turns platforms on by their tokens, and the playground off', () => {
    const { config, problems } = readConfig({
      DISCORD_TOKEN: ' token\n',
      DISCORD_API_URL: 'http://127.0.0.1:99/api/',
      SLACK_BOT_TOKEN: 'xoxb-1\n',
      SLACK_APP_TOKEN: 'xapp-1',
    });
    expect(problems).toEqual([]);
    expect(config.discord).toEqual({ token: 'token', apiUrl: 'http://127.0.0.1:99/api' });
    expect(config.slack).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      apiUrl: 'https://slack.com/api/',
      channelRights: 'managers',
    });
    expect(config.playground).toBe(false);
  });

  it('reads no source where none is named, and both where both are', () => {
    expect(readConfig({ HF_TOKEN: 'hf_1', ARXIV_CATEGORIES: 'cs.LG' }).config.sources).toEqual({});
    expect(readConfig({ SOURCES: 'hf', HF_TOKEN: 'hf_1' }).config.sources).toEqual({
      huggingFace: { apiUrl: 'https://huggingface.co', token: 'hf_1' },
    });
    const { config, problems } = readConfig({
      SOURCES: 'arxiv, hf',
      ARXIV_CATEGORIES: 'cs.LG, hep-th,cs.LG',
    });
    expect(problems).toEqual([]);
    expect(config.sources).toEqual({
      huggingFace: { apiUrl: 'https://huggingface.co' },
      arxiv: {
        apiUrl: 'https://export.arxiv.org',
        rssUrl: 'https://rss.arxiv.org',
        categories: ['cs.LG', 'hep-th'],
      },
    });
    const other = readConfig({ SOURCES: 'arxiv', ARXIV_API_URL: 'http://127.0.0.1:9/' }).config.sources.arxiv;
    expect(other).toMatchObject({ apiUrl: 'http://127.0.0.1:9', rssUrl: 'http://127.0.0.1:9' });
  });

  it.each([
    ['auto', undefined],
    ['0-3/16', { first: 0, last: 3, total: 16 }],
    ['2/16', { first: 2, last: 2, total: 16 }],
  ])('takes %s for the shards of this process', (written, shards) => {
    const { config, problems } = readConfig({
      DISCORD_TOKEN: 'token',
      DISCORD_SHARDS: written,
      DATABASE_URL: 'postgres://localhost/paperboy',
    });
    expect(problems).toEqual([]);
    expect(config.discord?.shards).toEqual(shards);
  });

  it('lets one process have all shards on SQLite, however they are written', () => {
    const { config, problems } = readConfig({ DISCORD_TOKEN: 'token', DISCORD_SHARDS: '0-3/4' });
    expect(problems).toEqual([]);
    expect(config.discord?.shards).toEqual({ first: 0, last: 3, total: 4 });
  });

  it('takes a failpoint in tests', () => {
    const { config, problems } = readConfig({ FAILPOINT: 'after_send:2', NODE_ENV: 'test' });
    expect(problems).toEqual([]);
    expect(config.failpoint).toEqual({ name: 'after_send', passes: 2 });
  });

  it('takes empty variables as not set', () => {
    expect(readConfig({ DISCORD_TOKEN: '', PORT: ' ', DEFAULT_ZONE: '' }).problems).toEqual([]);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is not: Slack needs both.'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not: Slack needs both.'],
    [
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_BOT_TOKEN must start with xoxb-; copy the token again.',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' },
      'SLACK_SIGNING_SECRET is for Slack over HTTP, which this version does not speak: use SLACK_APP_TOKEN alone.',
    ],
    [{ SEARCH_ENGINE: 'solr' }, 'SEARCH_ENGINE must be auto, lunr or bm25.'],
    [
      { FAILPOINT: 'after_send' },
      'FAILPOINT ends paperboy in the middle of its work and is for tests alone: take it out.',
    ],
    [
      { FAILPOINT: 'never', NODE_ENV: 'test' },
      'FAILPOINT must be one of mid_migration, mid_plan, mid_commit, after_claim, before_send, after_send, before_mark, perhaps with how often it is passed first, such as after_send:2.',
    ],
    [{ DISCORD_TOKEN: 'a b' }, 'DISCORD_TOKEN must be one word; copy the token again.'],
    [
      { DISCORD_GUILD_ID: '123456789012345678' },
      'DISCORD_GUILD_ID is set but DISCORD_TOKEN is not: Discord needs the token, or neither.',
    ],
    [{ DISCORD_TOKEN: 'token', DISCORD_TRANSPORT: 'https' }, 'DISCORD_TRANSPORT must be gateway or http.'],
    [
      { DISCORD_TOKEN: 'token', DISCORD_TRANSPORT: 'http' },
      'DISCORD_TRANSPORT is http but DISCORD_PUBLIC_KEY is not set: copy the public key from the developer portal (General Information).',
    ],
    [
      { DISCORD_TOKEN: 'token', DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: 'abc' },
      'DISCORD_PUBLIC_KEY must be 64 hexadecimal digits; copy the public key again.',
    ],
    [
      { DISCORD_TOKEN: 'token', DISCORD_PUBLIC_KEY: 'ab'.repeat(32) },
      'DISCORD_PUBLIC_KEY is set but DISCORD_TRANSPORT is not http: only HTTP needs the key; set both, or neither.',
    ],
    [
      { DISCORD_TRANSPORT: 'gateway' },
      'DISCORD_TRANSPORT is set but DISCORD_TOKEN is not: Discord needs the token, or neither.',
    ],
    ...['all', '0', '4-/16', '0-3', '0/0', '1.5/4', '-1/4'].map(
      (shards): [Record<string, string>, string] => [
        { DISCORD_TOKEN: 'token', DISCORD_SHARDS: shards },
        'DISCORD_SHARDS must be auto, one shard such as 2/16, or a range such as 0-3/16.',
      ],
    ),
    ...['0-9999/10000', '99998/99999', '0/1001'].map((shards): [Record<string, string>, string] => [
      { DISCORD_TOKEN: 'token', DISCORD_SHARDS: shards },
      'DISCORD_SHARDS must be of 1000 shards at most, which serve 2500000 servers: Discord lets a bot begin no more in a day.',
    ]),
    [
      { DISCORD_TOKEN: 'token', DISCORD_SHARDS: '3-0/16' },
      'DISCORD_SHARDS must name the lower shard first, such as 0-3/16.',
    ],
    [
      { DISCORD_TOKEN: 'token', DISCORD_SHARDS: '12-16/16' },
      'DISCORD_SHARDS counts shards from 0, so that the last of 16 is 15.',
    ],
    [
      { DISCORD_TOKEN: 'token', DISCORD_SHARDS: '2/16' },
      'DISCORD_SHARDS leaves some shards to other processes, which can share their work on PostgreSQL alone: set DATABASE_URL to postgres://user:password@host/database, or DISCORD_SHARDS to auto.',
    ],
    [
      {
        DISCORD_TOKEN: 'token',
        DISCORD_TRANSPORT: 'http',
        DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
        DISCORD_SHARDS: 'auto',
      },
      'DISCORD_SHARDS is set but DISCORD_TRANSPORT is http: only the gateway has shards, and HTTP is shared by as many copies as there are; take one of the two out.',
    ],
    [
      { DISCORD_SHARDS: 'auto' },
      'DISCORD_SHARDS is set but DISCORD_TOKEN is not: Discord needs the token, or neither.',
    ],
    [
      { DATABASE_URL: 'mysql://u:secret@db/x' },
      'DATABASE_URL must be a file, such as file:var/paperboy.db, or postgres://user:password@host/database.',
    ],
    [{ PORT: '70000' }, 'PORT must be a port number from 0 to 65535.'],
    [{ PORT: '0x10' }, 'PORT must be a port number from 0 to 65535.'],
    [{ PLAYGROUND: 'maybe' }, 'PLAYGROUND must be on or off.'],
    [
      { DEFAULT_ZONE: 'Mars/Base' },
      'DEFAULT_ZONE is not usable: write the time zone as a city, such as Europe/Berlin, America/New_York or UTC.',
    ],
    [
      { DEFAULT_AT: '24:00' },
      'DEFAULT_AT is not usable: write the time of day as hours and minutes, such as 09:00 or 17:30.',
    ],
    [
      { DISCORD_API_URL: 'discord.com' },
      'DISCORD_API_URL must be a web address such as https://discord.com/api.',
    ],
    [{ SOURCES: 'hf,twitter' }, 'SOURCES must be hf, arxiv, or both: hf,arxiv.'],
    [{ SOURCES: ',' }, 'SOURCES must be hf, arxiv, or both: hf,arxiv.'],
    [{ ARXIV_CATEGORIES: 'machine learning' }, 'ARXIV_CATEGORIES must be categories such as cs.CL,cs.LG.'],
    [{ HF_API_URL: 'huggingface' }, 'HF_API_URL must be a web address such as https://huggingface.co.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn, error or silent.'],
  ])('says what is wrong with %j', (environment, problem) => {
    expect(readConfig(environment).problems).toEqual([problem]);
  });

  it('says everything that is wrong at once, and repeats no value', () => {
    const { problems } = readConfig({
      SLACK_BOT_TOKEN: 'canary',
      PORT: 'canary',
      DEFAULT_ZONE: 'canary',
      DISCORD_GUILD_ID: 'canary',
    });
    expect(problems).toHaveLength(4);
    expect(problems.join()).not.toContain('canary');
  });
});
