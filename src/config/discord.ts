import { z } from 'zod';
import { readShards, type ShardRange } from './shards.js';
import { apiUrl, matching, Token, type Variables } from './variables.js';

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildId?: string;
  /** Interactions come over HTTP, signed with the key this belongs to; without it, over the gateway. */
  readonly publicKey?: string;
  /** The part of the gateway's connections that this process holds; without it, all that Discord recommends. */
  readonly shards?: ShardRange;
}

const GuildId = matching(/^\d{15,21}$/, 'must be the id of a server: 15 to 21 digits.');
const PublicKey = matching(/^[\da-f]{64}$/i, 'must be 64 hexadecimal digits; copy the public key again.');

export function readDiscord(variables: Variables, databaseUrl: string): DiscordConfig | undefined {
  const { read, problems } = variables;
  const token = read('DISCORD_TOKEN', Token);
  const guildId = read('DISCORD_GUILD_ID', GuildId);
  const api = read('DISCORD_API_URL', apiUrl('https://discord.com/api'));
  const transport = readTransport(variables, token !== undefined);
  const shards = readShards(variables, { databaseUrl, hasToken: token !== undefined, ...transport });
  if (token !== undefined)
    return {
      token,
      apiUrl: api,
      ...(guildId === undefined ? {} : { guildId }),
      ...(transport.publicKey === undefined ? {} : { publicKey: transport.publicKey }),
      ...(shards === undefined ? {} : { shards }),
    };
  if (guildId !== undefined) {
    problems.push('DISCORD_GUILD_ID is set but DISCORD_TOKEN is not: Discord needs the token, or neither.');
  }
  return undefined;
}

function readTransport(
  { read, refuse, problems }: Variables,
  hasToken: boolean,
): { readonly overHttp: boolean; readonly publicKey?: string } {
  const before = problems.length;
  const transport = read(
    'DISCORD_TRANSPORT',
    z.enum(['gateway', 'http'], 'must be gateway or http.').optional(),
  );
  const publicKey = read('DISCORD_PUBLIC_KEY', PublicKey);
  const overHttp = transport === 'http';
  if (problems.length > before) return { overHttp };
  if (overHttp && publicKey === undefined)
    refuse(
      'DISCORD_TRANSPORT',
      'is http but DISCORD_PUBLIC_KEY is not set: copy the public key from the developer portal (General Information).',
    );
  if (!overHttp && publicKey !== undefined)
    refuse(
      'DISCORD_PUBLIC_KEY',
      'is set but DISCORD_TRANSPORT is not http: only HTTP needs the key; set both, or neither.',
    );
  if (transport !== undefined && !hasToken)
    problems.push('DISCORD_TRANSPORT is set but DISCORD_TOKEN is not: Discord needs the token, or neither.');
  return { overHttp, ...(overHttp && publicKey !== undefined ? { publicKey } : {}) };
}
