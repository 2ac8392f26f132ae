import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';
import { z } from 'zod';
import type { MessageText } from '../../../core/invocation.js';
import type { RawOptions } from '../../../core/option-spec.js';
import { ROOT_COMMAND } from '../registration/commands.js';
import { readMessage } from './message-reading.js';

/** What every interaction carries, whatever it asks for. */
interface Envelope {
  readonly id: string;
  readonly applicationId: string;
  /** Opens its answers for fifteen minutes: a secret. */
  readonly token: string;
  readonly user: { readonly id: string; readonly name: string };
  /** Absent in direct messages. */
  readonly guildId: string | undefined;
  readonly channelId: string | undefined;
  readonly locale: string | undefined;
  readonly context: InteractionContextType | undefined;
  /** The app was added to that server, and not only brought along by this person. */
  readonly isInServer: boolean;
  /** Whether files may go with answers there. */
  readonly takesFiles: boolean;
  /** What this person may do in that channel, as Discord has worked it out. */
  readonly permissions: bigint;
}

/** A channel that was chosen as an option, with what the person who chose it may do there. */
export interface ChosenChannel {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
}

export interface SlashCommand extends Envelope {
  readonly kind: 'slash-command';
  readonly command: string;
  readonly options: RawOptions;
  readonly channels: readonly ChosenChannel[];
}

/** A pressed button, or a choice from a menu. */
export interface PressedComponent extends Envelope {
  readonly kind: 'component';
  /** The token of the button, or of what was chosen. */
  readonly customId: string;
}

export interface TypedOption extends Envelope {
  readonly kind: 'typing';
  readonly command: string;
  readonly option: string;
  readonly text: string;
  /** Its values are numbers, though anything may have been typed yet. */
  readonly isNumber: boolean;
}

/** A message that was picked for a command of its menu. */
export interface PickedMessage extends Envelope {
  readonly kind: 'message';
  /** As the menu shows it in English. */
  readonly label: string;
  readonly message: MessageText;
}

/** A modal that was filled in. */
export interface SubmittedModal extends Envelope {
  readonly kind: 'modal';
  readonly customId: string;
  /** What was typed or chosen, by the ids of the fields; `''` where that is nothing. */
  readonly fields: RawOptions;
  /** It was opened by a button, whose message the answer may replace. */
  readonly hasMessage: boolean;
}

/** What is answered with a message. */
export type AnswerableInteraction = SlashCommand | PressedComponent | PickedMessage | SubmittedModal;

/** What people can send us, by whichever way it came. */
export type Interaction = AnswerableInteraction | TypedOption;

const Snowflake = z.string().regex(/^\d{1,20}$/);
const Bits = z
  .string()
  .regex(/^\d{1,30}$/)
  .transform(BigInt);

const User = z
  .object({ id: Snowflake, username: z.string(), global_name: z.string().nullish() })
  .transform(({ id, username, global_name }) => ({ id, name: global_name ?? username }));

const Sent = z.object({
  id: Snowflake,
  application_id: Snowflake,
  token: z.string().min(1),
  guild_id: Snowflake.optional(),
  channel_id: Snowflake.optional(),
  locale: z.string().optional(),
  context: z.number().optional(),
  // They name the server only where the app was added to it.
  authorizing_integration_owners: z.record(z.string(), z.string()).default({}),
  user: User.optional(),
  app_permissions: Bits.optional(),
  member: z.object({ user: User, permissions: Bits }).optional(),
});

const Option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const CommandData = z.object({
  type: z.literal(ApplicationCommandType.ChatInput),
  name: z.string(),
  options: z.array(Option.extend({ options: z.array(Option).default([]) })).default([]),
  resolved: z
    .object({
      channels: z
        .record(z.string(), z.object({ id: Snowflake, name: z.string(), permissions: Bits }))
        .optional(),
    })
    .optional(),
});

const MenuData = z.object({
  type: z.literal(ApplicationCommandType.Message),
  name: z.string(),
  target_id: Snowflake,
  resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
});

