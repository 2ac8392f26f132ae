import { z } from 'zod';
import type { Variables } from './variables.js';

/** Shards from `first` to `last`, both included, of `total`; they count from 0. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

/** Discord lets a usual bot begin 1,000 sessions a day, so more would not even start within one; they serve 2,500,000 servers. */
const MOST = 1_000;
const USAGE = 'must be auto, one shard such as 2/16, or a range such as 0-3/16.';
const WRITTEN = /^(?<first>\d{1,5})(?:-(?<last>\d{1,5}))?\/(?<total>\d{1,5})$/;

const Shards = z
  .string()
  .transform((text, context): ShardRange | 'auto' => {
    if (text === 'auto') return text;
    const { first, last = first, total } = WRITTEN.exec(text)?.groups ?? {};
    const range = { first: Number(first), last: Number(last), total: Number(total) };
    const problem = first === undefined ? USAGE : problemOf(range);
    if (problem === undefined) return range;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  })
  .optional();

function problemOf({ first, last, total }: ShardRange): string | undefined {
  if (total === 0) return USAGE;
  if (total > MOST)
    return `must be of ${MOST} shards at most, which serve ${MOST * 2_500} servers: Discord lets a bot begin no more in a day.`;
  if (first > last) return 'must name the lower shard first, such as 0-3/16.';
  if (last >= total) return `counts shards from 0, so that the last of ${total} is ${total - 1}.`;
  return undefined;
}

/** The part of the shards that this process has; undefined where it has all of them, however many Discord recommends. */
export function readShards(
  { read, problems, unusable }: Variables,
  given: { readonly databaseUrl: string; readonly hasToken: boolean; readonly overHttp: boolean },
): ShardRange | undefined {
  const shards = read('DISCORD_SHARDS', Shards);
  if (shards === undefined) return undefined;
  if (!given.hasToken)
    problems.push('DISCORD_SHARDS is set but DISCORD_TOKEN is not: Discord needs the token, or neither.');
  if (given.overHttp)
    problems.push(
      'DISCORD_SHARDS is set but DISCORD_TRANSPORT is http: only the gateway has shards, and HTTP is shared by as many copies as there are; take one of the two out.',
    );
  if (shards === 'auto') return undefined;
  const leavesSome = shards.last - shards.first + 1 < shards.total;
  if (leavesSome && given.databaseUrl.startsWith('file:') && !unusable.has('DATABASE_URL'))
    problems.push(
      'DISCORD_SHARDS leaves some shards to other processes, which can share their work on PostgreSQL alone: set DATABASE_URL to postgres://user:password@host/database, or DISCORD_SHARDS to auto.',
    );
  return shards;
}
