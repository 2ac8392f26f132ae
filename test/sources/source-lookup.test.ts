import { describe, expect, it } from 'vitest';
import type { Allowance } from '../../src/ops/rate-limiter.js';
import { createRateLimiter } from '../../src/ops/rate-limiter.js';
import type { PaperBatch } from '../../src/papers/paper-store.js';
import { createSourceLookup } from '../../src/sources/source-lookup.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper } from '../store/sample-papers.js';

const PLENTY: Allowance = { count: 100_000, seconds: 60 };
const asker = (person: string) => ({ person, tenant: 'home' });

/** A lookup at an arXiv that has the papers whose ids end in 1. */
function openDesk(
  limits: { readonly person?: Allowance; readonly tenant?: Allowance; readonly all?: Allowance } = {},
) {
  const { person = PLENTY, tenant = PLENTY, all = PLENTY } = limits;
  const asked: string[] = [];
  const kept: PaperBatch[] = [];
  const clock = createManualClock();
  const papers = async (ids: readonly string[]) => {
    asked.push(...ids);
    const found = ids.filter((id) => id.endsWith('1'));
    return { papers: found.map((id) => samplePaper(id, { id })), withdrawn: [], problems: [] };
  };
  const nothing = async () => {
    throw new Error('only papers are asked for');
  };
  const lookup = createSourceLookup({
    clients: { arxiv: { papers, submitted: nothing, announced: nothing } },
    papers: {
      async merge(batch) {
        kept.push(batch);
        return { added: batch.papers.length, merged: 0, unchanged: 0, withdrawn: 0 };
      },
    },
    limits: createRateLimiter({ person, tenant }),
    budget: createRateLimiter({ person: all, tenant: all }),
    clock,
    logger: createRecordingLogger(),
  });
  return { lookup, asked, kept, clock };
}

describe('looking papers up', () => {
  it('is counted once where many want the same at once, whoever of them has to wait', async () => {
    const { lookup, asked } = openDesk({
      person: { count: 1, seconds: 60 },
      tenant: { count: 2, seconds: 60 },
    });
    await lookup.lookUp('2605.00011', asker('script'));
    const people = ['script', ...Array.from({ length: 50 }, (_, number) => `person ${number}`)];
    const outcomes = await Promise.all(people.map((who) => lookup.lookUp('2605.00021', asker(who))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['too-many', ...people.slice(1).map(() => 'found')]);
    expect(asked).toEqual(['2605.00011', '2605.00021']);
  });

  it('is limited for a tenant, and for all together', async () => {
    const one = { count: 1, seconds: 60 };
    const tenants = openDesk({ tenant: one });
    const all = openDesk({ all: one });
    for (const { lookup } of [tenants, all]) await lookup.lookUp('2605.00011', asker('ana'));
    const waits = [tenants, all].map(({ lookup }) => lookup.lookUp('2605.00021', asker('ben')));
    expect(await Promise.all(waits)).toMatchObject([
      { kind: 'too-many', who: 'tenant' },
      { kind: 'too-many', who: 'everybody' },
    ]);
  });

  it('remembers ten thousand ids that nobody has, and forgets the oldest first', async () => {
    const { lookup, asked } = openDesk();
    const [first = '', second = '', ...others] = Array.from(
      { length: 10_001 },
      (_, number) => `2604.${40_000 + 2 * number}`,
    );
    for (const id of [first, second, ...others.slice(1)]) await lookup.lookUp(id, asker('ana'));
    asked.length = 0;
    await lookup.lookUp(first, asker('ana'));
    expect(asked).toEqual([]);
    await lookup.lookUp(others[0] ?? '', asker('ana'));
    await lookup.lookUp(second, asker('ana'));
    await lookup.lookUp(first, asker('ana'));
    expect(asked).toEqual([others[0], first]);
  });

  it('keeps what it finds as no news', async () => {
    const { lookup, kept } = openDesk();
    await lookup.lookUp('2605.00011', asker('ana'));
    expect(kept).toMatchObject([{ papers: [{ id: '2605.00011' }], news: false }]);
  });
});
