import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type DiscordConfig, readDiscord } from './config/discord.js';
import { readFailpoint } from './config/failpoint.js';
import { readSlack, type SlackConfig } from './config/slack.js';
import { type HuggingFaceConfig, readSources, type SourcesConfig } from './config/sources.js';
import { type Environment, openVariables } from './config/variables.js';
import { type Reading, readTime, readZone } from './core/domain-options.js';
import type { Failpoint } from './ops/failpoints.js';
import type { LogLevel } from './ops/logger.js';

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
  const variables = openVariables(environment);
  const { read, problems, unusable } = variables;
  const databaseUrl = read('DATABASE_URL', DatabaseUrl);
  const discord = readDiscord(variables, databaseUrl);
  const slack = readSlack(variables);
  const failpoint = readFailpoint(variables);
  const playground = read('PLAYGROUND', z.enum(['on', 'off'], 'must be on or off.').optional());
  const config: Config = {
    ...(discord === undefined ? {} : { discord }),
    ...(slack === undefined ? {} : { slack }),
    ...readSources(variables),
    databaseUrl,
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
