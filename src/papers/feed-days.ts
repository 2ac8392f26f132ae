import { dayOf, dayPlus } from './calendar-day.js';

/** One day of a source's feed, as far as it has been read. */
export interface FeedDay {
  /** A name such as `hugging-face`. */
  readonly source: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** A day is `filling` until it has been read once more after its end. */
  readonly state: 'filling' | 'complete';
  /** How many papers it has; a complete day may have none. */
  readonly papers: number;
  readonly readAt: Date;
  readonly completedAt?: Date;
}

/** What a look at a feed day has shown. */
export interface FeedDaySight extends Pick<FeedDay, 'source' | 'day' | 'state'> {
  /** Absent where it was only seen that nothing has changed. */
  readonly papers?: number;
}

/** Where feed days are kept. */
export interface FeedDayStore {
  /** All days of a source, the newest first. */
  ofSource(source: string): Promise<readonly FeedDay[]>;
  /** Takes in a look at a day; one that was complete stays so, and its papers never become fewer. */
  note(sight: FeedDaySight, now: Date): Promise<void>;
}

/** The days of the feed that lists are made of. */
export interface FeedDays {
  /** Whether there is a source that brings new days; without one, papers of all days may be listed at any time. */
  readonly live: boolean;
  /** The newest day that is complete at an instant and has papers: what a daily list is made of. */
  lastComplete(now: Date): Promise<FeedDay | undefined>;
  /** The newest day with papers, which may still be filling. */
  newest(): Promise<FeedDay | undefined>;
  /** The newest first. */
  all(): Promise<readonly FeedDay[]>;
}

/** Answers for the days of one source; where there is no source there are no days. */
export function createFeedDays(store: FeedDayStore, source: string | undefined): FeedDays {
  const all = async () => (source === undefined ? [] : store.ofSource(source));
  return {
    live: source !== undefined,
    all,
    newest: async () => (await all()).find(({ papers }) => papers > 0),
    async lastComplete(now) {
      // A day to come is a mistake of its source, and must not stand before all others for ever.
      const tomorrow = dayPlus(dayOf(now), 1);
      const isOver = ({ day, completedAt }: FeedDay) =>
        day <= tomorrow && completedAt !== undefined && completedAt <= now;
      return (await all()).find((one) => one.papers > 0 && isOver(one));
    },
  };
}
