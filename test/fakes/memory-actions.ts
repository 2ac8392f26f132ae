import type { ActionStore } from '../../src/core/action-codec.js';

/** Keeps the options of buttons for as long as a test runs. */
export function createMemoryActions(): ActionStore {
  const payloads = new Map<string, string>();
  return {
    keep: async (hash, payload) => void payloads.set(hash, payload),
    find: async (hash) => payloads.get(hash),
  };
}
