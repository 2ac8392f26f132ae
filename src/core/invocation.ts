import type { RawOptions } from './option-spec.js';

/** Where something was asked, or where something is to be posted. */
export interface Target {
  readonly platform: string;
  /** A Discord guild or a Slack workspace; `direct` where there is none. */
  readonly tenant: string;
  readonly id: string;
  readonly kind: 'channel' | 'direct';
}

/** Whether a place belongs to a guild or workspace, which others share; direct messages and conversations on Discord do not. */
export function isShared({ tenant }: Target): boolean {
  return tenant !== 'direct';
}

export interface Person {
  readonly id: string;
  readonly name?: string;
}

/** What a person may do beyond asking: in the channel, or in the whole guild or workspace. */
export type Right = 'manage-channel' | 'manage-tenant';

/** What there is to read in a message that somebody points at: its words, as people see them, and where else its links lead. */
export interface MessageText {
  readonly text: string;
  readonly links: readonly string[];
}

/** How the wish came in: a typed line, typed options, a pressed button, a form that was filled in, or a message that somebody points at. */
export type Input =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'options'; readonly command: string; readonly options: RawOptions }
  | { readonly kind: 'action'; readonly token: string }
  /** A field that was left empty is an empty text, or is not among them. */
  | { readonly kind: 'form'; readonly token: string; readonly options: RawOptions }
  | { readonly kind: 'message'; readonly command: string; readonly message: MessageText };

/** One wish of one person; a slash command and a button press are the same thing. */
export interface Invocation {
  readonly input: Input;
  readonly caller: Person;
  readonly target: Target;
  /** The direct messages of the caller, which also name the person wherever they ask from; absent where there are none. */
  readonly direct?: Target;
  readonly locale?: string;
  /** Pictures can be shown where the answer goes to; one is not worth drawing where they cannot. */
  readonly showsPictures?: boolean;
  /**
   * Whether the caller has a right in the target; asked only when a command needs it, for it may cost a request. A `UserError` where nobody
   * can have it, because the bot itself is not there.
   */
  hasRight(right: Right): Promise<boolean>;
  /**
   * Finds another channel of the same tenant by what a person wrote or chose; a `UserError` when there is none they may know of. Absent
   * where there are no others.
   */
  elsewhere?(written: string): Promise<Place>;
}

/** Another place than the one where something was asked, with the rights of the one who asked there. */
export interface Place extends Pick<Invocation, 'target' | 'hasRight'> {
  /** As people call it: "#papers". */
  readonly name: string;
}
