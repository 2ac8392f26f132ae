import { type Client, ShardClientUtil } from 'discord.js';

/** The shards of a process, from `first` to `last`, both included, of `total`. They count from 0. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

/** As discord.js takes them; without a range, all that Discord recommends. */
export function shardOptions(range: ShardRange | undefined) {
  if (range === undefined) return { shards: 'auto' } as const;
  const { first, last, total } = range;
  const shards = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return { shards, shardCount: total };
}

/** Whether the gateway tells this process of a server, rather than another process that has its shard. */
export function hasShardOf(guildId: string, range: ShardRange | undefined): boolean {
  if (range === undefined) return true;
  const shard = ShardClientUtil.shardIdForGuildId(guildId, range.total);
  return shard >= range.first && shard <= range.last;
}

/** For the operator: which shards these are, where there is more than one. */
export function describeShards(client: Client, range: ShardRange | undefined): string {
  if (range === undefined) {
    const count = client.ws.shards.size;
    return count > 1 ? `, on all of ${count} shards` : '';
  }
  const { first, last, total } = range;
  return first === last ? `, on shard ${first} of ${total}` : `, on shards ${first} to ${last} of ${total}`;
}
