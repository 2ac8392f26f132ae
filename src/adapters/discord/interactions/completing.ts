import {
  type APIApplicationCommandOptionChoice,
  DiscordAPIError,
  InteractionResponseType,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { Bot } from '../../../core/chat-adapter.js';
import { cutText } from '../../../core/safe-text.js';
import type { Choice } from '../../../core/typing.js';
import type { Logger } from '../../../ops/logger.js';
import { LIMITS } from '../limits.js';
import type { Callbacks } from './callbacks.js';
import type { TypedOption } from './interaction.js';
import { toTyping } from './interaction-reading.js';

/** Offers a person what to choose while they are typing; never rejects. */
export async function completeInteraction(
  interaction: TypedOption,
  { bot, callbacks, logger }: { readonly bot: Bot; readonly callbacks: Callbacks; readonly logger: Logger },
): Promise<void> {
  try {
    const offered = toChoices(await bot.suggest(toTyping(interaction)));
    const choices = interaction.isNumber ? offered.flatMap(toNumber) : offered;
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
    await callbacks.respond(interaction, { type, data: { choices } });
  } catch (error) {
    if (isTooLate(error)) logger.debug({ event: 'completed-too-late', platform: 'discord' });
    else logger.error({ event: 'completion-failed', platform: 'discord', err: error });
  }
}

/** Names are cut, values never; where two names look the same, the first is enough. */
function toChoices(choices: readonly Choice[]): APIApplicationCommandOptionChoice<string>[] {
  const byName = new Map<string, string>();
  for (const { name, value } of choices) {
    const shown = cutText(name, LIMITS.choiceName);
    if (value.length <= LIMITS.choiceValue && !byName.has(shown)) byName.set(shown, value);
  }
  return [...byName].slice(0, LIMITS.choices).map(([name, value]) => ({ name, value }));
}

/** An option of numbers takes no other choices. */
function toNumber({ name, value }: APIApplicationCommandOptionChoice<string>) {
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? [{ name, value: Number(value) }] : [];
}

/** Somebody who types fast has gone on already, or another process was quicker: nothing to worry about. */
const TOO_LATE: readonly unknown[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
];

function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && TOO_LATE.includes(error.code);
}
