import { randomUUID } from 'node:crypto';
import type { Logger } from '../ops/logger.js';
import type { Clock } from './clock.js';
import { UserError } from './errors.js';
import type { Registry } from './registry.js';
import { cleanText } from './safe-text.js';
import type { Choice, Typing } from './typing.js';

/** Completions that come later than this are of no use: the person has typed on. */
const PATIENCE_MS = 2_000;

export interface SuggestingOptions<Services> {
  readonly registry: Registry<Services>;
  readonly services: Services;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Completes what people type; never rejects, and always answers in time, if need be with nothing. When somebody types on, the work for
 * what they had typed before is given up.
 */
export function createSuggesting<Services>(
  options: SuggestingOptions<Services>,
): (typing: Typing) => Promise<readonly Choice[]> {
  const underWay = new Map<string, AbortController>();
  return async (typing) => {
    const { caller, target } = typing;
    const person = JSON.stringify([target.platform, target.tenant, caller.id]);
    const work = new AbortController();
    underWay.get(person)?.abort();
    underWay.set(person, work);
    const timer = options.clock.timer(PATIENCE_MS);
    const choices = await Promise.race([
      complete(typing, work.signal, options),
      timer.elapsed,
      aborted(work.signal),
    ]);
    timer.cancel();
    work.abort();
    if (underWay.get(person) === work) underWay.delete(person);
    return choices ?? [];
  };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}

async function complete<Services>(
  typing: Typing,
  signal: AbortSignal,
  { registry, services, clock, logger }: SuggestingOptions<Services>,
): Promise<readonly Choice[]> {
  const { command: name, option, text, ...context } = typing;
  const command = registry.find(name);
  try {
    const choices = await command?.suggest(option, cleanText(text), { ...context, signal, services, clock });
    return presentable(choices ?? [], typing);
  } catch (err) {
    // Such as a search that is too busy: nobody who is still typing needs to hear of it.
    if (err instanceof UserError) return [];
    const reference = randomUUID().slice(0, 8);
    const platform = typing.target.platform;
    logger.error({ event: 'bug', reference, command: command?.name ?? 'unknown', platform, err });
    return [];
  }
}

/** A value has to come back as it is, so what is unsafe or too long in it is not offered. */
function presentable(choices: readonly Choice[], { most, longest }: Typing): readonly Choice[] {
  return choices
    .map(({ name, value }) => ({ name: cleanText(name).replace(/\s+/g, ' ').trim(), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= longest)
    .filter(({ value }) => cleanText(value) === value)
    .slice(0, most);
}
