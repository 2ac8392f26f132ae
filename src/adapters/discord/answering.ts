import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import { decodeAction } from '../../core/action-codec.js';
import { type Answering, answerInTime } from '../../core/answer-in-time.js';
import type { Answer, Bot } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import type { Visibility } from '../../core/command.js';
import type { Logger } from '../../ops/logger.js';
import { isRefusedMessage } from './errors.js';
import { type AnswerableInteraction, toInvocation } from './interaction-reading.js';
import { type DiscordMessage, renderPlain, renderReply } from './render.js';

export interface AnsweringOptions {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes an interaction to the bot and its answer back to the person; never rejects. */
export async function answerInteraction(
  interaction: AnswerableInteraction,
  { bot, clock, logger }: AnsweringOptions,
): Promise<void> {
  try {
    const invocation = toInvocation(interaction);
    const work = bot.handle(invocation);
    await answerInTime(work, clock, answeringOf(interaction, bot.visibility(invocation.input), logger));
  } catch (error) {
    logFailure(error, logger);
  }
}

function answeringOf(interaction: AnswerableInteraction, expected: Visibility, logger: Logger): Answering {
  const replaces = interaction.isMessageComponent() && decodeAction(interaction.customId)?.replaces === true;
  return {
    async defer() {
      if (replaces) await interaction.deferUpdate();
      else await interaction.deferReply(expected === 'caller' ? { flags: MessageFlags.Ephemeral } : {});
    },
    async answer(answer, deferred) {
      const show = (message: DiscordMessage) =>
        deferred ? showLater(interaction, answer, replaces, message) : showNow(interaction, answer, message);
      try {
        await show(renderReply(answer.reply));
      } catch (error) {
        if (!isRefusedMessage(error)) throw error;
        logger.error({ event: 'message-refused', platform: 'discord', err: error });
        await show(renderPlain(answer.reply.summary));
      }
    },
  };
}

async function showNow(
  interaction: AnswerableInteraction,
  { replaces, visibility }: Answer,
  message: DiscordMessage,
): Promise<void> {
  if (replaces && interaction.isMessageComponent()) await interaction.update(message);
  else await interaction.reply(visibility === 'caller' ? onlyForCaller(message) : message);
}

/** A deferral has fixed who sees the answer; only what must not replace a list goes beside it. */
async function showLater(
  interaction: AnswerableInteraction,
  { replaces }: Answer,
  replacing: boolean,
  message: DiscordMessage,
): Promise<void> {
  if (replacing && !replaces) await interaction.followUp(onlyForCaller(message));
  else await interaction.editReply(message);
}

function onlyForCaller(message: DiscordMessage) {
  return { ...message, flags: [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const };
}

function logFailure(error: unknown, logger: Logger): void {
  const code = error instanceof DiscordAPIError ? error.code : undefined;
  if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
    logger.debug({ event: 'answered-elsewhere', platform: 'discord' });
  else if (code === RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages)
    logger.warn({ event: 'follow-ups-used-up', platform: 'discord' });
  else if (code === RESTJSONErrorCodes.UnknownInteraction)
    logger.warn({ event: 'answered-too-late', platform: 'discord' });
  else logger.error({ event: 'answer-failed', platform: 'discord', err: error });
}
