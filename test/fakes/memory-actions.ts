import type { ActionStore } from '../../src/core/action-codec.js';

/** Keeps the options of buttons for as long as a test runs. */
export function createMemoryActions(): ActionStore {
  const payloads = new Map<string, string>();
  return {
    async keep(parts) {
      for (const { hash, payload } of parts) payloads.set(hash, payload);
    },
    find: async (hash) => payloads.get(hash),
  };
}
