import type { REST } from 'discord.js';
import type { PlaceWatch } from '../../../core/chat-adapter.js';
import type { HttpRoute } from '../../../ops/http-route.js';
import type { AnsweringOptions } from '../interactions/answering.js';
import type { Interaction } from '../interactions/interaction.js';
import type { Standpoint } from '../permissions.js';

/** Takes an interaction, with the ways to answer it and to find channels; resolves when it is answered. */
export type Hear = (
  interaction: Interaction,
  ways: Pick<AnsweringOptions, 'callbacks' | 'findChannel'>,
) => Promise<void>;

/** One of the two ways in which Discord brings interactions; an application has the one or the other. */
export interface Transport {
  readonly name: 'gateway' | 'http';
  readonly routes: readonly HttpRoute[];
  /** Tells `watch` of servers and channels where Discord tells of them. Rejects with a sentence for the operator, or when told to stop. */
  open(hear: Hear, stop: AbortSignal, watch?: PlaceWatch): Promise<Connection>;
}

/** The bot as Discord knows it, from `open` to `close`. */
export interface Connection extends Standpoint {
  readonly rest: REST;
  readonly applicationId: string;
  /** What the operator should be told, one line each. */
  readonly greeting: readonly string[];
  /** Whether interactions arrive at this moment. */
  isAlive(): boolean;
  /** What is to be said of that to the operator; nothing, where all is well. */
  condition(): string;
  /** What people call a channel. Never rejects. */
  nameOf(channelId: string): Promise<string | undefined>;
  /** Whether a channel is one for announcements. Never rejects: where that cannot be asked, it is taken for none. */
  announces(channelId: string): Promise<boolean>;
  /** Hears nothing any more; what was heard can still be answered. */
  deafen(): void;
  close(): Promise<void>;
}
