import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  type InteractionType,
} from 'discord-api-types/v10';

export type OptionValues = Readonly<Record<string, string | number | boolean>>;
export type TypedOption = APIApplicationCommandInteractionDataBasicOption<InteractionType.ApplicationCommand>;
/** The same while it is being typed: numbers are text that may not be one yet. */
export type UnsentOption =
  APIApplicationCommandInteractionDataBasicOption<InteractionType.ApplicationCommandAutocomplete>;
type Value = OptionValues[string];

/** The options of a command as Discord sends them; what its input box would not let anyone type is an error in the test. */
export function typedOptions(
  values: OptionValues,
  definitions: readonly APIApplicationCommandOption[] | undefined,
): TypedOption[] {
  if (definitions === undefined)
    return Object.entries(values).map(([name, value]) => typedOption(name, value, guessType(value)));
  const unknown = Object.keys(values).find((name) => !definitions.some((option) => option.name === name));
  if (unknown !== undefined) throw new Error(`The bot has registered no option "${unknown}" here.`);
  return definitions.flatMap((definition) => {
    const value = values[definition.name];
    if (value === undefined && definition.required === true)
      throw new Error(`Discord does not send this command without its option "${definition.name}".`);
    return value === undefined ? [] : [definedOption(definition, value)];
  });
}

/** The options of a command while somebody is typing into one of them: the others as far as they are filled in, required or not. */
export function optionsWhileTyping(
  typing: { readonly option: string; readonly text: string },
  values: OptionValues,
  definitions: readonly APIApplicationCommandOption[] | undefined,
): UnsentOption[] {
  const definition = definitions?.find(({ name }) => name === typing.option);
  if (definitions !== undefined && !isCompleted(definition))
    throw new Error(`Discord does not ask for completions of "${typing.option}".`);
  const partial = definitions?.map((option): APIApplicationCommandOption => ({ ...option, required: false }));
  const type =
    definition?.type === ApplicationCommandOptionType.Integer
      ? ApplicationCommandOptionType.Integer
      : ApplicationCommandOptionType.String;
  const focused = { name: typing.option, type, value: typing.text, focused: true } as const;
  return [...typedOptions(values, partial).map(unsent), focused];
}

function unsent(option: TypedOption): UnsentOption {
  const { type } = option;
  return type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number
    ? { ...option, type, value: String(option.value) }
    : option;
}

function isCompleted(definition: APIApplicationCommandOption | undefined): boolean {
  return definition !== undefined && 'autocomplete' in definition && definition.autocomplete === true;
}

function definedOption(definition: APIApplicationCommandOption, value: Value): TypedOption {
  const problem = problemOf(definition, value);
  if (problem !== undefined) throw new Error(`Discord does not send "${definition.name}": ${problem}.`);
  return typedOption(definition.name, value, definition.type);
}

function problemOf(definition: APIApplicationCommandOption, value: Value): string | undefined {
  const choices = 'choices' in definition ? (definition.choices ?? []) : [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    return `${value} is none of its choices`;
  if ('max_length' in definition && String(value).length > (definition.max_length ?? 6_000))
    return 'it is too long';
  if (!('min_value' in definition || 'max_value' in definition)) return undefined;
  const { min_value = Number.MIN_SAFE_INTEGER, max_value = Number.MAX_SAFE_INTEGER } = definition;
  return Number(value) < min_value || Number(value) > max_value ? `${value} is out of range` : undefined;
}

function typedOption(name: string, value: Value, type: ApplicationCommandOptionType): TypedOption {
  switch (type) {
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number:
      if (typeof value === 'number') return { name, type, value };
      break;
    case ApplicationCommandOptionType.Boolean:
      if (typeof value === 'boolean') return { name, type, value };
      break;
    case ApplicationCommandOptionType.String:
    case ApplicationCommandOptionType.Channel:
    case ApplicationCommandOptionType.User:
      if (typeof value === 'string') return { name, type, value };
      break;
  }
  throw new Error(`Discord does not send ${typeof value} for the option "${name}".`);
}

function guessType(value: Value): ApplicationCommandOptionType {
  if (typeof value === 'boolean') return ApplicationCommandOptionType.Boolean;
  if (typeof value === 'string') return ApplicationCommandOptionType.String;
  return Number.isInteger(value) ? ApplicationCommandOptionType.Integer : ApplicationCommandOptionType.Number;
}
