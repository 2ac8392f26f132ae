import { UserError } from './errors.js';
import type { OptionSpec, RawOptions } from './option-spec.js';
import { cutText } from './safe-text.js';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Splits a typed line into the command's name and the rest; entities are decoded once and curly quotes count as quotes. */
export function readCommandName(line: string): { readonly name: string; readonly rest: string } {
  const text = line
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[“”„«»]/g, '"')
    .trim()
    // People who know paperboy from a chat type its slash command everywhere.
    .replace(/^\/papers(?=\s|$)\s*/i, '');
  const end = text.search(/\s/);
  if (end === -1) return { name: text.toLowerCase(), rest: '' };
  return { name: text.slice(0, end).toLowerCase(), rest: text.slice(end).trim() };
}

/**
 * Reads the words behind a command's name: `name:value` and `name:"several words"` where the command has an option of that name, one word
 * for a leading enum, and everything else for the option that takes the rest. Inside quotes nothing is an option.
 */
export function readTextOptions(text: string, specs: readonly OptionSpec[]): RawOptions {
  const options = new Map<string, string>();
  const words: string[] = [];
  for (const chunk of chunksOf(text)) {
    const named = namedOption(chunk, specs);
    if (named === undefined) words.push(chunk);
    else if (options.has(named.name))
      throw new UserError(`\`${named.name}\` is given twice; once is enough.`);
    else options.set(named.name, named.value);
  }
  fillLeadingEnum(words, options, specs);
  fillRest(words, options, specs);
  return Object.fromEntries(options);
}

/** Splits at white space outside quotes; an unclosed quote takes the rest of the line. */
function chunksOf(text: string): readonly string[] {
  return text.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? [];
}

function namedOption(
  chunk: string,
  specs: readonly OptionSpec[],
): { name: string; value: string } | undefined {
  const colon = chunk.indexOf(':');
  if (colon < 1) return undefined;
  const name = chunk.slice(0, colon).toLowerCase();
  const spec = specs.find((candidate) => candidate.name === name);
  return spec === undefined ? undefined : { name, value: unquoted(chunk.slice(colon + 1), spec) };
}

/** What would mean nothing inside a phrase: exclusions, OR, groups, fields and comparisons. */
const OPERATOR = /(?:^|\s)-\S|\sOR\s|[()<>=]|\w:\S/;

/** Quotes hold words together; in a query they mean a phrase and stay, but around a query with operators they only hold it together. */
function unquoted(text: string, { kind }: OptionSpec): string {
  if (!/^"[^"]*"$/.test(text)) return text;
  const inside = text.slice(1, -1);
  return kind !== 'query' || OPERATOR.test(inside) ? inside : text;
}

function fillLeadingEnum(words: string[], options: Map<string, string>, specs: readonly OptionSpec[]): void {
  const [first] = specs;
  const [word] = words;
  if (first?.choices === undefined || word === undefined || options.has(first.name)) return;
  if (!first.choices.includes(word.toLowerCase())) return;
  options.set(first.name, word.toLowerCase());
  words.shift();
}

function fillRest(
  words: readonly string[],
  options: Map<string, string>,
  specs: readonly OptionSpec[],
): void {
  if (words.length === 0) return;
  const rest = specs.find((spec) => spec.rest);
  const text = words.join(' ');
  if (rest === undefined) throw new UserError(leftOver(text, options, specs));
  const named = options.get(rest.name);
  const all = named === undefined ? text : `${named} ${text}`;
  options.set(rest.name, rest.kind === 'query' ? all : unquoted(all, rest));
}

function leftOver(text: string, options: ReadonlyMap<string, string>, specs: readonly OptionSpec[]): string {
  const [first] = specs;
  const said = cutText(text, 60);
  if (first?.choices !== undefined && !options.has(first.name)) {
    return `\`${first.name}\` takes one of ${first.choices.join(', ')}; you gave "${said}".`;
  }
  const known = specs.map((spec) => `\`${spec.name}:\``).join(', ');
  return `I do not know what to do with "${said}" here. ${known === '' ? 'This command takes no options.' : `It takes ${known}.`}`;
}
