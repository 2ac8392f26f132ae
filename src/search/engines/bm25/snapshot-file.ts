import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { inSlices } from './slices.js';
import { decodeSnapshot, encodeSnapshot, type KeptIndex } from './snapshot.js';

/** Where an index is kept for the next start. */
export interface SnapshotPlace {
  readonly file: string;
  /** Names the catalog: an index of another one is not used. */
  readonly stamp: string;
}

/** Writes a snapshot beside the file and then puts it in its place: whoever reads finds the old one or the new one, whole. */
export async function saveSnapshot({ file, stamp }: SnapshotPlace, index: KeptIndex): Promise<void> {
  const parts = await inSlices(encodeSnapshot(index, stamp));
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(beside, 'w');
    try {
      for (const part of parts) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** The index in a snapshot file; nothing when there is none to be used, and it has to be built from the papers. */
export async function loadSnapshot({ file, stamp }: SnapshotPlace): Promise<KeptIndex | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch {
    return undefined;
  }
  return inSlices(decodeSnapshot(bytes, stamp));
}
