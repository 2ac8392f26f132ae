import { type APIInteractionResponse, type REST, Routes } from 'discord.js';
import type { Interaction } from './interaction.js';
import type { DiscordMessage } from './render.js';

type Token = Pick<Interaction, 'id' | 'applicationId' | 'token'>;

/** The ways to answer an interaction. Its token opens them, so that neither a gateway nor the bot's own token is needed. */
export interface Callbacks {
  /** The first answer, due within three seconds; there is only one. */
  respond(interaction: Token, response: APIInteractionResponse): Promise<void>;
  editOriginal(interaction: Token, message: DiscordMessage): Promise<void>;
  followUp(interaction: Token, message: DiscordMessage): Promise<void>;
}

export function createCallbacks(rest: REST): Callbacks {
  return {
    async respond({ id, token }, response) {
      await rest.post(Routes.interactionCallback(id, token), { body: response, auth: false });
    },
    async editOriginal({ applicationId, token }, message) {
      const route = Routes.webhookMessage(applicationId, token, '@original');
      await rest.patch(route, { body: message, auth: false });
    },
    async followUp({ applicationId, token }, message) {
      await rest.post(Routes.webhook(applicationId, token), { body: message, auth: false });
    },
  };
}
