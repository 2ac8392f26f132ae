import { ENGINE_NAMES } from '../engines.js';
import { createFlexSearch } from './flexsearch.js';
import { createFts5 } from './fts5.js';
import { createMiniSearch } from './minisearch.js';
import { createOrama } from './orama.js';
import { createOwnEngine } from './own-engine.js';
import type { Peer } from './peer.js';
import { createShippedLunr } from './shipped-lunr.js';

const OWN = ENGINE_NAMES.map((name): readonly [string, () => Promise<Peer>] => [
  `our ${name}`,
  () => createOwnEngine(name),
]);

const CREATE = new Map<string, () => Promise<Peer> | Peer>([
  ...OWN,
  ['lunr as shipped', createShippedLunr],
  ['MiniSearch', createMiniSearch],
  ['FlexSearch', createFlexSearch],
  ['Orama', createOrama],
  ['SQLite FTS5', createFts5],
]);

export const PEER_NAMES: readonly string[] = [...CREATE.keys()];
export const OWN_NAMES: readonly string[] = OWN.map(([name]) => name);

export async function createPeer(name: string): Promise<Peer> {
  const create = CREATE.get(name);
  if (create === undefined)
    throw new Error(`There is no engine "${name}"; there are ${PEER_NAMES.join(', ')}.`);
  return create();
}
