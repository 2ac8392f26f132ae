import { type REST, RESTEvents } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import { type Finding, fine, problem, warning } from '../../../core/finding.js';
import { SIGNATURE_LIFE_MS } from '../transports/signature.js';

const SUBJECT = 'Clock';
const NOTABLE_MS = 30_000;
const REMEDY = 'Have the machine set its clock from the network (NTP).';

/** Compares our clock with the dates of Discord's answers, which are whole seconds. */
export function createClockWatch(rest: REST, clock: Clock): { finding(): Finding } {
  let aheadMs: number | undefined;
  rest.on(RESTEvents.Response, (_, { headers }) => {
    const theirs = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(theirs)) aheadMs = clock.now().getTime() - theirs;
  });
  return {
    finding() {
      if (aheadMs === undefined) return fine(SUBJECT, 'Discord says no time to compare it with.');
      const off = Math.abs(aheadMs);
      const text = `it is ${Math.round(off / 1_000)} seconds ${aheadMs > 0 ? 'ahead of' : 'behind'} Discord's.`;
      // Whoever is that far off takes every signature for a copy.
      if (off > SIGNATURE_LIFE_MS) return problem(SUBJECT, text, REMEDY);
      return off > NOTABLE_MS ? warning(SUBJECT, text, REMEDY) : fine(SUBJECT, "it agrees with Discord's.");
    },
  };
}
