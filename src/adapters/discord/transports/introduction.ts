import { type REST, Routes } from 'discord.js';
import { z } from 'zod';

const Application = z.object({
  id: z.string(),
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
});
const Self = z.object({ id: z.string(), username: z.string() });

/** Who the token belongs to. Rejects as discord.js does. */
export async function readIntroduction(rest: REST) {
  return {
    application: Application.parse(await rest.get(Routes.currentApplication())),
    self: Self.parse(await rest.get(Routes.user())),
  };
}
