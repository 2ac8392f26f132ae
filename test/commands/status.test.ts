import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobs } from '../../src/app.js';
import type { ChatAdapter } from '../../src/core/chat-adapter.js';
import { DeliveryError } from '../../src/core/errors.js';
import type { Target } from '../../src/core/invocation.js';
import { type Asking, CHANNEL, startAsking } from '../support/asking.js';

const HOUR_MS = 60 * 60 * 1_000;

describe('status', () => {
  let asking: Asking;
  let trouble: (target: Target) => Error | undefined;
  beforeEach(async () => {
    trouble = () => undefined;
    const adapter: ChatAdapter = {
      platform: 'test',
      start: async () => [],
      stop: async () => {},
      connected: () => true,
      async send(target) {
        const failure = trouble(target);
        if (failure !== undefined) throw failure;
        return { messageId: '1' };
      },
      find: async () => 'absent',
      remembersKeyMs: 0,
      check: async () => ({ ok: true }),
      nameOf: async ({ id }) => (id === 'news' ? '#news' : undefined),
    };
    asking = await startAsking({ adapters: [adapter] });
  });
  afterEach(() => asking.close());

  const say = async (line: string) => (await asking.ask(line)).reply.summary;
  async function pass(hours: number): Promise<void> {
    asking.clock.advance(hours * HOUR_MS);
    for (const job of createJobs(asking.house, asking)) await job.run(new AbortController().signal);
  }
  async function turnOnIn(id: string): Promise<void> {
    const { clock, house } = asking;
    const settings = { at: '13:00', zone: 'UTC', size: 3 };
    expect(clock.now().toISOString()).toContain('T12:00');
    await house.services.daily.turnOn({ ...CHANNEL, id }, settings, { id: 'bo' });
  }

  it('says that nothing is posted yet, and how to begin', async () => {
    const answer = await say('status');
    expect(answer).toContain('There is no daily list here. daily on starts one.');
    expect(answer).toContain('Last 7 days: no message was due');
    expect(answer).toContain('No other channel is in trouble.');
  });

  it('says what was posted and what comes next', async () => {
    await say('daily on at:13:00');
    await pass(1);
    const answer = await say('status');
    expect(answer).toContain('Last list: 21 May 2026, posted');
    expect(answer).toMatch(/Next list: Friday,? 22 May 2026, 13:00/);
    expect(answer).toContain('Last 7 days: 1 message = 1 sent + 0 failed + 0 skipped');
  });

  it('says what failed here and why', async () => {
    await say('daily on at:13:00');
    trouble = () => new DeliveryError('denied', 'I may not post here.');
    await pass(1);
    const answer = await say('status');
    expect(answer).toContain('1 message = 0 sent + 1 failed + 0 skipped');
    expect(answer).toContain('The daily list of 21 May 2026 failed: I may not post here.');
  });

  it('says in words that nobody knows yet whether something arrived', async () => {
    await say('daily on at:13:00');
    trouble = () => new DeliveryError('unknown', 'The connection broke.');
    await pass(1);
    const answer = await say('status');
    expect(answer).toContain('+ 1 of which I do not know yet whether it arrived');
    expect(answer).toContain('may or may not have arrived, which is being found out: The connection broke.');
  });

  it("names what is suspended, why, and how to go on; and today's list comes after all", async () => {
    await say('daily on at:13:00');
    trouble = () => new DeliveryError('gone', 'This channel no longer exists.');
    await pass(1);
    const answer = await asking.ask('status');
    expect(answer.reply.summary).toContain(
      'Nothing is posted since 21 May 2026: This channel no longer exists. When that is mended, `daily resume` looks again and goes on.',
    );
    trouble = () => undefined;
    const resumed = await asking.press(answer, 'Look again');
    expect(resumed.reply.summary).toBe(
      'I can post here again. What could not be posted comes within a minute.',
    );
    await pass(0);
    const after = await say('status');
    expect(after).not.toContain('Nothing is posted');
    expect(after).toContain('Last list: 21 May 2026, posted');
    expect(after).toContain('1 message = 1 sent + 0 failed + 0 skipped');
  });

  it('names the topics that are posted here', async () => {
    for (const topic of ['diffusion every:new', 'transformer every:week day:fri at:09:00'])
      await asking.press(await asking.ask(`subscribe ${topic} to:here`), 'Save');
    const answer = await say('status');
    expect(answer).toContain('Topic diffusion: as soon as new papers are in');
    expect(answer).toMatch(/Topic transformer: every week, next on Friday,? 22 May 2026, 09:00 \(UTC\)/);
  });

  it('shows who manages all channels what is in trouble in the others, and nobody else', async () => {
    await turnOnIn('news');
    await turnOnIn('nameless');
    trouble = () => new DeliveryError('gone', 'This channel no longer exists.');
    await pass(1);
    const answer = await say('status');
    expect(answer).toContain('#news: The daily list of 21 May 2026 failed: This channel no longer exists.');
    expect(answer).toContain(
      '#news: Nothing is posted since 21 May 2026: This channel no longer exists. When that is mended, daily resume there goes on.',
    );
    expect(answer).toContain('a channel (nameless): The daily list');
    expect(answer).toContain('2 messages = 0 sent + 2 failed + 0 skipped');
    const refused = await asking.ask('status', { rights: false });
    expect(refused.reply.summary).toContain('people who may manage this channel');
    expect(refused.visibility).toBe('caller');
  });
});
