import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { DeliveryError } from '../../../core/errors.js';
import { toDeliveryError } from '../errors.js';

/** A request spared for each; far more than are written to in an hour. */
const MOST_REMEMBERED = 10_000;

const Opened = z.object({ id: z.string() });

/** Finds the channel in which a person is written to; Discord opens it where there is none. Throws only `DeliveryError`. */
export type DirectChannels = (userId: string) => Promise<string>;

export function createDirectChannels(rest: REST): DirectChannels {
  const known = new Map<string, string>();
  return async (userId) => {
    const before = known.get(userId);
    if (before !== undefined) return before;
    const id = await open(rest, userId);
    const [oldest] = known.keys();
    if (known.size >= MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(userId, id);
    return id;
  };
}

/** Nothing is posted by that, so a request of unknown fate is simply made again. */
async function open(rest: REST, userId: string): Promise<string> {
  try {
    const body = { recipient_id: userId };
    const opened = Opened.safeParse(await rest.post(Routes.userChannels(), { body }));
    if (opened.success) return opened.data.id;
    throw new DeliveryError('retry', 'Discord did not say where this person is written to.');
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.kind !== 'unknown') throw failure;
    throw new DeliveryError('retry', failure.message, { cause: error });
  }
}
