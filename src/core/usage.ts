import type { CommandSummary } from './command.js';
import type { OptionSpec } from './option-spec.js';

/** How a command is typed: `search <query> [sort:relevance|new|top] [limit:5]`. What is in brackets may be left out. */
export function usageOf(command: CommandSummary): string {
  return [command.name, ...command.specs.map(usageOfOption)].join(' ');
}

function usageOfOption(spec: OptionSpec, index: number): string {
  // The rest of the line and a leading choice need no name.
  const bare = spec.rest || (index === 0 && spec.choices !== undefined);
  const text = bare ? (spec.choices?.join('|') ?? spec.name) : `${spec.name}:${placeholder(spec)}`;
  if (!spec.required) return `[${text}]`;
  return bare ? `<${text}>` : text;
}

function placeholder({ choices, default: preset, kind, minimum, maximum, name }: OptionSpec): string {
  if (choices !== undefined) return choices.join('|');
  if (preset !== undefined) return String(preset);
  if (kind === 'time') return 'HH:MM';
  if (kind === 'zone') return 'Area/City';
  if (kind === 'channel') return '#name';
  return minimum !== undefined && maximum !== undefined ? `${minimum}-${maximum}` : `<${name}>`;
}
