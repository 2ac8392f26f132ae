import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type Reading, readTime, readZone } from './core/domain-options.js';
import { FAILPOINTS, type Failpoint, type FailpointName } from './ops/failpoints.js';
import type { LogLevel } from './ops/logger.js';

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildId?: string;
  /** Interactions come over HTTP, signed with the key this belongs to; without it, over the gateway. */
  readonly publicKey?: string;
}

export interface SlackConfig {
  readonly botToken: string;
  readonly appToken: string;
  readonly apiUrl: string;
  readonly channelRights: 'managers' | 'members';
}

/** Where papers come from by themselves; without any, the catalog starts with the seed. */
export interface HuggingFaceConfig {
  readonly apiUrl: string;
  readonly token?: string;
}

export interface SourcesConfig {
  readonly huggingFace?: HuggingFaceConfig;
  readonly arxiv?: {
    readonly apiUrl: string;
    readonly rssUrl: string;
    readonly categories: readonly string[];
  };
}

export interface Config {
  readonly discord?: DiscordConfig;
  readonly slack?: SlackConfig;
  readonly sources: SourcesConfig;
  /** Where Hugging Face is, also where it is not asked by itself. */
  readonly huggingFace: HuggingFaceConfig;
  /** A page about this bot, for the operators of the servers it asks. */
  readonly publicUrl?: string;
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly playground: boolean;
  readonly searchEngine: 'auto' | 'lunr' | 'bm25';
  readonly defaultZone: string;
  readonly defaultAt: string;
  readonly logLevel: LogLevel;
  /** For tests alone: where the process ends the hard way. */
  readonly failpoint?: Failpoint;
  /** What the terminal says of colour, by the names everybody uses: FORCE_COLOR, NO_COLOR, TERM. */
  readonly terminal: Environment;
}

