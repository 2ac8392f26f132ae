import type { REST } from 'discord.js';
import { z } from 'zod';

const Offered = z.array(
  z.object({
    name: z.string(),
    type: z.number().default(1),
    options: z.array(z.object({ name: z.string() })).default([]),
  }),
);

/** What Discord offers in one place, by name. */
export type OfferedCommands = z.infer<typeof Offered>;

/** Rejects as discord.js does. */
export async function readOffered(rest: REST, route: `/${string}`): Promise<OfferedCommands> {
  return Offered.parse(await rest.get(route));
}

/** Whether all that are wanted are there, with the subcommands they should have. What stands beside them belongs to others. */
export function offersAll(offered: OfferedCommands, wanted: readonly unknown[]): boolean {
  const present = new Set(offered.map(signatureOf));
  return Offered.parse(wanted).every((command) => present.has(signatureOf(command)));
}

function signatureOf({ name, type, options }: OfferedCommands[number]): string {
  return [type, name, ...options.map((option) => option.name).toSorted()].join('\n');
}
