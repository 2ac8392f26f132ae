import type { LocalizationMap } from 'discord.js';
import { inEveryLanguage } from '../../../core/messages/catalogue.js';
import type { Messages, OptionTexts } from '../../../core/messages/messages.js';

type CommandTexts = (messages: Messages) => Messages['commands'][string] | undefined;

interface Localisations {
  readonly name_localizations: LocalizationMap;
  readonly description_localizations: LocalizationMap;
}

export function rootTexts(): Localisations {
  return textsOf(({ root }) => [root.name, root.description]);
}

export function commandTexts(command: string): Localisations {
  const texts = textsIn(command);
  return textsOf((messages) => {
    const { name, description } = texts(messages) ?? {};
    return [name, description];
  });
}

export function optionTexts(command: string, option: string): Localisations {
  const texts = textsIn(command);
  return textsOf((messages) => texts(messages)?.options?.[option] ?? []);
}

export function choiceTexts(
  command: string,
  option: string,
  choice: string,
): Pick<Localisations, 'name_localizations'> {
  const texts = textsIn(command);
  const choiceIn = ([, , choices]: OptionTexts | readonly []) => choices?.[choice];
  return {
    name_localizations: inEveryLanguage((messages) => choiceIn(texts(messages)?.options?.[option] ?? [])),
  };
}

export function shortcutTexts(command: string): Pick<Localisations, 'name_localizations'> {
  const texts = textsIn(command);
  return { name_localizations: inEveryLanguage((messages) => texts(messages)?.shortcut) };
}

function textsIn(command: string): CommandTexts {
  return ({ commands }) => commands[command];
}

function textsOf(
  textsIn: (
    messages: Messages,
  ) => readonly [name?: string | undefined, description?: string | undefined, ...rest: unknown[]],
): Localisations {
  return {
    name_localizations: inEveryLanguage((messages) => textsIn(messages)[0]),
    description_localizations: inEveryLanguage((messages) => textsIn(messages)[1]),
  };
}
