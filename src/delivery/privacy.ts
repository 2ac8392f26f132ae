import type { DeliveryState } from './outbox.js';
import type { PersonKey, PersonSettings, Subscription } from './subscription.js';

/** All that is kept of a person. */
export interface StoredOfPerson {
  readonly settings: PersonSettings;
  readonly topics: readonly Subscription[];
  /** Daily lists that the person has set up. */
  readonly lists: readonly StoredList[];
  /** What was sent to the person, or is to be. */
  readonly messages: readonly StoredMessage[];
}

export interface StoredList {
  readonly tenant: string;
  readonly destination: string;
  readonly at: string;
  readonly zone: string;
}

export interface StoredMessage {
  readonly list: string;
  readonly period: string;
  readonly part: number;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  readonly paperIds: readonly string[];
}

/** Where people see what is kept of them, and have it deleted. */
export interface PrivacyStore {
  read(person: PersonKey): Promise<StoredOfPerson>;
  /**
   * Deletes all that is kept of a person and ends what is under way for them. A daily list of a channel stays, and nobody knows any more who had
   * set it up. What is deleted is gone from the file, too, as soon as nobody else is reading that.
   */
  forget(person: PersonKey, now: Date): Promise<void>;
  /** Deletes what there was a reason to keep a little: words that cannot be sent any more, and what was in the way of a reader. */
  tidy(now: Date): Promise<void>;
}
