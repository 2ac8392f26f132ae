import { describe, expect, it } from 'vitest';
import { answerInTime } from '../../src/core/answer-in-time.js';
import type { Answer } from '../../src/core/chat-adapter.js';
import { createNotice } from '../../src/core/reply.js';
import { createManualClock } from '../fakes/manual-clock.js';

const answer: Answer = { reply: createNotice('info', 'Done.'), visibility: 'everyone', replaces: false };

function setUp() {
  const done: string[] = [];
  const answering = {
    defer: async () => void done.push('deferred'),
    answer: async (_answer: Answer, deferred: boolean) =>
      void done.push(deferred ? 'answered late' : 'answered'),
  };
  return { done, answering, clock: createManualClock() };
}

describe('answering in time', () => {
  it('answers at once when the work is quick', async () => {
    const { done, answering, clock } = setUp();
    await answerInTime(Promise.resolve(answer), clock, answering);
    expect(done).toEqual(['answered']);
  });

  it('defers after a second, and answers when the work is done five seconds later', async () => {
    const { done, answering, clock } = setUp();
    let finish = (_answer: Answer) => {};
    const work = new Promise<Answer>((resolve) => {
      finish = resolve;
    });
    const answered = answerInTime(work, clock, {
      ...answering,
      defer: async () => {
        await answering.defer();
        clock.advance(4_000);
        finish(answer);
      },
    });
    clock.advance(1_000);
    await answered;
    expect(done).toEqual(['deferred', 'answered late']);
  });
});
