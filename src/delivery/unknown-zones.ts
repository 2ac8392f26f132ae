import { isKnownZone } from '../core/domain-options.js';
import type { Logger } from '../ops/logger.js';

const REASON =
  'This machine does not know the time zone. What goes by it rests until another zone is chosen, or a newer Node.js knows it.';

/** The zones that people have chosen and this process cannot work with: it leaves alone what goes by them. */
export interface UnknownZones {
  readonly names: readonly string[];
  /** Remembers an unknown one, which the log names once. */
  isUnknown(zone: string): boolean;
}

export function createUnknownZones(logger: Logger): UnknownZones {
  const known = new Set<string>();
  const unknown = new Set<string>();
  return {
    get names() {
      return [...unknown];
    },
    isUnknown(zone) {
      if (known.has(zone)) return false;
      if (unknown.has(zone)) return true;
      const isNew = !isKnownZone(zone);
      (isNew ? unknown : known).add(zone);
      if (isNew) logger.error({ event: 'zone-unknown', reference: zone, reason: REASON });
      return isNew;
    },
  };
}
