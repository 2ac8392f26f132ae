import type { z } from 'zod';
import type { Clock } from './clock.js';
import type { Person, Right, Target } from './invocation.js';
import { type OptionSpec, optionSpecs, type RawOptions } from './option-spec.js';
import { readOptions } from './read-options.js';
import type { Reply } from './reply.js';

/** Who sees the answer: everyone in the channel, or only the person who asked. */
export type Visibility = 'everyone' | 'caller';

/** What a command may know of its surroundings. */
export interface CommandContext<Services> {
  readonly caller: Person;
  readonly target: Target;
  readonly clock: Clock;
  readonly services: Services;
  /** Every command there is, for the ones that explain them. */
  readonly commands: readonly CommandSummary[];
}

export interface CommandSummary {
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly permission?: Right;
  readonly specs: readonly OptionSpec[];
  /** Longer words for the help page: examples, a formula. */
  readonly guide: readonly string[];
}

/** A command as the registry holds it: the types of its options are known to it alone. */
export interface Command<Services> extends CommandSummary {
  run(raw: RawOptions, context: CommandContext<Services>): Promise<Reply>;
}

/** A command as its author writes it. */
export interface CommandDefinition<Services, Shape extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly permission?: Right;
  readonly guide?: readonly string[];
  readonly options: Shape;
  execute(options: z.output<Shape>, context: CommandContext<Services>): Reply | Promise<Reply>;
}

/** Makes a command out of its definition: options are read once, here, and are true behind it. */
export function createCommand<Services, Shape extends z.ZodObject>(
  definition: CommandDefinition<Services, Shape>,
): Command<Services> {
  const { name, description, visibility, permission, options, guide = [] } = definition;
  const specs = optionSpecs(options);
  return {
    name,
    description,
    visibility,
    specs,
    guide,
    ...(permission === undefined ? {} : { permission }),
    run: async (raw, context) => definition.execute(readOptions(options, specs, raw), context),
  };
}
