import type { Command, CommandForm, CommandSummary } from './command.js';
import { editDistance } from './edit-distance.js';
import type { OptionSpec } from './option-spec.js';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
/** Discord allows this many subcommands below one command. */
const MOST_COMMANDS = 25;
/** Discord takes labels of this many characters, and this many of them. */
const LONGEST_LABEL = 32;
const MOST_SHORTCUTS = 15;
/** Discord takes forms of this many fields, and titles of this many characters. */
const MOST_FIELDS = 5;
const LONGEST_TITLE = 45;

export interface Registry<Services> {
  readonly commands: readonly Command<Services>[];
  find(name: string): Command<Services> | undefined;
  /** The known names most like a mistyped one, best first, at most three. */
  suggest(name: string): readonly string[];
}

/** Holds the commands by name. What one platform could not show is refused here, at start, for all of them. */
export function createRegistry<Services>(commands: readonly Command<Services>[]): Registry<Services> {
  const byName = new Map<string, Command<Services>>();
  for (const command of commands) {
    const problem = problemOf(command);
    if (problem !== undefined) throw new Error(`The command "${command.name}" ${problem}.`);
    if (byName.has(command.name)) throw new Error(`Two commands are called "${command.name}".`);
    byName.set(command.name, command);
  }
  if (byName.size > MOST_COMMANDS)
    throw new Error(`There are ${byName.size} commands; at most ${MOST_COMMANDS} fit.`);
  const labels = commands.flatMap(({ shortcut }) => shortcut ?? []);
  if (new Set(labels).size < labels.length || labels.length > MOST_SHORTCUTS)
    throw new Error(`Shortcuts need labels of their own, and at most ${MOST_SHORTCUTS} fit.`);
  return {
    commands: [...byName.values()],
    find: (name) => byName.get(name),
    suggest: (name) => closest(name, [...byName.keys()]),
  };
}

function problemOf({ name, description, shortcut, form, specs }: CommandSummary): string | undefined {
  if (!NAME.test(name)) return 'needs a name of at most 32 lower-case letters, digits and hyphens';
  if (description.length < 1 || description.length > 100) return 'needs a description of 1 to 100 characters';
  if (shortcut !== undefined && (shortcut.trim() === '' || shortcut.length > LONGEST_LABEL))
    return `needs a label of 1 to ${LONGEST_LABEL} characters for its shortcut`;
  return form === undefined ? undefined : formProblem(form, specs);
}

function formProblem({ title, fields }: CommandForm, specs: readonly OptionSpec[]): string | undefined {
  if (title.trim() === '' || title.length > LONGEST_TITLE)
    return `needs a title of 1 to ${LONGEST_TITLE} characters for its form`;
  if (fields.length < 1 || fields.length > MOST_FIELDS || new Set(fields).size < fields.length)
    return `needs 1 to ${MOST_FIELDS} different options for its form`;
  const known = (field: string) => specs.some(({ name, kind }) => name === field && kind !== 'channel');
  const unknown = fields.find((field) => !known(field));
  return unknown === undefined ? undefined : `cannot show "${unknown}" in its form`;
}

function closest(name: string, known: readonly string[]): readonly string[] {
  const word = name.slice(0, 32);
  return known
    .map((candidate) => ({
      candidate,
      distance: candidate.startsWith(word) ? 0 : editDistance(word, candidate),
    }))
    .filter(({ candidate, distance }) => word.length > 1 && distance <= Math.ceil(candidate.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
