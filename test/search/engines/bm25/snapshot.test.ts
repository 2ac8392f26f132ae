import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBm25Engine } from '../../../../src/search/engines/bm25/bm25-engine.js';
import { inSlices } from '../../../../src/search/engines/bm25/slices.js';
import { decodeSnapshot } from '../../../../src/search/engines/bm25/snapshot.js';
import { loadSnapshot, saveSnapshot } from '../../../../src/search/engines/bm25/snapshot-file.js';
import { document, tree } from './support/arbitraries.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a snapshot', () => {
  it('answers as the engine did that wrote it, and goes on changing', async () => {
    const path = join(folder, 'index');
    await fc.assert(
      fc.asyncProperty(fc.array(document), fc.array(document), tree, async (first, second, root) => {
        const engine = createBm25Engine();
        await engine.add(first);
        await engine.add(second);
        await engine.remove(first.slice(0, 1).map(({ id }) => id));
        await engine.settled();
        await saveSnapshot(path, engine.segments(), 'stamp');
        const loaded = createBm25Engine({ segments: (await loadSnapshot(path, 'stamp')) ?? [] });
        const now = new Date('2025-01-10');
        const query = { text: '', root };
        const request = { query, match: 'all', sort: 'relevance', offset: 0, limit: 99, now } as const;
        expect(await loaded.search(request)).toEqual(await engine.search(request));
        for (const one of [engine, loaded]) await one.add(second.slice(0, 2));
        expect(loaded.size).toBe(engine.size);
        expect((await loaded.search(request)).total).toBe((await engine.search(request)).total);
        expect(await readdir(folder)).toEqual(['index']);
      }),
      { numRuns: 50 },
    );
  });

  it('is not used when it is missing, cut short, damaged or stale', async () => {
    const path = join(folder, 'index');
    expect(await loadSnapshot(path, 'stamp')).toBeUndefined();
    const engine = createBm25Engine();
    await engine.add([{ id: 'a', title: 'Diffusion transformers', abstract: 'Some words' }]);
    await saveSnapshot(path, engine.segments(), 'stamp');
    expect(await loadSnapshot(path, 'stamp')).toHaveLength(1);
    expect(await loadSnapshot(path, 'another stamp')).toBeUndefined();

    const bytes = await readFile(path);
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(await inSlices(decodeSnapshot(damaged, 'stamp'))).toBeUndefined();
    }
    for (const length of [0, 10, 32, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length));
      expect(await loadSnapshot(path, 'stamp')).toBeUndefined();
    }
  });
});