const Field = z.object({
  custom_id: z.string(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
});

const ModalData = z.object({ custom_id: z.string(), components: z.array(z.object({ component: Field })) });

const Received = z.discriminatedUnion('type', [
  Sent.extend({
    type: z.literal(InteractionType.ApplicationCommand),
    data: z.discriminatedUnion('type', [CommandData, MenuData]),
  }),
  Sent.extend({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: CommandData }),
  Sent.extend({
    type: z.literal(InteractionType.MessageComponent),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).optional() }),
  }),
  Sent.extend({
    type: z.literal(InteractionType.ModalSubmit),
    data: ModalData,
    message: z.object({}).optional(),
  }),
]);

/** Reads an interaction as Discord sends it, over the gateway and over HTTP alike; undefined for what we know nothing of. */
export function readInteraction(payload: unknown): Interaction | undefined {
  const received = Received.safeParse(payload);
  if (!received.success) return undefined;
  const envelope = openEnvelope(received.data);
  if (envelope === undefined) return undefined;
  switch (received.data.type) {
    case InteractionType.ApplicationCommand:
      return { ...envelope, ...readCommand(received.data.data) };
    case InteractionType.MessageComponent:
      return { ...envelope, kind: 'component', customId: pressedId(received.data.data) };
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(envelope, received.data.data);
    case InteractionType.ModalSubmit: {
      const { data, message } = received.data;
      return { ...envelope, ...readModal(data), hasMessage: message !== undefined };
    }
  }
}

/** What was chosen from a menu is the same as a button with its token; a choice of none or several, which no menu of ours offers, is nothing we know. */
function pressedId({
  custom_id,
  values,
}: {
  custom_id: string;
  values?: readonly string[] | undefined;
}): string {
  const [chosen, ...others] = values ?? [];
  return chosen === undefined || others.length > 0 ? custom_id : chosen;
}

function openEnvelope(sent: z.infer<typeof Sent>): Envelope | undefined {
  const { id, token, application_id, guild_id, channel_id, locale, context, member, app_permissions } = sent;
  const { authorizing_integration_owners: owners } = sent;
  const user = member?.user ?? sent.user;
  if (user === undefined) return undefined;
  return {
    id,
    applicationId: application_id,
    token,
    user,
    guildId: guild_id,
    channelId: channel_id,
    locale,
    context,
    isInServer: ApplicationIntegrationType.GuildInstall in owners,
    takesFiles: new PermissionsBitField(app_permissions).has(PermissionFlagsBits.AttachFiles),
    permissions: member?.permissions ?? 0n,
  };
}

type CommandData = z.infer<typeof CommandData>;

function readCommand(data: CommandData | z.infer<typeof MenuData>) {
  if (data.type === ApplicationCommandType.Message) {
    const message = readMessage(data.resolved.messages[data.target_id]);
    return { kind: 'message' as const, label: data.name, message };
  }
  const given = optionsOf(data).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  return {
    kind: 'slash-command' as const,
    command: commandOf(data),
    options: Object.fromEntries(given),
    channels: Object.values(data.resolved?.channels ?? {}),
  };
}

function readModal({ custom_id, components }: z.infer<typeof ModalData>) {
  const fields = components.map(({ component: { custom_id: name, value, values } }) => [
    name,
    value ?? values?.[0] ?? '',
  ]);
  return { kind: 'modal' as const, customId: custom_id, fields: Object.fromEntries(fields) };
}

function readTyping(envelope: Envelope, data: CommandData): TypedOption | undefined {
  const focused = optionsOf(data).find((option) => option.focused === true);
  if (focused === undefined) return undefined;
  const text = String(focused.value ?? '');
  const isNumber = NUMBERS.has(focused.type);
  return { ...envelope, kind: 'typing', command: commandOf(data), option: focused.name, text, isNumber };
}

const NUMBERS: ReadonlySet<number> = new Set([
  ApplicationCommandOptionType.Integer,
  ApplicationCommandOptionType.Number,
]);

/** Every command of ours is a subcommand of the root. */
function commandOf({ name, options }: CommandData): string {
  if (name !== ROOT_COMMAND) return name;
  return options.find(isSubcommand)?.name ?? 'help';
}

function optionsOf({ options }: CommandData) {
  return options.flatMap((option) => (isSubcommand(option) ? option.options : [option]));
}

function isSubcommand({ type }: { readonly type: number }): boolean {
  return type === ApplicationCommandOptionType.Subcommand;
}
