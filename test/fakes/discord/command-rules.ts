import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
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
  { name, description }: { readonly name: string; readonly description: string },
  path: readonly string[],
): readonly Problem[] {
  return [
    ...(NAME.test(name) && name === name.toLowerCase()
      ? []
      : [{ path: [...path, 'name'], message: `"${name}" is not a lower-case command name` }]),
    ...(description.trim() === '' ? [{ path: [...path, 'description'], message: 'is blank' }] : []),
  ];
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
  const names = choices.map((choice) => choice.name);
  const completed = 'autocomplete' in option && option.autocomplete === true;
  const [low, high] =
    'min_value' in option || 'max_value' in option ? [option.min_value, option.max_value] : [];
  return [
    ...(new Set(names).size < names.length
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

function repeatedNames(
  upToHere: readonly { readonly name: string }[],
  path: readonly string[],
): readonly Problem[] {
  const last = upToHere.at(-1)?.name;
  const before = upToHere.slice(0, -1).some(({ name }) => name === last);
  return before ? [{ path: [...path, 'name'], message: `"${last}" is used twice` }] : [];
}

interface Texts {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Texts[] | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
}

function textLength({ name, description = '', options = [], choices = [] }: Texts): number {
  const inner = options.reduce((sum, option) => sum + textLength(option), 0);
  const chosen = choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
  return name.length + description.length + inner + chosen;
}
