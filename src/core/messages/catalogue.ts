import { GERMAN } from './german.js';
import { JAPANESE } from './japanese.js';
import type { Messages } from './messages.js';

/**
 * What commands, options and choices are called in other languages than English, which is the commands' own, by the tags of BCP 47. For
 * people only: what they choose comes back under its fixed name.
 */
export const LANGUAGES: Readonly<Record<string, Messages>> = { de: GERMAN, ja: JAPANESE };

/** One text in every language that has it, by language. */
export function inEveryLanguage(
  textIn: (messages: Messages) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(LANGUAGES).flatMap(([language, messages]) => {
      const text = textIn(messages);
      return text === undefined ? [] : [[language, text]];
    }),
  );
}

/** What things are called in the language of a person; undefined where that is English, or one that there is no catalogue of. */
export function messagesFor(locale: string | undefined): Messages | undefined {
  const [language = ''] = locale?.toLowerCase().split('-') ?? [];
  return Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
}
