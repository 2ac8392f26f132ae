import { RespondError, type RespondFn } from '@slack/bolt';
import { answerInTime } from '../../core/answer-in-time.js';
import type { Answer, Bot } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import type { Invocation } from '../../core/invocation.js';
import type { Logger } from '../../ops/logger.js';
import { QUIET } from './quiet.js';
import { renderVariants, type SlackMessage } from './render.js';

export interface AnswerOptions {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How to reach the person who asked: Slack takes five messages within half an hour. */
export interface Asker {
  readonly respond: RespondFn;
  /** Only a pressed button has a message that an answer can replace. */
  readonly pressed: boolean;
  readonly threadTs?: string;
}

/**
 * Answers an invocation through its response URL. A placeholder is a message of its own, for the asker only: Slack lets nothing replace
 * the first answer to a slash command.
 */
export async function answerInvocation(
  invocation: Invocation,
  asker: Asker,
  { bot, clock, logger }: AnswerOptions,
): Promise<void> {
  await answerInTime(bot.handle(invocation), clock, {
    defer: () => sayLooking(asker, logger),
    answer: (answer) => sayAnswer(answer, asker, logger),
  });
}

async function sayLooking({ respond, ...asker }: Asker, logger: Logger): Promise<void> {
  try {
    await respond({ text: 'Looking…', response_type: 'ephemeral', ...newMessage(asker) });
  } catch (error) {
    // The answer itself may still get through.
    logger.warn({ event: 'placeholder-lost', platform: 'slack', err: error });
  }
}

async function sayAnswer(answer: Answer, asker: Asker, logger: Logger): Promise<void> {
  const replaces = answer.replaces && asker.pressed;
  const manner = replaces
    ? { replace_original: true, ...QUIET }
    : { response_type: RESPONSE_TYPES[answer.visibility], ...newMessage(asker) };
  const say = ({ text, blocks }: SlackMessage) => asker.respond({ text, blocks, ...manner });
  for (const message of renderVariants(answer.reply)) {
    try {
      return void (await say(message));
    } catch (error) {
      logger.warn({ event: 'answer-refused', platform: 'slack', err: error });
      // Anything but a refused payload would be refused again.
      if (!(error instanceof RespondError && error.statusCode === 400)) return;
    }
  }
}

const RESPONSE_TYPES = { everyone: 'in_channel', caller: 'ephemeral' } as const;

function newMessage({ pressed, threadTs }: Omit<Asker, 'respond'>) {
  return {
    ...QUIET,
    ...(pressed ? { replace_original: false } : {}),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  };
}
