import { describeReplay } from '../support/replay/backfill-cases.js';

describeReplay(
  (days) => days,
  [
    { seed: 2, trouble: 0.1, starts: 20 },
    { seed: 4, trouble: 0.2, starts: 40 },
  ],
);
