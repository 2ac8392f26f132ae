import type { Answer } from './chat-adapter.js';
import type { Clock } from './clock.js';

/** Both platforms give up after 3 s; this leaves room for a slow network. */
const DEFER_AFTER_MS = 1_000;

/** The two ways to answer a person: at once, or by a placeholder that the answer replaces. */
export interface Answering {
  defer(): Promise<void>;
  answer(answer: Answer, deferred: boolean): Promise<void>;
}

/** Answers at once when the work is quick, and defers when it is not, so that nobody meets a platform's timeout. */
export async function answerInTime(work: Promise<Answer>, clock: Clock, answering: Answering): Promise<void> {
  const timer = clock.timer(DEFER_AFTER_MS);
  const quick = await Promise.race([work, timer.elapsed]);
  timer.cancel();
  if (quick !== undefined) return answering.answer(quick, false);
  await answering.defer();
  await answering.answer(await work, true);
}
