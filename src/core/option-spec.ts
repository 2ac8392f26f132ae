import { z } from 'zod';

export type RawValue = string | number | boolean;

/** Options as a platform or a typed line hands them over, before they are read by their schema. */
export type RawOptions = Readonly<Record<string, RawValue>>;

/** What an option means to people, beyond its type: adapters may offer pickers and completions for it. */
export type OptionKind = 'query' | 'paper' | 'zone' | 'time' | 'span' | 'channel' | 'topic';

/** One option of a command, as plain data: what adapters turn into Discord's typed options, usage lines and help. */
export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly default?: RawValue;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly kind?: OptionKind;
  /** Whether what is typed into it can be completed. */
  readonly suggests?: boolean;
  /** Takes every word of a typed line that is not another option. */
  readonly rest: boolean;
}

const Property = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  description: z.string().min(1).max(100),
  enum: z.array(z.string()).max(25).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  kind: z.enum(['query', 'paper', 'zone', 'time', 'span', 'channel', 'topic']).optional(),
  rest: z.boolean().default(false),
});

const Schema = z.object({
  properties: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), Property),
  required: z.array(z.string()).default([]),
});

/**
 * Reads the options of a command from its schema. The schema is flat and uses string, number, boolean and enum only; what else is found
 * there is a programming error and is thrown at start.
 */
export function optionSpecs(schema: z.ZodObject): readonly OptionSpec[] {
  const { properties, required } = Schema.parse(z.toJSONSchema(schema, { io: 'input' }));
  const specs = Object.entries(properties).map(([name, property]) =>
    toSpec(name, property, required.includes(name)),
  );
  if (specs.length > 25) throw new Error('A command has at most 25 options.');
  if (specs.filter((spec) => spec.rest).length > 1)
    throw new Error('Only one option may take the rest of the line.');
  return specs;
}

function toSpec(name: string, property: z.output<typeof Property>, required: boolean): OptionSpec {
  const { enum: choices, default: preset, minimum, maximum, maxLength, kind, ...plain } = property;
  return {
    name,
    ...plain,
    required,
    ...(choices === undefined ? {} : { choices }),
    ...(preset === undefined ? {} : { default: preset }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** What an option takes, in words: "a whole number from 1 to 25". */
export function expectedOf(spec: OptionSpec): string {
  if (spec.choices !== undefined) return `one of ${spec.choices.join(', ')}`;
  switch (spec.type) {
    case 'integer':
    case 'number': {
      const what = spec.type === 'integer' ? 'a whole number' : 'a number';
      const low = spec.minimum === undefined ? '' : ` from ${spec.minimum}`;
      return `${what}${low}${spec.maximum === undefined ? '' : ` to ${spec.maximum}`}`;
    }
    case 'boolean':
      return 'yes or no';
    case 'string':
      return spec.maxLength === undefined
        ? 'text'
        : `at most ${spec.maxLength.toLocaleString('en')} characters`;
  }
}

/** What could be typed into an option, to be shown where nothing is yet: the same in every language. */
export function exampleOf({ kind, default: preset, minimum, maximum }: OptionSpec): string | undefined {
  switch (kind) {
    case 'time':
      return '09:00';
    case 'zone':
      return 'Europe/Berlin';
    case 'span':
      return '7d';
    case 'query':
      return '"chain of thought" -vision';
    case 'paper':
      return '2401.04088';
    default:
      if (preset !== undefined) return String(preset);
      return minimum === undefined || maximum === undefined ? undefined : `${minimum}-${maximum}`;
  }
}
