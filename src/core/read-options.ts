import { z } from 'zod';
import { caretBlock } from './caret.js';
import { UserError } from './errors.js';
import { expectedOf, type OptionSpec, type RawOptions, type RawValue } from './option-spec.js';
import type { Block } from './reply.js';
import { cutText } from './safe-text.js';

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;
const YES = new Set(['yes', 'true', 'on']);
const NO = new Set(['no', 'false', 'off']);

/**
 * Turns raw options into what the command's schema promises. A missing, unknown or wrong option is a `UserError` that names the option
 * and says what was expected.
 */
export function readOptions<Shape extends z.ZodObject>(
  schema: Shape,
  specs: readonly OptionSpec[],
  raw: RawOptions,
): z.output<Shape> {
  for (const name of Object.keys(raw)) {
    if (!specs.some((spec) => spec.name === name))
      throw new UserError(unknownOption(name, specs), { option: name });
  }
  const typed = specs.flatMap((spec) => {
    const value = raw[spec.name];
    return value === undefined ? [] : [[spec.name, typedValue(spec, value)]];
  });
  const parsed = schema.safeParse(Object.fromEntries(typed));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = specs.find(({ name }) => name === issue?.path[0])?.name;
  throw new UserError(problem(issue, specs, raw), { details: detailsOf(issue), option });
}

/** Numbers and booleans typed as text become what the spec says; what cannot be one stays text, and the schema refuses it. */
function typedValue(spec: OptionSpec, value: RawValue): RawValue {
  if (typeof value !== 'string') return value;
  if (spec.type === 'boolean') {
    const word = value.toLowerCase();
    return YES.has(word) ? true : NO.has(word) ? false : value;
  }
  if (spec.type === 'string') return spec.choices === undefined ? value : value.toLowerCase();
  return NUMBER.test(value) ? Number(value) : value;
}

const Mistake = z.object({ text: z.string(), at: z.int(), length: z.int() });

function detailsOf(issue: z.core.$ZodIssue | undefined): readonly Block[] {
  const mistake = Mistake.safeParse(issue?.code === 'custom' ? issue.params : undefined);
  return mistake.success ? [caretBlock(mistake.data)] : [];
}

function problem(issue: z.core.$ZodIssue | undefined, specs: readonly OptionSpec[], raw: RawOptions): string {
  const spec = specs.find(({ name }) => name === issue?.path[0]);
  if (issue === undefined || spec === undefined) return 'These options do not fit together.';
  const given = raw[spec.name];
  if (given === undefined) return `\`${spec.name}\` is missing: ${spec.description}.`;
  // A domain value (a query, a time zone) explains itself better than its type could.
  if (issue.code === 'custom') return `\`${spec.name}\`: ${issue.message}`;
  return `\`${spec.name}\` takes ${expectedOf(spec)}; you gave ${shown(given)}.`;
}

function shown(value: RawValue): string {
  if (typeof value === 'string' && value.length > 60)
    return `${value.length.toLocaleString('en')} characters`;
  return typeof value === 'string' ? `"${cutText(value, 60)}"` : String(value);
}

function unknownOption(name: string, specs: readonly OptionSpec[]): string {
  const known = specs.map((spec) => `\`${spec.name}\``).join(', ');
  const advice = known === '' ? 'It takes none.' : `It takes ${known}.`;
  return `There is no option \`${cutText(name, 40)}\` here. ${advice}`;
}
