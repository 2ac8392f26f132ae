import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobs } from '../../src/app.js';
import { type Asking, startAsking } from '../support/asking.js';
import { createTestPlatform } from '../support/test-platform.js';

describe('why', () => {
  let asking: Asking;
  beforeEach(async () => {
    asking = await startAsking({ adapters: [createTestPlatform().adapter] });
    asking.clock.advance(60_000);
  });
  afterEach(() => asking.close());
  const say = async (line: string) => (await asking.ask(line)).reply.summary;
  const publish = async (id: string, title: string) => {
    const { store, services } = asking.house;
    await store.papers.merge(
      { papers: [{ id, title, abstract: 'About retrieval.', source: 'test' }], withdrawn: [] },
      asking.clock.now(),
    );
    await services.catalog.follow();
  };

  it('says for each topic what matched, or what blocked it, and those that match first', async () => {
    await say('subscribe retrieval -survey save:yes');
    await say('subscribe vision save:yes');
    await say('subscribe survey upvotes>=10 save:yes');
    await say('subscribe title:survey save:yes');
    asking.clock.advance(1_000);
    await publish('2605.00001', 'A Survey of RAG');
    const answer = await asking.ask('why 2605.00001');
    expect(answer.visibility).toBe('caller');
    expect(answer.reply.summary.split('\n')).toEqual([
      'A Survey of RAG',
      '',
      'Topic 4, title:survey: matches: title:survey in the title: Survey. It has not been brought yet.',
      'Topic 1, retrieval -survey: blocked: -survey, but the title has Survey.',
      'Topic 2, vision: blocked: vision is missing.',
      'Topic 3, survey upvotes>=10: blocked: upvotes>=10 is not in the number of upvotes.',
    ]);
  });

  it('tells whether the paper has been brought, or was there before the topic', async () => {
    await say('subscribe retrieval save:yes');
    asking.clock.advance(1_000);
    await publish('2605.00001', 'New');
    asking.clock.advance(24 * 60 * 60 * 1_000);
    await say('subscribe title:new save:yes');
    for (const job of createJobs(asking.house, asking))
      if (job.name === 'plan-topics') await job.run(new AbortController().signal);
    const answer = await say('why 2605.00001');
    expect(answer).toContain(
      'Topic 1, retrieval: matches: retrieval in the abstract: retrieval. It has been brought.',
    );
    await say('subscribe retrieval to:here save:yes');
    expect(await say('why 2605.00001')).toContain('It was here before the topic, so it is not brought.');
  });

  it('is of use before there are topics, and names papers as every command does', async () => {
    await publish('2605.00001', 'New');
    expect(await say('why 2605.00001')).toContain('You have no topics yet');
    expect(await say('why 7')).toContain('There is no number 7 in the last list');
    expect(await say('why')).toContain('`paper` is missing');
    expect(await say('why 2401.99999')).toContain('I do not know the paper 2401.99999');
  });
});
