import { createGrowingEngine } from './engines/growing-engine.js';
import { type EngineHost, HostedEngine } from './engines/hosted/hosted-engine.js';
import type { EngineName, EngineOrder } from './engines/hosted/messages.js';
import type { SearchEngine } from './search-engine.js';

export type EngineChoice = 'auto' | EngineName;

/** Up to so many papers lunr makes its index anew within a second and answers within 50 ms; ARCHITECTURE.md has the figures. */
const MOST_FOR_LUNR = 1_000;

/** Opens the engine asked for, in a thread of its own; left to us, the one that fits the number of papers, also when that grows. */
export function openSearchEngine(options: {
  readonly choice: EngineChoice;
  /** How many papers there are. */
  readonly papers: number;
  readonly host: EngineHost;
  readonly snapshot?: EngineOrder['snapshot'];
}): SearchEngine {
  const { choice, papers, host, snapshot } = options;
  const open = (engine: EngineName) =>
    new HostedEngine({ engine, ...(snapshot === undefined ? {} : { snapshot }) }, host);
  if (choice !== 'auto') return open(choice);
  return createGrowingEngine({ papers, mostForLunr: MOST_FOR_LUNR, logger: host.logger, open });
}
