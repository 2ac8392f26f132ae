import { z } from 'zod';

/** What is kept of servers, of all that Discord tells: what rights, kinds and names follow from. */

const Overwrite = z.object({ id: z.string(), type: z.number(), allow: z.string(), deny: z.string() });

const Tag = z.object({
  id: z.string(),
  name: z.string(),
  moderated: z.boolean(),
  emoji_id: z.string().nullish(),
  emoji_name: z.string().nullish(),
});

export const Channel = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  flags: z.number().optional(),
  permission_overwrites: z.array(Overwrite).optional(),
  available_tags: z.array(Tag).optional(),
  owner_id: z.string().nullish(),
  /** By this, discord.js knows a channel to speak in. */
  bitrate: z.number().optional(),
  thread_metadata: z.looseObject({ archived: z.boolean() }).optional(),
});

export const Role = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.string(),
  position: z.number(),
});

export const Member = z.object({
  user: z.looseObject({ id: z.string() }),
  roles: z.array(z.string()),
  communication_disabled_until: z.string().nullish(),
});

export const Server = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(Role),
  channels: z.array(Channel).optional(),
  threads: z.array(Channel).optional(),
  members: z.array(Member).optional(),
});

export type ServerFrame = Pick<z.infer<typeof Server>, 'roles'>;
