import type { Config } from '../config.js';
import type { ChatAdapter } from '../core/chat-adapter.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';
import type { DiscordAdapterOptions } from './discord/index.js';

/** What adapters keep, and how those of several processes keep apart. */
export interface AdapterStore {
  /** Small facts that outlive the process. */
  readonly settings: DiscordAdapterOptions['memory'];
  gate(name: string): { reserve(now: Date, apartMs: number): Promise<number> };
  /** What time it is for all of them. */
  readonly clock: Clock;
}

export interface AdaptersOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: AdapterStore;
}

/** The adapters that the configuration asks for; what the others are made of, which takes half a second each, is not even loaded. */
export async function createAdapters(options: AdaptersOptions): Promise<readonly ChatAdapter[]> {
  const { config, clock, logger, store } = options;
  const { discord, slack, playground, host } = config;
  const adapters: ChatAdapter[] = [];
  if (discord !== undefined) {
    const { createDiscordAdapter } = await import('./discord/index.js');
    adapters.push(
      createDiscordAdapter({ ...discord, memory: store.settings, gates: gatesOf(store), clock, logger }),
    );
  }
  if (slack !== undefined) {
    const { createSlackAdapter } = await import('./slack/index.js');
    adapters.push(createSlackAdapter({ ...slack, clock, logger }));
  }
  if (playground) {
    const { createWebAdapter } = await import('./web/adapter.js');
    adapters.push(createWebAdapter({ clock, hosts: [host] }));
  }
  return adapters;
}

function gatesOf({ gate, clock }: AdapterStore): DiscordAdapterOptions['gates'] {
  return (name) => ({ reserve: (apartMs) => gate(name).reserve(clock.now(), apartMs) });
}
