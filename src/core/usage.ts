import type { CommandSummary } from './command.js';
import type { OptionSpec } from './option-spec.js';

/** How a command is typed: `search <query> [sort:relevance|new|top] [limit:5]`. */
export function usageOf(command: CommandSummary): string {
  return [command.name, ...command.specs.map(usageOfOption)].join(' ');
}

function usageOfOption(spec: OptionSpec, index: number): string {
  const bare = spec.rest || (index === 0 && spec.choices !== undefined);
  const value =
    spec.choices?.join('|') ?? (spec.default === undefined ? `<${spec.name}>` : String(spec.default));
  if (bare)
    return spec.required
      ? `<${spec.choices?.join('|') ?? spec.name}>`
      : `[${spec.choices?.join('|') ?? spec.name}]`;
  return spec.required ? `${spec.name}:${value}` : `[${spec.name}:${value}]`;
}
