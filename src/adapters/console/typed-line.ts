import type { CommandSummary } from '../../core/command.js';
import type { RawOptions } from '../../core/option-spec.js';
import { readTextOptions } from '../../core/read-text.js';
import type { CommandAction } from '../../core/reply.js';

/**
 * What a person types to do what a button does: `search rag page:2`. Options at their defaults are left out. `undefined` where no line says
 * it, such as a value with both quotes and words that look like options.
 */
export function typedLine(action: CommandAction, commands: readonly CommandSummary[]): string | undefined {
  const command = commands.find(({ name }) => name === action.command);
  if (command === undefined) return undefined;
  const options = Object.fromEntries(
    Object.entries(action.options).filter(
      ([name, value]) => command.specs.find((spec) => spec.name === name)?.default !== value,
    ),
  );
  const rest = command.specs.find((spec) => spec.rest)?.name;
  return [lineOf(options, rest), lineOf(options, undefined)]
    .filter((line) => readsAs(line, options, command))
    .map((line) => `${command.name} ${line}`.trimEnd())[0];
}

function lineOf(options: RawOptions, rest: string | undefined): string {
  const named = Object.entries(options)
    .filter(([name]) => name !== rest)
    .map(([name, value]) => `${name}:${/\s/.test(String(value)) ? `"${value}"` : value}`);
  const bare = rest === undefined ? undefined : options[rest];
  return [...(bare === undefined ? [] : [String(bare)]), ...named].join(' ');
}

// The reader of typed lines is the judge of what can be typed.
function readsAs(line: string, options: RawOptions, { specs }: CommandSummary): boolean {
  try {
    const read = readTextOptions(line, specs);
    const names = Object.keys(options);
    return (
      Object.keys(read).length === names.length && names.every((name) => read[name] === String(options[name]))
    );
  } catch {
    return false;
  }
}
