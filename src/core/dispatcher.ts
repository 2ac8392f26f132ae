import { randomUUID } from 'node:crypto';
import type { Logger } from '../ops/logger.js';
import { type ActionStore, decodeAction, keepLongActions, readPayload } from './action-codec.js';
import type { Answer, Bot } from './chat-adapter.js';
import type { Clock } from './clock.js';
import type { Command, CommandSummary, Visibility } from './command.js';
import { UserError } from './errors.js';
import type { Input, Invocation, MessageText, Place, Right } from './invocation.js';
import type { RawOptions } from './option-spec.js';
import { readCommandName, readTextOptions } from './read-text.js';
import type { Registry } from './registry.js';
import { createNotice, createReply, type Reply } from './reply.js';
import { cutText } from './safe-text.js';
import { createSuggesting } from './suggesting.js';

const TOO_OLD =
  'This button is from an older message that I no longer understand. Please run the command again.';

export interface DispatcherOptions<Services> {
  readonly registry: Registry<Services>;
  readonly services: Services;
  readonly actions: ActionStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What to tell people of an error that is nobody's mistake, but trouble of the machine; undefined of any other. */
  readonly excuseOf?: (error: unknown) => string | undefined;
}

/** Takes every invocation to its command and always comes back with an answer, whatever happens on the way. */
export function createDispatcher<Services>(options: DispatcherOptions<Services>): Bot {
  const { registry } = options;
  return {
    commands: registry.commands,
    handle: (invocation) => answer(invocation, options),
    suggest: createSuggesting(options),
    visibility: (input) => visibilityOf(input, registry.find(commandName(input))),
  };
}

async function answer<Services>(
  invocation: Invocation,
  options: DispatcherOptions<Services>,
): Promise<Answer> {
  const started = options.clock.now().getTime();
  const { platform } = invocation.target;
  try {
    const resolved = await resolve(invocation.input, options);
    const { command, raw, replaces } = resolved;
    const place = await placeOf(command, raw, invocation);
    await demandPermission(command, place);
    const reply = await run(resolved, place, invocation, options);
    const ms = options.clock.now().getTime() - started;
    options.logger.debug({ event: 'answered', command: command.name, platform, ms });
    return { reply, visibility: visibilityOf(invocation.input, command), replaces };
  } catch (error) {
    return { reply: apology(error, invocation, options), visibility: 'caller', replaces: false };
  }
}

/** What somebody else has written is talked about in private. */
function visibilityOf({ kind }: Input, command: CommandSummary | undefined): Visibility {
  return kind === 'message' ? 'caller' : (command?.visibility ?? 'caller');
}

async function run<Services>(
  { command, raw, message }: Resolved<Services>,
  place: Where,
  { caller, direct }: Invocation,
  { clock, services, registry, actions }: DispatcherOptions<Services>,
): Promise<Reply> {
  const { target, name } = place;
  const elsewhere = name === undefined ? {} : { elsewhere: name };
  const hasRight = (right: Right) => place.hasRight(right);
  const about = { caller, target, ...elsewhere, direct, hasRight, clock, services };
  const context = { ...about, commands: registry.commands };
  const reply = await (message === undefined
    ? command.run(raw, context)
    : (command.runOn?.(message, context) ?? cannotStartThere(command)));
  await keepLongActions(reply, actions);
  return reply;
}

interface Resolved<Services> {
  readonly command: Command<Services>;
  readonly raw: RawOptions;
  /** What the command starts from instead of options. */
  readonly message?: MessageText;
  readonly replaces: boolean;
}

async function resolve<Services>(
  input: Input,
  options: DispatcherOptions<Services>,
): Promise<Resolved<Services>> {
  const { registry, actions } = options;
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
    case 'action': {
      const action = decodeAction(input.token);
      const command = action === undefined ? undefined : registry.find(action.command);
      if (action === undefined || command === undefined) throw new UserError(TOO_OLD);
      const { options: kept } = action;
      const payload = kept.kind === 'inline' ? kept.payload : await actions.find(kept.hash);
      if (payload === undefined) throw new UserError(TOO_OLD);
      return { command, raw: readPayload(payload), replaces: action.replaces };
    }
  }
}

function cannotStartThere({ name }: CommandSummary): never {
  throw new UserError(`\`${name}\` cannot start from a message.`);
}

function known<Services>(registry: Registry<Services>, name: string): Command<Services> {
  const command = registry.find(name);
  if (command !== undefined) return command;
  const near = registry.suggest(name).map((suggestion) => `\`${suggestion}\``);
  const advice = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  throw new UserError(
    `I do not know the command \`${cutText(name, 40)}\`.${advice} \`help\` lists what I can do.`,
  );
}

/** Where a command is to take effect; it has a name when that is another place than the one where it was asked. */
type Where = Omit<Place, 'name'> & Partial<Pick<Place, 'name'>>;

/** The channel that an option names, or the one where it was asked. */
async function placeOf<Services>(
  { specs }: Command<Services>,
  raw: RawOptions,
  invocation: Invocation,
): Promise<Where> {
  const option = specs.find(({ kind }) => kind === 'channel');
  const written = option === undefined ? undefined : raw[option.name];
  if (option === undefined || written === undefined) return invocation;
  if (invocation.elsewhere === undefined)
    throw new UserError(`There is no other channel here: leave out \`${option.name}\`.`);
  const place = await invocation.elsewhere(String(written));
  return place.target.id === invocation.target.id ? invocation : place;
}

async function demandPermission<Services>(
  { name: command, permission }: Command<Services>,
  { name = 'this channel', ...place }: Where,
): Promise<void> {
  if (permission === undefined || (await place.hasRight(permission))) return;
  throw new UserError(`\`${command}\` is for people who may manage ${name}. Ask one of them to run it.`);
}

function apology(
  error: unknown,
  { target, input }: Invocation,
  { logger, excuseOf }: Pick<DispatcherOptions<unknown>, 'logger' | 'excuseOf'>,
): Reply {
  if (error instanceof UserError) {
    logger.debug({ event: 'refused', command: loggedName(input), platform: target.platform });
    return createReply([{ type: 'notice', level: 'warning', text: error.message }, ...error.details]);
  }
  const about = { command: loggedName(input), platform: target.platform, err: error };
  const excuse = excuseOf?.(error);
  if (excuse !== undefined) {
    logger.error({ event: 'machine-in-trouble', ...about });
    return createNotice('error', excuse);
  }
  const reference = randomUUID().slice(0, 8);
  logger.error({ event: 'bug', reference, ...about });
  return createNotice(
    'error',
    `Something went wrong on our side. Please try again; if it stays, mention \`${reference}\`.`,
  );
}

function commandName(input: Input): string {
  switch (input.kind) {
    case 'text':
      return readCommandName(input.text).name || 'help';
    case 'options':
    case 'message':
      return input.command;
    case 'action':
      return decodeAction(input.token)?.command ?? '';
  }
}

// What a person typed may be anything; only names of commands go into the log.
function loggedName(input: Input): string {
  const name = commandName(input);
  return /^[a-z][a-z0-9-]{0,31}$/.test(name) ? name : 'unknown';
}
