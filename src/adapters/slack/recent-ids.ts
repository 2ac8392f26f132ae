/** Remembers the last ids it was shown. */
export interface RecentIds {
  /** True the first time an id comes by. */
  isNew(id: string): boolean;
}

export function createRecentIds(most: number): RecentIds {
  const seen = new Set<string>();
  return {
    isNew(id) {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
