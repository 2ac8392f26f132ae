/** Where sources keep what they have seen, so that nothing is done twice: small texts by key that outlive the process. */
export interface SourceMemory {
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string): Promise<void>;
}

/** Remembers as long as the process lives. */
export function createPassingMemory(): SourceMemory {
  const kept = new Map<string, string>();
  return {
    read: async (key) => kept.get(key),
    async write(key, value) {
      kept.set(key, value);
    },
  };
}
