import { type ActionStore, type DecodedAction, decodeAction, readPayload } from './action-codec.js';
import type { Command, CommandSummary } from './command.js';
import { UserError } from './errors.js';
import type { Input, MessageText } from './invocation.js';
import type { RawOptions } from './option-spec.js';
import { readCommandName, readTextOptions } from './read-text.js';
import type { Registry } from './registry.js';
import { cutText } from './safe-text.js';

const TOO_OLD = 'This button is from an older message';
const UNREADABLE = `${TOO_OLD} that I no longer understand. Run its command again; \`help\` lists what I can do.`;

/** What an input asks for. */
export interface Resolved<Services> {
  readonly command: Command<Services>;
  readonly raw: RawOptions;
  /** What the command starts from instead of options. */
  readonly message?: MessageText;
  readonly replaces: boolean;
}

export interface ResolvingOptions<Services> {
  readonly registry: Registry<Services>;
  readonly actions: ActionStore;
}

/** Finds the command that an input means, with its options as they were given; a `UserError` where there is none. */
export async function resolve<Services>(
  input: Input,
  options: ResolvingOptions<Services>,
): Promise<Resolved<Services>> {
  const { registry } = options;
  switch (input.kind) {
    case 'text': {
      const { name, rest } = readCommandName(input.text);
      const command = known(registry, name === '' ? 'help' : name);
      return { command, raw: readTextOptions(rest, command.specs), replaces: false };
    }
    case 'options':
      return { command: known(registry, input.command), raw: input.options, replaces: false };
    case 'message': {
      const { command, message } = input;
      return { command: known(registry, command), raw: {}, message, replaces: false };
    }
    case 'action':
      return remembered(input.token, { opensForm: false }, options);
    case 'form': {
      const form = await remembered(input.token, { opensForm: true }, options);
      return { ...form, raw: { ...form.raw, ...filledIn(input.options, form.command) } };
    }
  }
}

/** What a token stands for, with the options that are kept for it. A token of the other sort is one that somebody has made up. */
export async function remembered<Services>(
  token: string,
  { opensForm }: Pick<DecodedAction, 'opensForm'>,
  { registry, actions }: ResolvingOptions<Services>,
): Promise<Resolved<Services>> {
  const action = decodeAction(token);
  if (action === undefined) throw new UserError(UNREADABLE);
  const command = registry.find(action.command);
  if (command === undefined) throw new UserError(goneCommand(registry, action.command));
  if (action.opensForm !== opensForm || (opensForm && command.form === undefined))
    throw new UserError(UNREADABLE);
  const { options: kept } = action;
  const payload = kept.kind === 'inline' ? kept.payload : await actions.find(kept.hash);
  if (payload === undefined)
    throw new UserError(
      `${TOO_OLD}, and I have forgotten what it was about. Run \`${command.name}\` again for a fresh one.`,
    );
  return { command, raw: readPayload(payload), replaces: action.replaces };
}

function goneCommand(registry: Pick<Registry<never>, 'suggest'>, name: string): string {
  return `${TOO_OLD}, whose command \`${name}\` there is no more.${nearTo(registry, name)} \`help\` lists what I can do.`;
}

/** What somebody has filled in, and nothing beside it; of a field that they have left empty holds what was kept for that, if anything. */
function filledIn(options: RawOptions, { form }: CommandSummary): RawOptions {
  const filled = (form?.fields ?? []).flatMap((name) => {
    const value = options[name];
    const given = typeof value === 'string' ? value.trim() : value;
    return given === undefined || given === '' ? [] : [[name, given]];
  });
  return Object.fromEntries(filled);
}

/** What a person reads of an error. Whoever pressed a button gave no options, so that a wrong one is of another version of its command. */
export function sentenceFor({ message, option }: UserError, input: Input): string {
  if (input.kind !== 'action' || option === undefined) return message;
  return `${TOO_OLD} and does not fit any more. ${message} Run \`${commandNameOf(input)}\` again for a fresh one.`;
}

/** The name of the command that an input asks for, whether or not there is one. */
export function commandNameOf(input: Input): string {
  switch (input.kind) {
    case 'text':
      return readCommandName(input.text).name || 'help';
    case 'options':
    case 'message':
      return input.command;
    case 'action':
    case 'form':
      return decodeAction(input.token)?.command ?? '';
  }
}

function known<Services>(registry: Registry<Services>, name: string): Command<Services> {
  const command = registry.find(name);
  if (command !== undefined) return command;
  throw new UserError(
    `I do not know the command \`${cutText(name, 40)}\`.${nearTo(registry, name)} \`help\` lists what I can do.`,
  );
}

function nearTo({ suggest }: Pick<Registry<never>, 'suggest'>, name: string): string {
  const near = suggest(name).map((suggestion) => `\`${suggestion}\``);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}
