import type { z } from 'zod';
import type { Clock } from './clock.js';
import type { MessageText, Person, Right, Target } from './invocation.js';
import { type OptionKind, type OptionSpec, optionSpecs, type RawOptions } from './option-spec.js';
import { readOptions } from './read-options.js';
import type { Reply } from './reply.js';
import type { Choice, Typing } from './typing.js';

/** Who sees the answer: everyone in the channel, or only the person who asked. */
export type Visibility = 'everyone' | 'caller';

/** What a command may know of its surroundings. */
export interface CommandContext<Services> {
  readonly caller: Person;
  /** Where it was asked, or the other channel that was named. */
  readonly target: Target;
  /** What the target is called, where it is not the place that the answer goes to. */
  readonly elsewhere?: string;
  /** The direct messages of the caller; absent where there are none. */
  readonly direct: Target | undefined;
  /** Whether a picture in the answer will be seen. */
  readonly showsPictures: boolean;
  /** Whether the caller has a right in the target, for commands that need it for some of their options only. */
  hasRight(right: Right): Promise<boolean>;
  readonly clock: Clock;
  readonly services: Services;
  /** Every command there is, for the ones that explain them. */
  readonly commands: readonly CommandSummary[];
}

/** What completing an option may know. */
export interface SuggestionContext<Services> extends Omit<Typing, 'command' | 'option' | 'text'> {
  readonly clock: Clock;
  readonly services: Services;
  /** Aborted when nobody waits for the choices any more. */
  readonly signal: AbortSignal;
}

/** Completes what is being typed into an option. */
export type Suggester<Services> = (
  typed: string,
  context: SuggestionContext<Services>,
) => Promise<readonly Choice[]>;

/** Options are completed by what they mean: a query is a query in every command. */
export type Suggesters<Services> = Readonly<Partial<Record<OptionKind, Suggester<Services>>>>;

/** The options that the form of a command shows, in this order, and what it is called. */
export interface CommandForm {
  readonly title: string;
  readonly fields: readonly string[];
  /** What a field stands for that was filled in and has been emptied; without it, such an option is left out. */
  readonly emptied?: RawOptions;
}

export interface CommandSummary {
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly permission?: Right;
  readonly specs: readonly OptionSpec[];
  /** Longer words for the help page: examples, a formula. */
  readonly guide: readonly string[];
  /** As menus of messages show it, for a command that can start from one. */
  readonly shortcut?: string;
  /** For a command that can be filled in where a platform has forms. */
  readonly form?: CommandForm;
}

/** A command as the registry holds it: the types of its options are known to it alone. */
export interface Command<Services> extends CommandSummary {
  run(raw: RawOptions, context: CommandContext<Services>): Promise<Reply>;
  /** The same for a message that somebody points at; there where the command has a shortcut. */
  runOn?(message: MessageText, context: CommandContext<Services>): Promise<Reply>;
  /** What holds where an option is not given: what empty fields of a form show. */
  usual?(services: Services): RawOptions;
  /** What an option could become; nothing for one that is not completed. */
  suggest(option: string, typed: string, context: SuggestionContext<Services>): Promise<readonly Choice[]>;
}

/** What a command does with a message that somebody points at; only they see the answer. */
export interface Shortcut<Services> {
  readonly label: string;
  execute(message: MessageText, context: CommandContext<Services>): Reply | Promise<Reply>;
}

/** A command as its author writes it. */
export interface CommandDefinition<Services, Shape extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly permission?: Right;
  readonly guide?: readonly string[];
  readonly options: Shape;
  readonly shortcut?: Shortcut<Services>;
  readonly form?: CommandForm;
  usual?(services: Services): RawOptions;
  execute(options: z.output<Shape>, context: CommandContext<Services>): Reply | Promise<Reply>;
}

/** Makes a command out of its definition: options are read once, here, and are true behind it. */
export function createCommand<Services, Shape extends z.ZodObject>(
  definition: CommandDefinition<Services, Shape>,
  suggesters: Suggesters<Services> = {},
): Command<Services> {
  const { name, description, visibility, permission, options, shortcut, form, guide = [] } = definition;
  const suggesterOf = ({ kind }: OptionSpec) => (kind === undefined ? undefined : suggesters[kind]);
  const specs = optionSpecs(options).map((spec) =>
    suggesterOf(spec) === undefined ? spec : { ...spec, suggests: true },
  );
  return {
    name,
    description,
    visibility,
    specs,
    guide,
    ...(permission === undefined ? {} : { permission }),
    ...(form === undefined ? {} : { form }),
    ...(definition.usual === undefined ? {} : { usual: definition.usual }),
    ...(shortcut === undefined
      ? {}
      : {
          shortcut: shortcut.label,
          runOn: async (message, context) => shortcut.execute(message, context),
        }),
    run: async (raw, context) => definition.execute(readOptions(options, specs, raw), context),
    async suggest(option, typed, context) {
      const spec = specs.find((candidate) => candidate.name === option);
      const suggester = spec === undefined ? undefined : suggesterOf(spec);
      return (await suggester?.(typed, context)) ?? [];
    },
  };
}
