import type { Clock } from '../../core/clock.js';

const PATIENCE_MS = 10_000;

/** Whether anybody is at home: the status of the answer to a HEAD, which is not followed anywhere; undefined where none came in ten seconds. */
export async function knock(
  address: string,
  { userAgent, clock }: { readonly userAgent: string; readonly clock: Clock },
): Promise<number | undefined> {
  const limit = new AbortController();
  const timer = clock.timer(PATIENCE_MS);
  void timer.elapsed.then(() => limit.abort());
  try {
    const headers = { 'user-agent': userAgent };
    const { status } = await fetch(address, {
      method: 'HEAD',
      headers,
      redirect: 'manual',
      signal: limit.signal,
    });
    return status;
  } catch {
    return undefined;
  } finally {
    timer.cancel();
  }
}
