import { InteractionResponseType } from 'discord.js';
import type { Answer } from '../../../core/chat-adapter.js';
import type { Clock } from '../../../core/clock.js';
import { createNotice } from '../../../core/reply.js';
import { renderModal } from '../drawing/modal.js';
import { isRefusedMessage } from '../errors.js';
import { type AnsweringOptions, answeringOf, logFailure } from './answering.js';
import type { PressedComponent } from './interaction.js';
import { toInvocation } from './interaction-reading.js';

/** Discord gives up after three seconds, and a modal cannot be promised for later; this leaves room for a slow network. */
const PATIENCE_MS = 2_000;

const TOO_SLOW = privately('Opening this took too long. Please press the button once more.');
const NOT_SHOWN = privately('This form cannot be shown here. Please give the options with the command.');

/** Opens the form of a button that was pressed, or says why not; never rejects. */
export async function openForm(interaction: PressedComponent, options: AnsweringOptions): Promise<void> {
  const { bot, callbacks, clock, logger, findChannel } = options;
  const say = (answer: Answer) => answeringOf(interaction, 'caller', options).answer(answer, false);
  try {
    const invocation = toInvocation(interaction, findChannel, bot.commands);
    const opened = await inTime(bot.form(invocation), clock);
    if ('reply' in opened) return await say(opened);
    const modal = { type: InteractionResponseType.Modal as const, data: renderModal(opened) };
    await callbacks.respond(interaction, modal).catch((err: unknown) => {
      if (!isRefusedMessage(err)) throw err;
      logger.error({ event: 'form-refused', platform: 'discord', err });
      return say(NOT_SHOWN);
    });
  } catch (error) {
    logFailure(error, logger);
  }
}

async function inTime<Opened>(opening: Promise<Opened>, clock: Clock): Promise<Opened | Answer> {
  const timer = clock.timer(PATIENCE_MS);
  const opened = await Promise.race([opening, timer.elapsed]);
  timer.cancel();
  return opened ?? TOO_SLOW;
}

function privately(sentence: string): Answer {
  return { reply: createNotice('warning', sentence), visibility: 'caller', replaces: false };
}
