import { type REST, Routes } from 'discord.js';
import { z } from 'zod';

/** How many sessions Discord still lets a bot begin, over all its processes. Whoever begins more has the token reset. */
export interface Allowance {
  /** How many shards Discord recommends. */
  readonly shards: number;
  readonly total: number;
  readonly remaining: number;
  readonly resetAfterMs: number;
  /** How many shards may begin within five seconds: one of each remainder of their number. */
  readonly maxConcurrency: number;
}

const Information = z.object({
  shards: z.int().min(1),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.int().min(1),
  }),
});

/** Rejects as discord.js does. */
export async function readAllowance(rest: REST): Promise<Allowance> {
  const { shards, session_start_limit: limit } = Information.parse(await rest.get(Routes.gatewayBot()));
  const { total, remaining, reset_after: resetAfterMs, max_concurrency: maxConcurrency } = limit;
  return { shards, total, remaining, resetAfterMs, maxConcurrency };
}

/** The last ones are not for whoever goes round in circles, but for an operator who mends something. */
export function reserveOf({ total }: Allowance): number {
  return Math.ceil(total / 20);
}

/** Also without those in reserve. */
export function suffices(allowance: Allowance, needed: number): boolean {
  return allowance.remaining >= needed + reserveOf(allowance);
}

export function isScarce({ remaining, total }: Allowance): boolean {
  return remaining < total / 5;
}
