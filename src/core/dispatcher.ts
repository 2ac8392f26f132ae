import { randomUUID } from 'node:crypto';
import type { Logger } from '../ops/logger.js';
import { type ActionStore, encodeAction, keepLongAction, keepLongActions } from './action-codec.js';
import type { Answer, Bot } from './chat-adapter.js';
import type { Clock } from './clock.js';
import type { Command, CommandSummary, Visibility } from './command.js';
import { UserError } from './errors.js';
import { createForm, type Form, keptAction } from './form.js';
import type { Input, Invocation, Place, Right } from './invocation.js';
import type { RawOptions } from './option-spec.js';
import type { Registry } from './registry.js';
import { createNotice, createReply, type FormAction, type Reply } from './reply.js';
import { commandNameOf, type Resolved, remembered, resolve, sentenceFor } from './resolving.js';
import { createSuggesting } from './suggesting.js';

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
    form: (invocation) => open(invocation, options),
    suggest: createSuggesting(options),
    visibility: (input) => visibilityOf(input, registry.find(commandNameOf(input))),
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
    const place = await permittedPlace(resolved, invocation);
    try {
      const reply = await run(resolved, place, invocation, options);
      const ms = options.clock.now().getTime() - started;
      options.logger.debug({ event: 'answered', command: resolved.command.name, platform, ms });
      const visibility = visibilityOf(invocation.input, resolved.command);
      return { reply, visibility, replaces: resolved.replaces };
    } catch (error) {
      const reply = apology(error, invocation, options);
      const wayBack = invocation.input.kind === 'form' || isMendable(error, resolved.command);
      return privately(wayBack ? await again(reply, resolved, options) : reply);
    }
  } catch (error) {
    return privately(apology(error, invocation, options));
  }
}

/** Whether somebody can put right in the command's form what they got wrong elsewhere. */
function isMendable(error: unknown, { form }: CommandSummary): boolean {
  const option = error instanceof UserError ? error.option : undefined;
  return option !== undefined && form?.fields.includes(option) === true;
}

function privately(reply: Reply): Answer {
  return { reply, visibility: 'caller', replaces: false };
}

/** Draws up the form that a button opens; who may not run the command does not get to fill in its form either. */
async function open<Services>(
  invocation: Invocation,
  options: DispatcherOptions<Services>,
): Promise<Form | Answer> {
  const { input, locale } = invocation;
  try {
    const token = input.kind === 'action' ? input.token : '';
    const opened = await remembered(token, { opensForm: true }, options);
    await permittedPlace(opened, invocation);
    const { command, raw, replaces } = opened;
    const kept = keptAction(command, raw, replaces);
    await keepLongAction(kept, options.actions);
    const usual = command.usual?.(options.services) ?? {};
    return createForm(command, raw, { token: encodeAction(kept), locale, usual });
  } catch (error) {
    return privately(apology(error, invocation, options));
  }
}

/** What went wrong, with a button that opens the form once more, filled in with what was typed. */
async function again<Services>(
  reply: Reply,
  { command: { name, visibility }, raw }: Resolved<Services>,
  { actions, logger }: DispatcherOptions<Services>,
): Promise<Reply> {
  // What everybody is to see cannot take the place of an answer that only one person sees.
  const replaces = visibility === 'caller';
  const action: FormAction = { kind: 'form', label: 'Try again', command: name, options: raw, replaces };
  try {
    await keepLongAction(action, actions);
    return { ...reply, blocks: [...reply.blocks, { type: 'actions', actions: [action] }] };
  } catch (err) {
    logger.error({ event: 'form-not-kept', command: name, err });
    return reply;
  }
}

/** What somebody else has written is talked about in private. */
function visibilityOf({ kind }: Input, command: CommandSummary | undefined): Visibility {
  return kind === 'message' ? 'caller' : (command?.visibility ?? 'caller');
}

async function run<Services>(
  { command, raw, message }: Resolved<Services>,
  place: Where,
  { caller, direct, showsPictures = false }: Invocation,
  { clock, services, registry, actions }: DispatcherOptions<Services>,
): Promise<Reply> {
  const { target, name } = place;
  const elsewhere = name === undefined ? {} : { elsewhere: name };
  const hasRight = (right: Right) => place.hasRight(right);
  const about = { caller, target, ...elsewhere, direct, showsPictures, hasRight, clock, services };
  const context = { ...about, commands: registry.commands };
  const reply = await (message === undefined
    ? command.run(raw, context)
    : (command.runOn?.(message, context) ?? cannotStartThere(command)));
  await keepLongActions(reply, actions);
  return reply;
}

function cannotStartThere({ name }: CommandSummary): never {
  throw new UserError(`\`${name}\` cannot start from a message.`);
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

/** Where a command takes effect; a `UserError` where the person may not have it do so. */
async function permittedPlace<Services>(
  { command, raw }: Resolved<Services>,
  invocation: Invocation,
): Promise<Where> {
  const place = await placeOf(command, raw, invocation);
  await demandPermission(command, place);
  return place;
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
    const text = sentenceFor(error, input);
    return createReply([{ type: 'notice', level: 'warning', text }, ...error.details]);
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

// What a person typed may be anything; only names of commands go into the log.
function loggedName(input: Input): string {
  const name = commandNameOf(input);
  return /^[a-z][a-z0-9-]{0,31}$/.test(name) ? name : 'unknown';
}
