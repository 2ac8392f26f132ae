import { parentPort } from 'node:worker_threads';
import type { NumberedCall, Report } from './asked-thread.js';

/** Inside a thread: answers what it is asked, and ends it after the last call. */
export function answerCalls<Call, Answer>(
  answer: (call: Call) => Answer | Promise<Answer>,
  isLast: (call: Call) => boolean = () => false,
): void {
  const report = (message: Report<Answer>) => parentPort?.postMessage(message);
  parentPort?.on('message', async ({ number, call }: NumberedCall<Call>) => {
    try {
      report({ kind: 'answer', number, answer: await answer(call) });
    } catch (error) {
      report({ kind: 'failed', number, reason: reasonOf(error) });
    }
    if (isLast(call)) parentPort?.close();
  });
}

/** Inside a thread: says what nobody has asked for. */
export function notice<Notice>(said: Notice): void {
  const report: Report<never, Notice> = { kind: 'notice', notice: said };
  parentPort?.postMessage(report);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
