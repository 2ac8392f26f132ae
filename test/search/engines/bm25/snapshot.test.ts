import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBm25Engine } from '../../../../src/search/engines/bm25/bm25-engine.js';
import { inSlices } from '../../../../src/search/engines/bm25/slices.js';
import { decodeSnapshot } from '../../../../src/search/engines/bm25/snapshot.js';
import type { QueryNode } from '../../../../src/search/query/ast.js';
import type { SearchDocument, SearchEngine, SearchRequest } from '../../../../src/search/search-engine.js';
import { document, tree } from './support/arbitraries.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
afterEach(() => rm(folder, { recursive: true }));

const place = () => ({ file: join(folder, 'index'), stamp: 'a catalog' });
const papers = (count: number): readonly SearchDocument[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    title: `Diffusion number ${at}`,
    abstract: 'Some words',
    sequence: at + 1,
  }));
const asking = (root: QueryNode): SearchRequest => {
  const now = new Date('2025-01-10');
  return { query: { text: '', root }, match: 'all', sort: 'relevance', offset: 0, limit: 99, now };
};
const found = async (engine: SearchEngine, root: QueryNode) =>
  (await engine.search(asking(root))).hits.map(({ id }) => id).sort();

describe('a snapshot', () => {
  it('answers as the engine did that wrote it, and goes on changing', { timeout: 60_000 }, async () => {
    const batches = fc.tuple(fc.array(document), fc.array(document));
    await fc.assert(
      fc.asyncProperty(batches, tree, async ([first, second], root) => {
        await rm(place().file, { force: true });
        const engine = await openBm25Engine({ snapshot: place() });
        await engine.add(first);
        await engine.add(second);
        await engine.remove(first.slice(0, 1).map(({ id }) => id));
        await engine.settled();
        const loaded = await openBm25Engine({ snapshot: { ...place(), readOnly: true } });
        // Scores may differ a little: what was merged after the writing weighs struck papers no longer.
        expect(await found(loaded, root)).toEqual(await found(engine, root));
        for (const one of [engine, loaded]) await one.add(second.slice(0, 2));
        expect(loaded.size).toBe(engine.size);
        expect(await found(loaded, root)).toEqual(await found(engine, root));
        await engine.close();
      }),
      { numRuns: 20 },
    );
  });

  it('is written when a twentieth is new, and at the end', async () => {
    const engine = await openBm25Engine({ snapshot: place() });
    await engine.add(papers(100));
    await engine.settled();
    const before = await readFile(place().file);
    await engine.add([{ id: 'new', title: 'One more', abstract: '', sequence: 101 }]);
    await engine.settled();
    expect(await readFile(place().file)).toEqual(before);
    await engine.close();
    const again = await openBm25Engine({ snapshot: place() });
    expect([again.size, again.upTo]).toEqual([101, 101]);
    expect(await readdir(folder)).toEqual(['index']);
  });

  it('keeps what was taken out for good', async () => {
    const engine = await openBm25Engine({ snapshot: place() });
    await engine.add(papers(100));
    await engine.remove(['p7']);
    await engine.settled();
    expect((await openBm25Engine({ snapshot: place() })).size).toBe(99);
  });

  it('is not written again when what is taken out was not in it', async () => {
    const engine = await openBm25Engine({ snapshot: place() });
    await engine.add(papers(100));
    await engine.settled();
    await rm(place().file);
    await engine.remove(['another']);
    await engine.settled();
    expect(await readdir(folder)).toEqual([]);
    await engine.close();
  });

  it('is left alone by whoever only reads', async () => {
    const reader = await openBm25Engine({ snapshot: { ...place(), readOnly: true } });
    await reader.add(papers(10));
    await reader.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('that cannot be written is told of, and search goes on', async () => {
    const heard: unknown[] = [];
    const file = join(folder, 'no such folder', 'index');
    const failed = (error: unknown) => heard.push(error);
    const engine = await openBm25Engine({ snapshot: { ...place(), file, failed } });
    await engine.add(papers(10));
    await engine.settled();
    expect(heard).toMatchObject([{ code: 'ENOENT' }]);
    const word = { kind: 'text', match: 'word', text: 'diffusion' } as const;
    expect((await engine.search(asking(word))).total).toBe(10);
    await engine.close();
    expect(heard).toHaveLength(2);
  });

  it('is not used when it is missing, cut short, damaged or of another catalog', async () => {
    const sizeWith = async (stamp = 'a catalog') =>
      (await openBm25Engine({ snapshot: { ...place(), stamp } })).size;
    expect(await sizeWith()).toBe(0);
    const engine = await openBm25Engine({ snapshot: place() });
    await engine.add(papers(2));
    await engine.close();
    expect([await sizeWith(), await sizeWith('another')]).toEqual([2, 0]);

    const bytes = await readFile(place().file);
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(await inSlices(decodeSnapshot(damaged, 'a catalog'))).toBeUndefined();
    }
    for (const length of [0, 10, 48, bytes.length - 1]) {
      await writeFile(place().file, bytes.subarray(0, length));
      expect(await sizeWith()).toBe(0);
    }
  });
});
