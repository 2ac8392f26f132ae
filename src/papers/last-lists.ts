/** Remembers the last list each reader saw, so that "3" can name a paper. Readers are opaque keys. */
export interface LastLists {
  remember(reader: string, papers: readonly { readonly id: string; readonly number: number }[]): void;
  /** The id that stood at a number, from 1; `undefined` where none did. */
  paperAt(reader: string, number: number): string | undefined;
  /** The ids of the list by their numbers, in its order; empty where there was none. */
  listOf(reader: string): ReadonlyMap<number, string>;
}

/** Most readers remembered at a time; the one that listed longest ago is forgotten first. */
const MOST_READERS = 10_000;

/** Keeps the lists in memory: they are a convenience of the moment, and writing one per search would cost a disk sync each. */
export function createLastLists(): LastLists {
  const lists = new Map<string, ReadonlyMap<number, string>>();
  return {
    remember(reader, papers) {
      const numbered = new Map(papers.map(({ id, number }) => [number, id]));
      lists.delete(reader);
      lists.set(reader, numbered);
      const [oldest] = lists.keys();
      if (lists.size > MOST_READERS && oldest !== undefined) lists.delete(oldest);
    },
    paperAt: (reader, number) => lists.get(reader)?.get(number),
    listOf: (reader) => lists.get(reader) ?? new Map(),
  };
}
