import { describeReplay } from '../support/replay/backfill-cases.js';

// Every eighth day, and some whose recordings are malformed; the faults read all of them.
const some = (days: readonly string[]) =>
  days.filter((day, index) => index % 8 === 0 || /^2024-12-1|^2025-01-(?:08|10)/.test(day));

describeReplay(some, [
  { seed: 2, trouble: 0.15, starts: 3 },
  { seed: 3, trouble: 0.15, starts: 3 },
]);
