import type { Config } from '../config.js';
import type { ChatAdapter } from '../core/chat-adapter.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';
import { createDiscordAdapter, type DiscordAdapterOptions } from './discord/index.js';
import { createSlackAdapter } from './slack/index.js';
import { createWebAdapter } from './web/adapter.js';

export interface AdaptersOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Small facts that outlive the process. */
  readonly settings: DiscordAdapterOptions['memory'];
}

/** The adapters that the configuration asks for. */
export function createAdapters(options: AdaptersOptions): readonly ChatAdapter[] {
  const { config, clock, logger, settings } = options;
  const { discord, slack, playground, host } = config;
  return [
    ...(discord === undefined ? [] : [createDiscordAdapter({ ...discord, memory: settings, clock, logger })]),
    ...(slack === undefined ? [] : [createSlackAdapter({ ...slack, clock, logger })]),
    ...(playground ? [createWebAdapter({ clock, hosts: [host] })] : []),
  ];
}
