import { type Client, Events, type Interaction } from 'discord.js';
import type { Bot } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';
import { answerInteraction } from './answering.js';
import { completeInteraction } from './completing.js';

/** How long a stop waits for answers that are on their way. */
const PATIENCE_MS = 5_000;

export interface Ingress {
  listen(client: Client, bot: Bot): void;
  /** Resolves when every answer is out, or has had time enough. */
  settle(): Promise<void>;
}

/** Hears every interaction and has it answered. */
export function createIngress({
  clock,
  logger,
}: {
  readonly clock: Clock;
  readonly logger: Logger;
}): Ingress {
  const answering = new Set<Promise<void>>();
  const hear = async (interaction: Interaction, bot: Bot) => {
    if (interaction.isAutocomplete()) await completeInteraction(interaction, { bot, logger });
    else if (interaction.isChatInputCommand() || interaction.isMessageComponent())
      await answerInteraction(interaction, { bot, clock, logger });
    else return;
    // Every person who writes directly brings a channel, and discord.js would keep them all.
    if (interaction.guildId === null) interaction.client.channels.cache.delete(interaction.channelId);
  };
  return {
    listen(client, bot) {
      client.on(Events.InteractionCreate, (interaction) => {
        const answer = hear(interaction, bot);
        answering.add(answer);
        void answer.finally(() => answering.delete(answer));
      });
    },
    async settle() {
      const timer = clock.timer(PATIENCE_MS);
      await Promise.race([Promise.all(answering), timer.elapsed]);
      timer.cancel();
    },
  };
}
