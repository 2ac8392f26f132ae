import {
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  RateLimitError,
  RESTJSONErrorCodes,
} from 'discord.js';
import { decodeAction } from '../../../core/action-codec.js';
import { type Answering, answerInTime } from '../../../core/answer-in-time.js';
import type { Answer, Bot } from '../../../core/chat-adapter.js';
import type { Clock } from '../../../core/clock.js';
import type { Visibility } from '../../../core/command.js';
import { DeliveryError } from '../../../core/errors.js';
import type { Logger } from '../../../ops/logger.js';
import { sendOrPlainer } from '../drawing/plainer.js';
import type { DiscordMessage } from '../drawing/render.js';
import { toDeliveryError } from '../errors.js';
import { changedMessage, newMessage } from '../posting/message-request.js';
import type { Callbacks } from './callbacks.js';
import type { AnswerableInteraction, PressedComponent, SubmittedModal } from './interaction.js';
import { toInvocation } from './interaction-reading.js';
import type { FindChannel } from './places.js';

export interface AnsweringOptions {
  readonly bot: Bot;
  readonly callbacks: Callbacks;
  readonly findChannel: FindChannel;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes an interaction to the bot and its answer back to the person; never rejects. */
export async function answerInteraction(
  interaction: AnswerableInteraction,
  options: AnsweringOptions,
): Promise<void> {
  const { bot, clock, logger, findChannel } = options;
  try {
    const invocation = toInvocation(interaction, findChannel, bot.commands);
    const work = bot.handle(invocation);
    await answerInTime(work, clock, answeringOf(interaction, bot.visibility(invocation.input), options));
  } catch (error) {
    logFailure(error, logger);
  }
}

/** The ways in which a person can be answered; what Discord refuses is said once more, plainer. */
export function answeringOf(
  interaction: AnswerableInteraction,
  expected: Visibility,
  { callbacks, logger }: AnsweringOptions,
): Answering {
  let replacing = mayReplace(interaction) && decodeAction(interaction.customId)?.replaces === true;
  const promise = (seen: Visibility) => callbacks.respond(interaction, deferral(replacing, seen));
  const tell = (answer: Answer, deferred: boolean) => {
    const show = (message: DiscordMessage) =>
      deferred
        ? showLater(callbacks, interaction, { answer, replacing, message })
        : showFirst(callbacks, interaction, answer, message);
    return sendOrPlainer(answer.reply, show, logger);
  };
  return {
    defer: () =>
      promise(expected).catch((error: unknown) => {
        if (!replacing || !isRefusal(error)) throw error;
        replacing = false;
        return promise('caller');
      }),
    answer: (answer, deferred) =>
      tell(answer, deferred).catch((error: unknown) => {
        const takesPlace = answer.replaces && (deferred ? replacing : mayReplace(interaction));
        if (!takesPlace || !isRefusal(error)) throw error;
        logger.info({ event: 'answered-beside', platform: 'discord' });
        return tell({ ...answer, visibility: 'caller', replaces: false }, deferred);
      }),
  };
}

/** Whether a message cannot be changed though the person can still be answered: most likely it was deleted meanwhile. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError) || error.status < 400 || error.status >= 500) return false;
  const { code } = error;
  return code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged && !TOO_LATE.includes(code);
}

function deferral(replaces: boolean, expected: Visibility) {
  if (replaces) return { type: InteractionResponseType.DeferredMessageUpdate as const };
  const data = expected === 'caller' ? { flags: MessageFlags.Ephemeral as const } : {};
  return { type: InteractionResponseType.DeferredChannelMessageWithSource as const, data };
}

/** There is a message whose place the answer can take. */
function mayReplace(interaction: AnswerableInteraction): interaction is PressedComponent | SubmittedModal {
  return interaction.kind === 'component' || (interaction.kind === 'modal' && interaction.hasMessage);
}

async function showFirst(
  callbacks: Callbacks,
  interaction: AnswerableInteraction,
  { replaces, visibility }: Answer,
  message: DiscordMessage,
): Promise<void> {
  if (replaces && mayReplace(interaction)) {
    const { body, files } = changedMessage(message);
    await callbacks.respond(interaction, { type: InteractionResponseType.UpdateMessage, data: body }, files);
    return;
  }
  const { body, files } = newMessage(visibility === 'caller' ? onlyForCaller(message) : message);
  const type = InteractionResponseType.ChannelMessageWithSource;
  await callbacks.respond(interaction, { type, data: body }, files);
}

/** A deferral has fixed who sees the answer; only what must not replace a list goes beside it. */
async function showLater(
  callbacks: Callbacks,
  interaction: AnswerableInteraction,
  {
    answer,
    replacing,
    message,
  }: { readonly answer: Answer; readonly replacing: boolean; readonly message: DiscordMessage },
): Promise<void> {
  if (replacing && !answer.replaces) await callbacks.followUp(interaction, onlyForCaller(message));
  else await callbacks.editOriginal(interaction, message);
}

function onlyForCaller(message: DiscordMessage): DiscordMessage {
  return { ...message, flags: message.flags | MessageFlags.Ephemeral };
}

/** The token of an interaction lives for a quarter of an hour, and its answer is due within three seconds. */
const TOO_LATE: readonly unknown[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
];

/** What became of an answer that could not be given. */
export function logFailure(error: unknown, logger: Logger): void {
  const code = error instanceof DiscordAPIError ? error.code : undefined;
  if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
    logger.debug({ event: 'answered-elsewhere', platform: 'discord' });
  else if (code === RESTJSONErrorCodes.UnknownMessage)
    logger.debug({ event: 'answer-unwanted', platform: 'discord' });
  else if (code === RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages)
    logger.warn({ event: 'follow-ups-used-up', platform: 'discord' });
  else if (TOO_LATE.includes(code)) logger.warn({ event: 'answered-too-late', platform: 'discord' });
  else if (error instanceof RateLimitError || error instanceof DeliveryError) {
    const { message: reason } = toDeliveryError(error);
    logger.warn({ event: 'answer-limited', platform: 'discord', reason });
  } else logger.error({ event: 'answer-failed', platform: 'discord', err: error });
}
