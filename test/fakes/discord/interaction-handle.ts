import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Watch } from '../watch.js';
import type { MessageBoard } from './message-board.js';
import type { MessageBody } from './message-rules.js';
import { type Filling, fieldsOf, type ShownField } from './modal.js';
import type { CallbackBody } from './schema-check.js';

/** What the fake remembers of an interaction while it is being answered. */
export interface PendingInteraction {
  readonly id: string;
  readonly token: string;
  /** Somebody is typing and waits for choices, not for a message. */
  readonly typing?: 'text' | 'number';
  /** The app is there because the person has brought it along. */
  readonly brought: boolean;
  /** The message whose button was pressed. */
  readonly sourceId?: string;
  readonly metadata: NonNullable<APIMessage['interaction_metadata']>;
  readonly channelId: string;
  callback?: CallbackBody;
  /** The modal that it was answered with. */
  modal?: APIModalInteractionResponseCallbackData;
  /** What `@original` means: the answer, or the message whose button was pressed. */
  originalId?: string;
  /** The message that holds the answer, as soon as there is content. */
  shownId?: string;
  readonly edits: MessageBody[];
  readonly followUpIds: string[];
}

/** An interaction as the person who started it sees it. */
export interface InteractionHandle {
  readonly id: string;
  /** The first thing the bot answered. */
  readonly callback: CallbackBody | undefined;
  /** The bodies of all edits, in order. */
  readonly edits: readonly MessageBody[];
  readonly followUps: readonly APIMessage[];
  /** The answer as it stands now. */
  readonly visible: APIMessage | undefined;
  /** Resolves with the answer once it has content. */
  answer(): Promise<APIMessage>;
  /** Resolves when the bot has said that the answer takes a moment. */
  deferred(): Promise<CallbackBody>;
  /** Resolves with the number of edits asked for. */
  edited(times?: number): Promise<APIMessage>;
  /** Resolves with the modal that the bot has opened. */
  modal(): Promise<ModalHandle>;
}

type Submission = readonly [filling: Filling, by: Submitter];

interface Submitter {
  readonly permissions?: bigint;
  /** Nobody's client: it sends what no client would let a person send. */
  readonly forged?: boolean;
}

/** A modal in front of the person who opened it. */
export interface ModalHandle {
  readonly title: string;
  readonly customId: string;
  readonly fields: readonly ShownField[];
  /** What stands in a field, by its label. */
  value(label: string): string;
  /** As often as somebody likes: a client that heard no answer lets them try again. By then they may have other rights. */
  submit(filling?: Filling, by?: Submitter): InteractionHandle;
}

/** What Discord shows below the box somebody is typing into. */
export interface TypingHandle {
  readonly id: string;
  /** Resolves with the choices once they are there. */
  choices(): Promise<readonly ShownChoice[]>;
}

export interface ShownChoice {
  readonly name: string;
  readonly value: string | number;
}

const Choices = z.object({
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })),
});

export function createTypingHandle(pending: PendingInteraction, watch: Watch): TypingHandle {
  const choices = () => Choices.safeParse(pending.callback?.data).data?.choices;
  return { id: pending.id, choices: () => watch.until(choices) };
}

const DEFERRALS: readonly InteractionResponseType[] = [
  InteractionResponseType.DeferredChannelMessageWithSource,
  InteractionResponseType.DeferredMessageUpdate,
];

export function createHandle(
  pending: PendingInteraction,
  { board, watch }: { readonly board: MessageBoard; readonly watch: Watch },
  submit: (modal: APIModalInteractionResponseCallbackData, ...given: Submission) => InteractionHandle,
): InteractionHandle {
  const visible = () => (pending.shownId === undefined ? undefined : board.find(pending.shownId));
  const deferral = () =>
    pending.callback !== undefined && DEFERRALS.includes(pending.callback.type)
      ? pending.callback
      : undefined;
  return {
    id: pending.id,
    edits: pending.edits,
    get callback() {
      return pending.callback;
    },
    get visible() {
      return visible();
    },
    get followUps() {
      return pending.followUpIds.map((id) => board.find(id)).filter((message) => message !== undefined);
    },
    answer: () => watch.until(visible),
    deferred: () => watch.until(deferral),
    modal: async () => {
      const modal = await watch.until(() => pending.modal);
      return createModalHandle(modal, (...given) => submit(modal, ...given));
    },
    edited: (times = 1) => watch.until(() => (pending.edits.length >= times ? visible() : undefined)),
  };
}

function createModalHandle(
  modal: APIModalInteractionResponseCallbackData,
  submit: (...given: Submission) => InteractionHandle,
): ModalHandle {
  const fields = fieldsOf(modal);
  return {
    title: modal.title,
    customId: modal.custom_id,
    fields,
    value(wanted) {
      const field = fields.find(({ label }) => label === wanted);
      if (field !== undefined) return field.value;
      throw new Error(
        `There is no field "${wanted}"; there are: ${fields.map(({ label }) => label).join(', ')}.`,
      );
    },
    submit: (filling = {}, by = {}) => submit(filling, by),
  };
}
