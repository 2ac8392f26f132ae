import { createHash } from 'node:crypto';
import type { RawOptions } from './option-spec.js';
import { type InvokingAction, invokingActionsOf, type Reply } from './reply.js';

// Discord allows 100 characters; four are kept free for `uniqueToken`.
const LONGEST = 96;
const TOKEN = /^v1:([a-z][a-z0-9-]{0,31}):(\??)(!?)([^~]*)(?:~\d{1,3})?$/;

/**
 * A button's memory: `v1:<command>:<payload>`, at most 100 characters. `?` before the payload opens the command's form, `!` replaces the
 * message of the button.
 */
export interface DecodedAction {
  readonly command: string;
  readonly opensForm: boolean;
  readonly replaces: boolean;
  readonly options:
    | { readonly kind: 'inline'; readonly payload: string }
    | { readonly kind: 'stored'; readonly hash: string };
}

/** Where the options of a button wait that do not fit into its token: by content hash, for 400 days. */
export interface ActionStore {
  /** No hash twice. */
  keep(parts: readonly StoredPart[]): Promise<void>;
  find(hash: string): Promise<string | undefined>;
}

export interface StoredPart {
  readonly hash: string;
  readonly payload: string;
}

/** The token of a button; pure, so that the same reply renders the same on every machine. */
export function encodeAction(action: InvokingAction): string {
  const payload = formatPayload(action.options);
  const flags = `${action.kind === 'form' ? '?' : ''}${action.replaces === true ? '!' : ''}`;
  const inline = `v1:${action.command}:${flags}${payload}`;
  return inline.length <= LONGEST ? inline : `v1:${action.command}:${flags}#${hashOf(payload)}`;
}

/** What must be kept for a button to work: nothing when its options are in its token. */
export function storedPart(action: InvokingAction): StoredPart | undefined {
  const payload = formatPayload(action.options);
  const token = encodeAction(action);
  return token.endsWith(`#${hashOf(payload)}`) ? { hash: hashOf(payload), payload } : undefined;
}

/** Keeps what does not fit into the buttons and menus of a reply; must be done before the reply is rendered or frozen. */
export async function keepLongActions(reply: Reply, actions: ActionStore): Promise<void> {
  const parts = new Map<string, StoredPart>();
  for (const action of invokingActionsOf(reply.blocks)) {
    const part = storedPart(action);
    if (part !== undefined) parts.set(part.hash, part);
  }
  if (parts.size > 0) await actions.keep([...parts.values()]);
}

export async function keepLongAction(action: InvokingAction, actions: ActionStore): Promise<void> {
  const stored = storedPart(action);
  if (stored !== undefined) await actions.keep([stored]);
}

/** Tells two buttons apart that do the same in one message: platforms refuse equal ids. `index` is below 1,000. */
export function uniqueToken(token: string, index: number): string {
  return index === 0 ? token : `${token}~${index}`;
}

/** Reads a token; `undefined` when it is not one of ours or is from a version we no longer speak. */
export function decodeAction(token: string): DecodedAction | undefined {
  const match = token.length <= 100 ? TOKEN.exec(token) : null;
  const [, command, question, exclamation, payload] = match ?? [];
  if (command === undefined || payload === undefined) return undefined;
  const flags = { opensForm: question === '?', replaces: exclamation === '!' };
  return payload.startsWith('#')
    ? { command, ...flags, options: { kind: 'stored', hash: payload.slice(1) } }
    : { command, ...flags, options: { kind: 'inline', payload } };
}

/** The options of a payload, as text: they are read by the command's specs like typed ones. */
export function readPayload(payload: string): RawOptions {
  return Object.fromEntries(new URLSearchParams(payload));
}

// Form encoding never yields `~`, `#`, `?` or `!`, so all of them are free to mean something in a token.
function formatPayload(options: RawOptions): string {
  return Object.keys(options)
    .sort()
    .map((name) => `${formEncoded(name)}=${formEncoded(String(options[name]))}`)
    .join('&');
}

/** Most of it stays as it is, and a list has some dozens of buttons: looking is much faster. */
function formEncoded(text: string): string {
  return /^[\w.-]*$/.test(text) ? text : new URLSearchParams([['', text]]).toString().slice(1);
}

function hashOf(payload: string): string {
  return createHash('sha256').update(payload).digest('base64url').slice(0, 16);
}
