import { describe, expect, it } from 'vitest';
import { balanceLine, troubleLine } from '../../src/presenters/delivery-status.js';

const NONE = { planned: 0, sent: 0, failed: 0, skipped: 0, unknown: 0, waiting: 0 };

describe('what became of messages', () => {
  it('is a sum whose parts are named', () => {
    expect(balanceLine({ ...NONE, planned: 1, sent: 1 })).toBe('1 message = 1 sent + 0 failed + 0 skipped');
    expect(balanceLine({ planned: 1_006, sent: 1_001, failed: 2, skipped: 0, waiting: 2, unknown: 1 })).toBe(
      '1,006 messages = 1,001 sent + 2 failed + 0 skipped + 2 on the way + 1 of which I do not know yet whether it arrived',
    );
  });

  it.each([
    ['daily', '2026-05-21', 'failed', 'The daily list of 21 May 2026 failed: Gone.'],
    ['topics:7', '2026-W21', 'skipped', 'The list of topics of week 21 of 2026 was not posted: Gone.'],
    ['topics:7', 'batch:12', 'pending', 'The list of topics is on its way: Gone.'],
    [
      'daily',
      '2026-05-21',
      'unknown',
      'The daily list of 21 May 2026 may or may not have arrived, which is being found out: Gone.',
    ],
  ])('of %s for %s that is %s is a sentence', (list, period, state, sentence) => {
    expect(troubleLine({ list, period, state, reason: 'Gone.' })).toBe(sentence);
  });
});
