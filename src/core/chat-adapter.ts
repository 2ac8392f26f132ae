import type { HttpRoute } from '../ops/http-route.js';
import type { CommandSummary, Visibility } from './command.js';
import type { Form } from './form.js';
import type { Input, Invocation, Target } from './invocation.js';
import type { Layout, Placement, Style } from './layout.js';
import type { Reply } from './reply.js';
import type { Choice, Typing } from './typing.js';

/** What adapters talk to: it answers every invocation and never rejects. */
export interface Bot {
  readonly commands: readonly CommandSummary[];
  handle(invocation: Invocation): Promise<Answer>;
  /** The form that a pressed button opens, or an answer that says why there is none; never rejects. */
  form(invocation: Invocation): Promise<Form | Answer>;
  /** What somebody who is typing could choose; never rejects, and comes in time. */
  suggest(typing: Typing): Promise<readonly Choice[]>;
  /** Who will see the answer, known before there is one: a deferral on Discord fixes it for good. */
  visibility(input: Input): Visibility;
}

export interface Answer {
  readonly reply: Reply;
  readonly visibility: Visibility;
  /** The answer takes the place of the message whose button was pressed. */
  readonly replaces: boolean;
}

/** `absent` is a proof: everything since then was read. `unreadable`: we may not read there, or not far enough. */
export type Sighting = { readonly messageId: string } | 'absent' | 'unreadable';

/** Beyond this a list becomes several messages; a message may be drawn with less than all there is to it. */
export interface MessageLimits {
  readonly items: number;
  /** Titles, bylines and the beginnings of bodies, in UTF-16 units. */
  readonly text: number;
}

/** Messages a second. */
export interface SendingRates {
  readonly perSecond?: number;
  readonly perTenant?: number;
  readonly perDestination?: number;
}

/** A channel, or everything that belongs to a guild or workspace. */
export interface Area extends Pick<Target, 'platform' | 'tenant'> {
  /** Of the channel; where there is none, all of the tenant is meant. */
  readonly id?: string;
}

/** Takes what a platform tells of its places by itself. That may be much at once: it is noted here, and looked into later. */
export interface PlaceWatch {
  /** A channel is gone for good, or the bot is in a tenant no more; `why` is a sentence that says what to do. */
  lost(area: Area, why: string): void;
  /** What the bot may do there may be different now. */
  changed(area: Area): void;
  /**
   * The bot was away. `absence` says why it is not in a tenant; undefined where it is, or where that is for another process to know. It is
   * asked later, and should tell what is true then.
   */
  returned(platform: string, absence: (tenant: string) => string | undefined): void;
}

/** One chat platform. The core owns this interface; a platform is one folder that implements it. */
export interface ChatAdapter {
  readonly platform: string;
  /**
   * Connects; resolves with what the operator should be told, one line each. Rejects with a sentence when it cannot. Where the platform tells
   * what becomes of places, `watch` is told, too.
   */
  start(bot: Bot, watch?: PlaceWatch): Promise<readonly string[]>;
  stop(): Promise<void>;
  /** Whether invocations arrive and messages leave at this moment. */
  connected(): boolean;
  /** Posts a reply of ours; `key` is the same for every attempt at the same message. Throws only `DeliveryError`. */
  send(
    target: Target,
    reply: Reply,
    key: string,
    placement?: Placement,
  ): Promise<{ readonly messageId: string }>;
  /**
   * Looks among the messages since an instant for the one that was sent with a key: what is asked when the answer to `send` was lost. Throws
   * only `DeliveryError`.
   */
  find(target: Target, key: string, since: Date, placement?: Placement): Promise<Sighting>;
  /** So long after an attempt the platform itself recognises the key of a message, and posts nothing new; that of a post in a forum it never does. */
  readonly remembersKeyMs: number;
  /** Whether we may post there; `missing` is a sentence that says what to do. Throws only `DeliveryError`. */
  check(
    target: Target,
    layout?: Layout,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly missing: string }>;
  /** How lists can stand there, the usual way first; where nothing is said, as messages. Never rejects. */
  stylesOf?(target: Target): Promise<readonly [Style, ...Style[]]>;
  /** What people call a channel, such as "#papers"; undefined where that is not known, or not for everybody to know. Never rejects. */
  nameOf?(target: Target): Promise<string | undefined>;
  /** Where there are none, a list is one message. */
  readonly limits?: MessageLimits;
  /** How fast lists may be sent; where nothing is said, as fast as can be. */
  readonly rates?: SendingRates;
  /** The tenant of all direct messages, where they belong to none. */
  readonly directTenant?: string;
  readonly routes?: readonly HttpRoute[];
  /** How invocations arrive, where there is more than one way, and what keeps some or all of them from it at this moment. */
  condition?(): string;
}
