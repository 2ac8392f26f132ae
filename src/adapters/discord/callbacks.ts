import { type APIInteractionResponse, type RawFile, type REST, Routes } from 'discord.js';
import type { Interaction } from './interaction.js';
import { changedMessage, newMessage } from './message-request.js';
import type { DiscordMessage } from './render.js';
import { silenceAnswer } from './silence.js';

type Token = Pick<Interaction, 'id' | 'applicationId' | 'token'>;

/** The ways to answer an interaction. Its token opens them, so that neither a gateway nor the bot's own token is needed. */
export interface Callbacks {
  /** The first answer, due within three seconds; there is only one. */
  respond(interaction: Token, response: APIInteractionResponse, files?: readonly RawFile[]): Promise<void>;
  editOriginal(interaction: Token, message: DiscordMessage): Promise<void>;
  followUp(interaction: Token, message: DiscordMessage): Promise<void>;
}

export function createCallbacks(rest: REST): Callbacks {
  return {
    async respond({ id, token }, response, files = []) {
      const request = { body: silenceAnswer(response), files: [...files], auth: false };
      await rest.post(Routes.interactionCallback(id, token), request);
    },
    async editOriginal({ applicationId, token }, message) {
      const route = Routes.webhookMessage(applicationId, token, '@original');
      await rest.patch(route, { ...changedMessage(message), auth: false });
    },
    async followUp({ applicationId, token }, message) {
      const route = Routes.webhook(applicationId, token);
      await rest.post(route, { ...newMessage(message), auth: false });
    },
  };
}
