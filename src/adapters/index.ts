import type { Config } from '../config.js';
import type { ChatAdapter } from '../core/chat-adapter.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';
import { createSlackAdapter } from './slack/index.js';
import { createWebAdapter } from './web/adapter.js';

export interface AdaptersOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Remembers which commands were registered last. */
  readonly settings: {
    read(key: string): Promise<string | undefined>;
    write(key: string, value: string): Promise<void>;
  };
}

/** The adapters that the configuration asks for. */
export function createAdapters({ config, clock, logger }: AdaptersOptions): readonly ChatAdapter[] {
  const { slack, playground, host } = config;
  return [
    ...(slack === undefined ? [] : [createSlackAdapter({ ...slack, clock, logger })]),
    ...(playground ? [createWebAdapter({ clock, hosts: [host] })] : []),
  ];
}