/** What the environment asks for, and everything that is wrong with it, one sentence each. */
export interface ConfigReading {
  readonly config: Config;
  readonly problems: readonly string[];
  /** The variables whose value was of no use, and whose default stands in the configuration instead. */
  readonly unusable: ReadonlySet<string>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration of this process, with `.env` of the working folder where it exists; what is set already wins over it. */
export function readProcessConfig(): ConfigReading {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/**
 * Reads the configuration from an environment: the only place that knows the names of variables. A variable that is wrong is reported and
 * counts as not set, so that one look finds all of them. Values are never repeated: they may be secrets.
 */
export function readConfig(environment: Environment): ConfigReading {
  const problems: string[] = [];
  const unusable = new Set<string>();
  const read = <Value>(name: string, schema: z.ZodType<Value, string | undefined>): Value => {
    const given = environment[name]?.trim();
    const result = schema.safeParse(given === '' ? undefined : given);
    if (result.success) return result.data;
    problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not usable'}`);
    unusable.add(name);
    return schema.parse(undefined);
  };
  const discord = readDiscord(read, problems);
  const slack = readSlack(read, problems);
  const failpoint = readFailpoint(read, environment, problems);
  const playground = read('PLAYGROUND', z.enum(['on', 'off'], 'must be on or off.').optional());
  const config: Config = {
    ...(discord === undefined ? {} : { discord }),
    ...(slack === undefined ? {} : { slack }),
    ...readSources(read),
    databaseUrl: read('DATABASE_URL', DatabaseUrl),
    host: read('HOST', z.string().default('127.0.0.1')),
    port: read('PORT', Port),
    playground: playground === undefined ? discord === undefined && slack === undefined : playground === 'on',
    searchEngine: read('SEARCH_ENGINE', Engine),
    defaultZone: read('DEFAULT_ZONE', domainValue(readZone, 'UTC', ZONE_USAGE)),
    defaultAt: read('DEFAULT_AT', domainValue(readTime, '09:00', TIME_USAGE)),
    logLevel: read('LOG_LEVEL', Level),
    ...(failpoint === undefined ? {} : { failpoint }),
    terminal: {
      FORCE_COLOR: environment['FORCE_COLOR'],
      NO_COLOR: environment['NO_COLOR'],
      TERM: environment['TERM'],
    },
  };
  return { config, problems, unusable };
}

type Read = <Value>(name: string, schema: z.ZodType<Value, string | undefined>) => Value;

const Port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535.')
  .default('3000')
  .transform(Number)
  .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535.');

const DatabaseUrl = z
  .string()
  .regex(
    /^(?:file:.+|postgres(?:ql)?:\/\/[^/].*)/,
    'must be a file, such as file:var/paperboy.db, or postgres://user:password@host/database.',
  )
  .default('file:var/paperboy.db');

const Engine = z.enum(['auto', 'lunr', 'bm25'], 'must be auto, lunr or bm25.').default('auto');

const Level = z
  .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent.')
  .default('info');

const apiUrl = (usual: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a web address such as ${usual}.` })
    .default(usual)
    .transform((text) => text.replace(/\/+$/, ''));

const matching = (pattern: RegExp, message: string) => z.string().regex(pattern, message).optional();

const Token = matching(/^\S+$/, 'must be one word; copy the token again.');
const GuildId = matching(/^\d{15,21}$/, 'must be the id of a server: 15 to 21 digits.');
const PublicKey = matching(/^[\da-f]{64}$/i, 'must be 64 hexadecimal digits; copy the public key again.');

const startingWith = (prefix: string) =>
  z.string().startsWith(prefix, `must start with ${prefix}; copy the token again.`).optional();

const ZONE_USAGE = 'write the time zone as a city, such as Europe/Berlin, America/New_York or UTC.';
const TIME_USAGE = 'write the time of day as hours and minutes, such as 09:00 or 17:30.';

function domainValue(read: (text: string) => Reading<string>, usual: string, usage: string) {
  return z
    .string()
    .default(usual)
    .transform((text, context) => {
      const reading = read(text);
      if (reading.ok) return reading.value;
      context.addIssue({ code: 'custom', message: `is not usable: ${usage}` });
      return z.NEVER;
    });
}

const FAILPOINT_USAGE = `must be one of ${FAILPOINTS.join(', ')}, perhaps with how often it is passed first, such as after_send:2.`;

function readFailpoint(read: Read, environment: Environment, problems: string[]): Failpoint | undefined {
  const failpoint = read(
    'FAILPOINT',
    z
      .string()
      .transform((text, context): Failpoint => {
        const [name, passes = '0'] = text.split(':');
        if (isFailpoint(name) && /^\d{1,6}$/.test(passes)) return { name, passes: Number(passes) };
        context.addIssue({ code: 'custom', message: FAILPOINT_USAGE });
        return z.NEVER;
      })
      .optional(),
  );
  if (failpoint === undefined || environment['NODE_ENV'] === 'test') return failpoint;
  problems.push('FAILPOINT ends paperboy in the middle of its work and is for tests alone: take it out.');
  return undefined;
}

function isFailpoint(name: string | undefined): name is FailpointName {
  return FAILPOINTS.some((known) => known === name);
}

function readDiscord(read: Read, problems: string[]): DiscordConfig | undefined {
  const token = read('DISCORD_TOKEN', Token);
  const guildId = read('DISCORD_GUILD_ID', GuildId);
  const api = read('DISCORD_API_URL', apiUrl('https://discord.com/api'));
  const transport = readDiscordTransport(read, problems, token !== undefined);
  if (token !== undefined)
    return { token, apiUrl: api, ...(guildId === undefined ? {} : { guildId }), ...transport };
  if (guildId !== undefined) {
    problems.push('DISCORD_GUILD_ID is set but DISCORD_TOKEN is not: Discord needs the token, or neither.');
  }
  return undefined;
}

function readDiscordTransport(
  read: Read,
  problems: string[],
  hasToken: boolean,
): Pick<DiscordConfig, 'publicKey'> {
  const before = problems.length;
  const transport = read(
    'DISCORD_TRANSPORT',
    z.enum(['gateway', 'http'], 'must be gateway or http.').optional(),
  );
  const publicKey = read('DISCORD_PUBLIC_KEY', PublicKey);
  if (problems.length > before) return {};
  if (transport === 'http' && publicKey === undefined)
    problems.push(
      'DISCORD_TRANSPORT is http but DISCORD_PUBLIC_KEY is not set: copy the public key from the developer portal (General Information).',
    );
  if (transport !== 'http' && publicKey !== undefined)
    problems.push(
      'DISCORD_PUBLIC_KEY is set but DISCORD_TRANSPORT is not http: only HTTP needs the key; set both, or neither.',
    );
  if (transport !== undefined && !hasToken)
    problems.push('DISCORD_TRANSPORT is set but DISCORD_TOKEN is not: Discord needs the token, or neither.');
  return transport === 'http' && publicKey !== undefined ? { publicKey } : {};
}

function readSlack(read: Read, problems: string[]): SlackConfig | undefined {
  const before = problems.length;
  const botToken = read('SLACK_BOT_TOKEN', startingWith('xoxb-'));
  const appToken = read('SLACK_APP_TOKEN', startingWith('xapp-'));
  const wrong = problems.length > before;
  const signingSecret = read('SLACK_SIGNING_SECRET', z.string().optional());
  const api = read('SLACK_API_URL', apiUrl('https://slack.com/api'));
  const rights = read(
    'SLACK_CHANNEL_RIGHTS',
    z.enum(['managers', 'members'], 'must be managers or members.').default('managers'),
  );
  if (signingSecret !== undefined) {
    problems.push(
      'SLACK_SIGNING_SECRET is for Slack over HTTP, which this version does not speak: use SLACK_APP_TOKEN alone.',
    );
  }
  if (botToken !== undefined && appToken !== undefined) {
    return { botToken, appToken, apiUrl: `${api}/`, channelRights: rights };
  }
  if (wrong) return undefined;
  if (botToken !== undefined)
    problems.push('SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is not: Slack needs both.');
  if (appToken !== undefined)
    problems.push('SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not: Slack needs both.');
  return undefined;
}

const HF_URL = 'https://huggingface.co';
const ARXIV_URL = 'https://export.arxiv.org';
const ARXIV_RSS_URL = 'https://rss.arxiv.org';
const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'];

const listOf = (entry: RegExp, message: string) =>
  z
    .string()
    .transform((text) =>
      [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== ''),
    )
    .refine((parts) => parts.length > 0 && parts.every((part) => entry.test(part)), message);

function readSources(read: Read): Pick<Config, 'sources' | 'huggingFace' | 'publicUrl'> {
  const names = read('SOURCES', listOf(/^(?:hf|arxiv)$/, 'must be hf, arxiv, or both: hf,arxiv.').optional());
  const apiUrlOfHf = read('HF_API_URL', apiUrl(HF_URL));
  const token = read('HF_TOKEN', Token);
  const apiUrlOfArxiv = read('ARXIV_API_URL', apiUrl(ARXIV_URL));
  const categories = read(
    'ARXIV_CATEGORIES',
    listOf(/^[a-z-]{2,20}(?:\.[A-Za-z-]{2,20})?$/, 'must be categories such as cs.CL,cs.LG.').default(
      CATEGORIES,
    ),
  );
  // Another address serves both: the query interface, and the announcements, which arXiv itself has on a server of their own.
  const rssUrl = apiUrlOfArxiv === ARXIV_URL ? ARXIV_RSS_URL : apiUrlOfArxiv;
  const huggingFace = { apiUrl: apiUrlOfHf, ...(token === undefined ? {} : { token }) };
  const publicUrl = read(
    'PUBLIC_URL',
    z
      .url({ protocol: /^https?$/, error: 'must be a web address such as https://example.org/bot.' })
      .optional(),
  );
  return {
    sources: {
      ...(names?.includes('hf') ? { huggingFace } : {}),
      ...(names?.includes('arxiv') ? { arxiv: { apiUrl: apiUrlOfArxiv, rssUrl, categories } } : {}),
    },
    huggingFace,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
}
