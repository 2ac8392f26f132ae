import { decodeAction } from '../../../core/action-codec.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../ops/logger.js';
import { type AnsweringOptions, answerInteraction } from './answering.js';
import { completeInteraction } from './completing.js';
import { openForm } from './form-opening.js';
import type { Interaction } from './interaction.js';
import { createSeenInteractions } from './seen-interactions.js';

/** How long a stop waits for answers that are on their way. */
const PATIENCE_MS = 5_000;

export interface Ingress {
  /** Has an interaction answered, once however often it comes; resolves when that is done, and never rejects. */
  hear(interaction: Interaction, ways: Omit<AnsweringOptions, 'clock' | 'logger'>): Promise<void>;
  /** Resolves when every answer is out, or has had time enough. */
  settle(): Promise<void>;
}

/** Where interactions come in, whichever way they took. */
export function createIngress(options: { readonly clock: Clock; readonly logger: Logger }): Ingress {
  const answering = new Set<Promise<void>>();
  const seen = createSeenInteractions(options.clock);
  return {
    async hear(interaction, ways) {
      // A gateway that resumes a session may tell again what it has told.
      if (!seen.isNew(interaction.id)) {
        options.logger.debug({ event: 'heard-before', platform: 'discord' });
        return;
      }
      const answer = answerOf(interaction, { ...ways, ...options });
      answering.add(answer);
      await answer.finally(() => answering.delete(answer));
    },
    async settle() {
      const timer = options.clock.timer(PATIENCE_MS);
      await Promise.race([Promise.all(answering), timer.elapsed]);
      timer.cancel();
    },
  };
}

async function answerOf(interaction: Interaction, options: AnsweringOptions): Promise<void> {
  switch (interaction.kind) {
    case 'component':
      return decodeAction(interaction.customId)?.opensForm === true
        ? openForm(interaction, options)
        : answerInteraction(interaction, options);
    case 'slash-command':
    case 'message':
    case 'modal':
      return answerInteraction(interaction, options);
    case 'typing':
      return completeInteraction(interaction, options);
  }
}
