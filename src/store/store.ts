import type { ActionStore } from '../core/action-codec.js';
import type { Clock, SharedClock } from '../core/clock.js';
import type { DestinationStore } from '../delivery/destination-state.js';
import type { EditionStore } from '../delivery/edition.js';
import type { OutboxStore } from '../delivery/outbox.js';
import type { PrivacyStore } from '../delivery/privacy.js';
import type { ScheduleStore } from '../delivery/schedule.js';
import type { StatusStore } from '../delivery/status.js';
import type { PersonStore, SubscriptionStore } from '../delivery/subscription.js';
import { createReach, type Reach } from '../ops/failpoints.js';
import type { Logger } from '../ops/logger.js';
import type { FeedDayStore } from '../papers/feed-days.js';
import type { PaperStore } from '../papers/paper-store.js';
import type { SignalHistory } from '../papers/signal-history.js';
import type { SourceStateStore } from '../papers/source-states.js';
import { createActionRepository } from './action-repository.js';
import { type BotLock, takeBotLock } from './bot-lock.js';
import { openDatabase } from './database.js';
import { processTime, readTime, serverTime } from './database-time.js';
import { createDestinationRepository } from './destination-repository.js';
import { createEditionRepository } from './edition-repository.js';
import { createFeedDayRepository } from './feed-day-repository.js';
import { createOutboxRepository } from './outbox-repository.js';
import { createPaperRepository } from './paper-repository.js';
import { createPersonRepository } from './person-repository.js';
import { createPrivacyRepository } from './privacy-repository.js';
import { createRequestGateRepository, type SharedGate } from './request-gate-repository.js';
import { hasRowLocks } from './row-locks.js';
import { createScheduleRepository } from './schedule-repository.js';
import { followServer } from './server-clock.js';
import { createSettingRepository, type SettingStore } from './setting-repository.js';
import { createSignalRepository } from './signal-repository.js';
import { createSourceStateRepository } from './source-state-repository.js';
import { createStatusRepository } from './status-repository.js';
import { createSubscriptionRepository } from './subscription-repository.js';

export interface StoreOptions {
  /** `file:` and a path, `file::memory:`, or `postgres://…`. */
  readonly url: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of the places in a transaction that it passes. */
  readonly reach?: Reach;
  /** Has a server's database go by the clock given here, as one in a file does. */
  readonly time?: 'process';
}

/** Everything that outlives the process, by port. */
export interface Store {
  /** The file it is in, where it is in one. */
  readonly file?: string;
  /** What time it is for everybody who uses this database. */
  readonly clock: SharedClock;
  readonly papers: PaperStore;
  readonly signals: SignalHistory;
  readonly feedDays: FeedDayStore;
  readonly sourceStates: SourceStateStore;
  readonly actions: ActionStore;
  readonly settings: SettingStore;
  /** Keeps apart what somebody wants apart, whichever process does it. */
  gate(name: string): SharedGate;
  readonly schedules: ScheduleStore;
  readonly subscriptions: SubscriptionStore;
  readonly people: PersonStore;
  readonly privacy: PrivacyStore;
  readonly editions: EditionStore;
  readonly destinations: DestinationStore;
  readonly outbox: OutboxStore;
  readonly status: StatusStore;
  /** Keeps other bots off a SQLite file until the store is closed; rejects with a sentence when there is one already. */
  hold(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database of a URL. Rejects with a sentence for the operator when it cannot be used. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, logger, reach = createReach() } = options;
  const { db, file } = await openDatabase(url, logger, reach);
  const byServer = hasRowLocks(db) && options.time !== 'process';
  const time = byServer ? serverTime : processTime(options.clock);
  const clock = byServer
    ? await followServer({ readTime: () => readTime(db, time), clock: options.clock, logger })
    : followMachine(options.clock);
  let lock: BotLock | undefined;
  return {
    ...(file === undefined ? {} : { file }),
    clock,
    papers: createPaperRepository({ db, logger }),
    signals: createSignalRepository(db),
    feedDays: createFeedDayRepository(db),
    sourceStates: createSourceStateRepository(db),
    actions: createActionRepository({ db, clock }),
    settings: createSettingRepository(db),
    gate: (name) => createRequestGateRepository(db, name),
    schedules: createScheduleRepository(db),
    subscriptions: createSubscriptionRepository(db),
    people: createPersonRepository(db),
    privacy: createPrivacyRepository(db),
    editions: createEditionRepository(db),
    destinations: createDestinationRepository(db),
    outbox: createOutboxRepository({ db, time, reach }),
    status: createStatusRepository(db),
    async hold() {
      if (file !== undefined) lock ??= takeBotLock(file);
    },
    async close() {
      await db.destroy();
      lock?.release();
    },
  };
}

/** Where one process owns the database there is nobody to agree with. */
function followMachine(clock: Clock): SharedClock {
  return {
    now: () => clock.now(),
    steady: () => clock.steady(),
    timer: (milliseconds) => clock.timer(milliseconds),
    sync: async () => {},
  };
}
