import type { Outcome } from './outbox.js';

/** More than is sent within the time that a database which takes over may be behind. */
const MOST_REMEMBERED = 10_000;

/**
 * What this process has sent itself. The outbox says the same, unless it could not be told, or its database has gone back to an earlier state:
 * what another server knows that has taken over.
 */
export interface SentLately {
  note(key: string, outcome: Outcome): void;
  find(key: string): Outcome | undefined;
}

export function createSentLately(most = MOST_REMEMBERED): SentLately {
  const sent = new Map<string, Outcome>();
  return {
    note(key, outcome) {
      if (outcome.state !== 'sent') return;
      sent.set(key, outcome);
      const [oldest] = sent.keys();
      if (sent.size > most && oldest !== undefined) sent.delete(oldest);
    },
    find: (key) => sent.get(key),
  };
}
