// The package ships its zod schemas as plain JavaScript; these are the ones the fake checks request bodies with.
declare module 'discord-api-spec/zod' {
  import type { z } from 'zod';

  export const ApplicationCommandUpdateRequestSchema: z.core.$ZodType;
  export const CreateForumThreadRequestSchema: z.core.$ZodType;
  export const CreateMessageInteractionCallbackRequestSchema: z.core.$ZodType;
  export const CreatePrivateChannelRequestSchema: z.core.$ZodType;
  export const CreateTextThreadWithMessageRequestSchema: z.core.$ZodType;
  export const IncomingWebhookRequestPartialSchema: z.core.$ZodType;
  export const IncomingWebhookUpdateRequestPartialSchema: z.core.$ZodType;
  export const InteractionApplicationCommandAutocompleteCallbackIntegerDataSchema: z.core.$ZodType;
  export const InteractionApplicationCommandAutocompleteCallbackStringDataSchema: z.core.$ZodType;
  export const MessageCreateRequestSchema: z.core.$ZodType;
  export const MessageEditRequestPartialSchema: z.core.$ZodType;
  export const ModalInteractionCallbackRequestSchema: z.core.$ZodType;
  export const PongInteractionCallbackRequestSchema: z.core.$ZodType;
  export const UpdateMessageInteractionCallbackRequestSchema: z.core.$ZodType;
  export const UpdateThreadRequestPartialSchema: z.core.$ZodType;
}
