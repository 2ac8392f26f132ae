/** The shards of a process, from `first` to `last`, both included, of `total`. They count from 0. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

/** The number of each; without a range, all that Discord recommends. */
export function shardIds(range: ShardRange | undefined, recommended: number): readonly number[] {
  const { first, last } = range ?? { first: 0, last: recommended - 1 };
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** How many there are over all processes. */
export function shardCount(range: ShardRange | undefined, recommended: number): number {
  return range?.total ?? recommended;
}

/** As discord.js takes them. */
export function shardOptions(range: ShardRange | undefined) {
  if (range === undefined) return { shards: 'auto' } as const;
  return { shards: [...shardIds(range, range.total)], shardCount: range.total };
}

/** For the operator: which shards these are, where there is more than one. */
export function describeShards(count: number, range: ShardRange | undefined): string {
  if (range === undefined) return count > 1 ? `, on all of ${count} shards` : '';
  const { first, last, total } = range;
  return first === last ? `, on shard ${first} of ${total}` : `, on shards ${first} to ${last} of ${total}`;
}
