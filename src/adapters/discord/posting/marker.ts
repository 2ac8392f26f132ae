import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Component } from '../drawing/components.js';
import { LIMITS } from '../limits.js';

/** A message as it is read back: by whom it is, and with the ids of its components. */
export const Readable = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
});

/** What is looked for: our own message with a mark, written since an instant. */
export interface Wanted {
  readonly marker: number;
  readonly since: Date;
  readonly ownId: string;
}

/**
 * What marks a message as the one with a key, where reading it back shows no nonce: the id of its first component, which Discord keeps as it
 * was given. It is far above the ids that Discord gives the others.
 */
export function markerOf(key: string): number {
  const hash = createHash('sha256').update(key).digest();
  return (hash.readUInt32BE(0) >>> 1) | (1 << 30);
}

/** The same message always has the same nonce, on every machine and after every restart. */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, LIMITS.nonce);
}

export function markFirst([first, ...others]: readonly Component[], key: string): readonly Component[] {
  return first === undefined ? [] : [{ ...first, id: markerOf(key) }, ...others];
}

export function isWanted(message: z.output<typeof Readable>, { marker, ownId }: Wanted): boolean {
  return message.author.id === ownId && message.components[0]?.id === marker;
}

const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** The least id that something made at an instant can have. */
export function snowflakeOf(instant: Date): string {
  return String(BigInt(instant.getTime() - DISCORD_EPOCH_MS) << 22n);
}
