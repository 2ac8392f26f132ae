import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { LiveSegment } from './live-segment.js';
import { inSlices } from './slices.js';
import { decodeSnapshot, encodeSnapshot } from './snapshot.js';

/** Writes a snapshot beside the file and then puts it in its place: whoever reads finds the old one or the new one, whole. */
export async function saveSnapshot(
  path: string,
  segments: readonly LiveSegment[],
  stamp: string,
): Promise<void> {
  const parts = await inSlices(encodeSnapshot(segments, stamp));
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(beside, 'w');
    try {
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** The segments of a snapshot file; nothing when there is none to be used, and the index has to be built from the papers. */
export async function loadSnapshot(path: string, stamp: string): Promise<readonly LiveSegment[] | undefined> {
  let file: Uint8Array;
  try {
    file = await readFile(path);
  } catch {
    return undefined;
  }
  return inSlices(decodeSnapshot(file, stamp));
}
