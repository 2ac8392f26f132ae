import type { Config } from '../config.js';
import type { Clock } from '../core/clock.js';
import type { CommandSummary } from '../core/command.js';
import type { Finding, PostingPlace } from '../core/finding.js';
import type { Logger } from '../ops/logger.js';
import type { DiscordDiagnosisOptions } from './discord/index.js';

export interface DiagnosisOptions {
  readonly config: Config;
  /** The variables whose default stands in the configuration instead of what was meant. */
  readonly unusable: ReadonlySet<string>;
  readonly commands: readonly CommandSummary[];
  /** What the database tells; absent where it cannot be read. */
  readonly store?: {
    readonly settings: { read(key: string): Promise<string | undefined> };
    places(platform: string): Promise<readonly PostingPlace[]>;
  };
  readonly clock: Clock;
  readonly logger: Logger;
}

const PLACES_UNREAD: Finding = {
  level: 'problem',
  subject: 'Database',
  text: 'it does not tell for which Discord channels something is set up, so none of them is looked at.',
  remedy: 'See to the database first.',
};

/** Has every platform that is configured looked at by its own adapter, without one of them being started. */
export async function* diagnoseAdapters(options: DiagnosisOptions): AsyncGenerator<Finding> {
  const { config, unusable, store, ...common } = options;
  const { discord, slack } = config;
  const { logger } = common;
  if (discord !== undefined) {
    const { diagnoseDiscord } = await import('./discord/index.js');
    let known: Pick<DiscordDiagnosisOptions, 'memory' | 'places'> = {};
    try {
      if (store !== undefined) known = { memory: store.settings, places: await store.places('discord') };
    } catch (err) {
      logger.warn({ event: 'places-unread', platform: 'discord', err });
      yield PLACES_UNREAD;
    }
    const transportKnown = !unusable.has('DISCORD_TRANSPORT') && !unusable.has('DISCORD_PUBLIC_KEY');
    yield* diagnoseDiscord({ ...discord, ...common, ...known, transportKnown });
  }
  if (slack !== undefined) {
    const { diagnoseSlack } = await import('./slack/index.js');
    yield* await diagnoseSlack({ ...slack, ...common });
  }
}
