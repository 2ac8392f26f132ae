import { ENGINE_NAMES, openEngine, openInThread } from '../engines.js';
import { createFlexSearch } from './flexsearch.js';
import { createFts5 } from './fts5.js';
import { createMiniSearch } from './minisearch.js';
import { createOrama } from './orama.js';
import { createOwnEngine } from './own-engine.js';
import type { CreatePeer, Peer } from './peer.js';
import { createShippedLunr } from './shipped-lunr.js';

/** What every other engine is compared with. */
export const OURS = `our ${ENGINE_NAMES[0]}`;
export const OUR_LUNR = 'our lunr';
/** The same engine as the bot runs it, in a thread of its own. */
export const OURS_IN_THREAD = `${OURS}, in its thread`;
export const SHIPPED_LUNR = 'lunr as shipped';
/** The peers that put what they find in order by how well it fits. */
export const RANKING = ['MiniSearch', 'Orama', 'SQLite FTS5'] as const;

const OWN = ENGINE_NAMES.map((name): readonly [string, CreatePeer] => [
  `our ${name}`,
  (file) => createOwnEngine(`our ${name}`, () => openEngine(name, file)),
]);

const CREATE = new Map<string, CreatePeer>([
  ...OWN,
  [SHIPPED_LUNR, createShippedLunr],
  ['MiniSearch', createMiniSearch],
  ['FlexSearch', createFlexSearch],
  ['Orama', createOrama],
  ['SQLite FTS5', createFts5],
]);

const IN_THREAD: CreatePeer = (file) => createOwnEngine(OURS_IN_THREAD, async () => openInThread(file));

export const PEER_NAMES: readonly string[] = [...CREATE.keys()];
export const OWN_NAMES: readonly string[] = OWN.map(([name]) => name);

export async function createPeer(name: string, file: string): Promise<Peer> {
  const create = name === OURS_IN_THREAD ? IN_THREAD : CREATE.get(name);
  if (create === undefined)
    throw new Error(`There is no engine "${name}"; there are ${PEER_NAMES.join(', ')}.`);
  return create(file);
}
