import { systemClock } from '../src/ops/system-clock.js';
import type { EngineHost } from '../src/search/engines/hosted/hosted-engine.js';

/** What an engine in a thread needs of the bot around it. */
export function createBenchHost(): EngineHost {
  const file = new URL('../src/search/engines/hosted/engine-worker.js', import.meta.url);
  const say = (entry: unknown) => process.stderr.write(`${JSON.stringify(entry)}\n`);
  const logger = { debug: () => {}, info: () => {}, warn: say, error: say };
  return { file, timers: systemClock, logger, refusal: (message) => new Error(message) };
}
