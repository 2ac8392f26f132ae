import { createDiscordAdapter, type DiscordAdapterOptions } from '../../../src/adapters/discord/index.js';
import type { ChatAdapter } from '../../../src/core/chat-adapter.js';
import type { Target } from '../../../src/core/invocation.js';
import type { FakeChannel } from '../../fakes/discord/channels.js';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake-discord.js';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../../fakes/recording-logger.js';
import { serveRoutes, type Transport } from '../../support/served-routes.js';

/** A real adapter at a fake Discord. */
export interface DiscordHarness {
  readonly fake: FakeDiscord;
  readonly adapter: ChatAdapter;
  readonly clock: ManualClock;
  readonly logger: RecordingLogger;
  /** The same bot again, as after a restart: what it remembered is still there. */
  restarted(options?: Partial<DiscordAdapterOptions>): ChatAdapter;
  targetOf(channel: FakeChannel): Target;
  stop(): Promise<void>;
}

export async function createDiscordHarness(
  options: Partial<DiscordAdapterOptions> = {},
  transport: Transport = 'gateway',
): Promise<DiscordHarness> {
  const fake = await createFakeDiscord();
  const clock = createManualClock();
  const logger = createRecordingLogger();
  const settings = new Map<string, string>();
  const memory = {
    read: async (key: string) => settings.get(key),
    write: async (key: string, value: string) => void settings.set(key, value),
  };
  const key = transport === 'http' ? { publicKey: fake.endpoint.publicKey } : {};
  // Whoever starts again at once would wait for a clock that stands still.
  const gates = () => ({ reserve: async () => 0 });
  const common = { token: fake.token, apiUrl: fake.apiUrl, memory, gates, clock, logger, ...key, ...options };
  const adapters: ChatAdapter[] = [];
  const create = (more: Partial<DiscordAdapterOptions> = {}) => {
    const adapter = createDiscordAdapter({ ...common, ...more });
    adapters.push(adapter);
    return adapter;
  };
  const adapter = create();
  const server = await serveRoutes(adapter, fake, { clock, logger });
  return {
    fake,
    adapter,
    clock,
    logger,
    restarted: create,
    targetOf: ({ id, guildId, recipient }) => ({
      platform: 'discord',
      tenant: guildId ?? 'direct',
      id: recipient?.id ?? id,
      kind: guildId === undefined ? 'direct' : 'channel',
    }),
    async stop() {
      for (const adapter of adapters) await adapter.stop();
      await server.stop();
      await fake.stop();
    },
  };
}
