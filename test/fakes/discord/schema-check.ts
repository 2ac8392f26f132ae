import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import * as spec from 'discord-api-spec/zod';
import type {
  APIModalInteractionResponse,
  InteractionResponseType,
  RESTPostAPICurrentUserCreateDMChannelJSONBody,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Problem } from './api-error.js';
import type { MessageBody } from './message-rules.js';

/** Request bodies by what they are for, checked against Discord's own OpenAPI document. */
export const SCHEMAS = {
  messageCreate: lazily<MessageBody>(spec.MessageCreateRequestSchema),
  messageEdit: lazily<MessageBody>(spec.MessageEditRequestPartialSchema),
  originalEdit: lazily<MessageBody>(spec.IncomingWebhookUpdateRequestPartialSchema),
  forumPost: lazily<ForumPostBody>(spec.CreateForumThreadRequestSchema),
  messageThread: lazily<ThreadBody>(spec.CreateTextThreadWithMessageRequestSchema),
  threadEdit: lazily<{ readonly archived?: boolean | null }>(spec.UpdateThreadRequestPartialSchema),
  followUp: lazily<MessageBody>(spec.IncomingWebhookRequestPartialSchema),
  commands: lazily<RESTPutAPIApplicationCommandsJSONBody>(
    z.array(spec.ApplicationCommandUpdateRequestSchema),
  ),
  directMessage: lazily<RESTPostAPICurrentUserCreateDMChannelJSONBody>(
    spec.CreatePrivateChannelRequestSchema,
  ),
};

// The document's own callback also takes no data at all, which as a JSON schema would take anything.
const completion = (data: z.core.$ZodType) =>
  lazily<CallbackBody>(z.strictObject({ type: z.literal(8), data }));
const NUMBERS = completion(spec.InteractionApplicationCommandAutocompleteCallbackIntegerDataSchema);
const NEW_MESSAGE = lazily<CallbackBody>(spec.CreateMessageInteractionCallbackRequestSchema);
const CHANGED_MESSAGE = lazily<CallbackBody>(spec.UpdateMessageInteractionCallbackRequestSchema);
const CALLBACKS: Readonly<Record<string, BodySchema<CallbackBody>>> = {
  1: lazily(spec.PongInteractionCallbackRequestSchema),
  4: NEW_MESSAGE,
  5: NEW_MESSAGE,
  6: CHANGED_MESSAGE,
  7: CHANGED_MESSAGE,
  8: completion(spec.InteractionApplicationCommandAutocompleteCallbackStringDataSchema),
  9: lazily(spec.ModalInteractionCallbackRequestSchema),
};

/** The first answer to an interaction: a message, a promise of one, a change, completions or a modal. */
export type CallbackBody =
  | {
      readonly type:
        | InteractionResponseType.ChannelMessageWithSource
        | InteractionResponseType.DeferredChannelMessageWithSource
        | InteractionResponseType.DeferredMessageUpdate
        | InteractionResponseType.UpdateMessage;
      readonly data?: MessageBody | null;
    }
  | APIModalInteractionResponse
  | {
      readonly type:
        | InteractionResponseType.ApplicationCommandAutocompleteResult
        | InteractionResponseType.Pong;
      readonly data?: unknown;
    };

export interface ThreadBody {
  readonly name: string;
}

/** A post of a forum, with its first message. */
export interface ForumPostBody extends ThreadBody {
  readonly message: MessageBody;
  readonly applied_tags?: readonly string[] | null;
}

export type BodySchema<Body> = () => ValidateFunction<Body>;
export type Checked<Body> =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Which of the callback schemas applies depends on the `type` in the body, and for completions on the option. */
export function callbackSchema(body: unknown, typing?: 'text' | 'number'): BodySchema<CallbackBody> {
  const parsed = z.object({ type: z.number() }).safeParse(body);
  if (parsed.data?.type === 8 && typing === 'number') return NUMBERS;
  return CALLBACKS[parsed.success ? String(parsed.data.type) : ''] ?? NEW_MESSAGE;
}

export function checkBody<Body>(schema: BodySchema<Body>, body: unknown): Checked<Body> {
  const validate = schema();
  if (validate(body)) return { ok: true, body };
  return { ok: false, problems: (validate.errors ?? []).filter(tellsSomething).map(toProblem) };
}

/** Converting and compiling costs a moment, so each schema is built when it is first needed and kept. */
function lazily<Body>(schema: z.core.$ZodType): BodySchema<Body> {
  let validate: ValidateFunction<Body> | undefined;
  return () => {
    const jsonSchema = () =>
      z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', override: pickByType });
    validate ??= createAjv().compile<Body>(jsonSchema());
    return validate;
  };
}

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  return ajv;
}

/** A union of components becomes "look at `type`, then check that one": errors then speak of the one that was meant. */
function pickByType({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const members = jsonSchema.anyOf ?? [];
  const types = members.flatMap(({ properties }) => fixedValue(properties?.['type']));
  if (members.length < 2 || types.length < members.length) return;
  delete jsonSchema.anyOf;
  jsonSchema.type = 'object';
  jsonSchema.required = ['type'];
  jsonSchema.properties = { type: { enum: types } };
  jsonSchema.allOf = members.map((member, index) => ({
    if: { not: { properties: { type: { enum: types.slice(index, index + 1) } } } },
    else: member,
  }));
}

function fixedValue(schema: z.core.JSONSchema._JSONSchema | undefined): readonly number[] {
  return typeof schema === 'object' && typeof schema.const === 'number' ? [schema.const] : [];
}

// "or null", "must match one of" and "must match else" only repeat that something is wrong, not what.
function tellsSomething({ keyword, params }: ErrorObject): boolean {
  return keyword !== 'anyOf' && keyword !== 'if' && !(keyword === 'type' && params['type'] === 'null');
}

function toProblem(error: ErrorObject): Problem {
  const unknownKey = error.params['additionalProperty'];
  const path = error.instancePath.split('/').slice(1);
  return unknownKey === undefined
    ? { path, message: error.message ?? error.keyword }
    : { path: [...path, String(unknownKey)], message: 'is not a key Discord knows here' };
}
