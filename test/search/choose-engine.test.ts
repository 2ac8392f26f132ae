import { expect, it } from 'vitest';
import { openSearchEngine } from '../../src/search/choose-engine.js';
import { createEngineHost } from './engines/support/engine-host.js';

it.each([
  ['auto', 0, 'lunr'],
  ['auto', 1_000, 'lunr'],
  ['auto', 1_001, 'bm25'],
  ['lunr', 100_000, 'lunr'],
  ['bm25', 0, 'bm25'],
] as const)('with SEARCH_ENGINE=%s and %i papers, %s searches', async (choice, papers, name) => {
  const engine = openSearchEngine({ choice, papers, host: createEngineHost() });
  expect(engine.name).toBe(name);
  await engine.close();
});
