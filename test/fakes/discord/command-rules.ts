import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type Locale,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Problem } from './api-error.js';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST_TEXT_PER_COMMAND = 8_000;
const COMPLETED: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.String,
  ApplicationCommandOptionType.Integer,
  ApplicationCommandOptionType.Number,
];

type Command = RESTPutAPIApplicationCommandsJSONBody[number];
type Option = APIApplicationCommandOption;
type Translations = { readonly [Language in Locale]?: string | null | undefined } | null | undefined;

/** What Discord demands of commands beyond the shape of each. */
export function commandProblems(commands: readonly Command[]): readonly Problem[] {
  return commands.flatMap((command, index) => [
    ...(isChatInput(command)
      ? chatInputProblems(command, [String(index)])
      : menuProblems(command, [String(index)])),
    ...repeatedNames(
      commands.slice(0, index + 1).filter((other) => isChatInput(other) === isChatInput(command)),
      [String(index)],
    ),
  ]);
}

function isChatInput(command: Command): command is Extract<Command, { description: string }> {
  return (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
}

/** A label may be written in any way, but holds nothing else. */
function menuProblems(command: Command, path: readonly string[]): readonly Problem[] {
  const more = ['options', 'description', 'description_localizations'].filter((key) => key in command);
  const labels = [command.name, ...Object.values(command.name_localizations ?? {})];
  return [
    ...more.map((key) => ({ path: [...path, key], message: 'is not for commands of menus' })),
    ...labels
      .filter((label) => label != null && (label.trim() === '' || label.length > 32))
      .map((label) => ({ path: [...path, 'name'], message: `"${label}" is no label of 1 to 32 characters` })),
  ];
}

function chatInputProblems(
  command: Extract<Command, { description: string }>,
  path: readonly string[],
): readonly Problem[] {
  const length = textLength(command);
  return [
    ...nameProblems(command, path),
    ...optionProblems(command.options ?? [], [...path, 'options']),
    ...(length > MOST_TEXT_PER_COMMAND
      ? [{ path, message: `holds ${length} characters in all; at most ${MOST_TEXT_PER_COMMAND} fit` }]
      : []),
  ];
}

function nameProblems(
  { name, description, name_localizations: names, description_localizations: descriptions }: Named,
  path: readonly string[],
): readonly Problem[] {
  return [
    ...[name, ...inOtherLanguages(names)]
      .filter((written) => !NAME.test(written) || written !== written.toLowerCase())
      .map((written) => ({
        path: [...path, 'name'],
        message: `"${written}" is not a lower-case command name`,
      })),
    ...[description, ...inOtherLanguages(descriptions)]
      .filter((written) => written.trim() === '')
      .map(() => ({ path: [...path, 'description'], message: 'is blank' })),
  ];
}

interface Named {
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: Translations;
  readonly description_localizations?: Translations;
}

function inOtherLanguages(texts: Translations): readonly string[] {
  return Object.values(texts ?? {}).flatMap((text) => text ?? []);
}

function optionProblems(options: readonly Option[], path: readonly string[]): readonly Problem[] {
  const subcommands = options.filter(isSubcommand).length;
  const mixed = subcommands > 0 && subcommands < options.length;
  return [
    ...(mixed ? [{ path, message: 'subcommands and options cannot stand side by side' }] : []),
    ...options.flatMap((option, index) => {
      const here = [...path, String(index)];
      const late =
        option.required === true && options.slice(0, index).some(({ required }) => required !== true);
      return [
        ...nameProblems(option, here),
        ...repeatedNames(options.slice(0, index + 1), here),
        ...(late ? [{ path: here, message: 'required options must be placed before optional ones' }] : []),
        ...valueProblems(option, here),
        ...('options' in option ? optionProblems(option.options ?? [], [...here, 'options']) : []),
      ];
    }),
  ];
}

function isSubcommand({ type }: Option): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  );
}

function valueProblems(option: Option, path: readonly string[]): readonly Problem[] {
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const completed = 'autocomplete' in option && option.autocomplete === true;
  const [low, high] =
    'min_value' in option || 'max_value' in option ? [option.min_value, option.max_value] : [];
  return [
    ...(haveRepeatedNames(choices)
      ? [{ path: [...path, 'choices'], message: 'choice names must be unique' }]
      : []),
    ...(completed && choices.length > 0
      ? [{ path: [...path, 'choices'], message: 'choices and autocomplete exclude each other' }]
      : []),
    ...(completed && !COMPLETED.includes(option.type)
      ? [{ path: [...path, 'autocomplete'], message: 'is for strings, integers and numbers only' }]
      : []),
    ...(low !== undefined && high !== undefined && low > high
      ? [{ path: [...path, 'min_value'], message: 'is larger than max_value' }]
      : []),
  ];
}

interface Localised {
  readonly name: string;
  readonly name_localizations?: Translations;
}

function repeatedNames(upToHere: readonly Localised[], path: readonly string[]): readonly Problem[] {
  const last = upToHere.at(-1);
  if (last === undefined) return [];
  const before = upToHere.slice(0, -1).some((other) => haveRepeatedNames([other, last]));
  return before ? [{ path: [...path, 'name'], message: `"${last.name}" is used twice` }] : [];
}

/** Whether two of them are called the same in any language; where a language has no name of its own, the usual one counts. */
function haveRepeatedNames(named: readonly Localised[]): boolean {
  const languages = new Set(named.flatMap(({ name_localizations }) => Object.keys(name_localizations ?? {})));
  return ['', ...languages].some((language) => {
    const names = named.map(({ name, name_localizations }) => {
      const own = Object.entries(name_localizations ?? {}).find(([key]) => key === language);
      return own?.[1] ?? name;
    });
    return new Set(names).size < names.length;
  });
}

interface Texts {
  readonly name: string;
  readonly name_localizations?: Translations;
  readonly description?: string | undefined;
  readonly description_localizations?: Translations;
  readonly options?: readonly Texts[] | undefined;
  readonly choices?: readonly (Localised & { readonly value: string | number })[] | undefined;
}

/** All that a command says, each text in the language in which it is longest. */
export function textLength(texts: Texts): number {
  const { options = [], choices = [] } = texts;
  const inner = options.reduce((sum, option) => sum + textLength(option), 0);
  const chosen = choices.reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  const own = longest(texts.name, texts.name_localizations);
  return own + longest(texts.description ?? '', texts.description_localizations) + inner + chosen;
}

function longest(text: string, others: Translations): number {
  return Math.max(...[text, ...inOtherLanguages(others)].map(({ length }) => length));
}
