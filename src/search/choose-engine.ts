import { createBm25Engine } from './engines/bm25/bm25-engine.js';
import { createLunrEngine } from './engines/lunr/lunr-engine.js';
import type { SearchEngine } from './search-engine.js';

export type EngineChoice = 'auto' | 'lunr' | 'bm25';

/** Up to so many papers lunr rebuilds its index in a moment, and asking every paper costs nothing. */
const MOST_FOR_LUNR = 500;

/** Creates the engine asked for; left to us, the one that fits the number of papers there are. */
export function chooseEngine(choice: EngineChoice, papers: number): SearchEngine {
  const name = choice === 'auto' ? (papers > MOST_FOR_LUNR ? 'bm25' : 'lunr') : choice;
  return name === 'bm25' ? createBm25Engine() : createLunrEngine();
}
