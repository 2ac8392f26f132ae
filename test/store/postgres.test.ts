import { describe } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import { openStore } from '../../src/store/store.js';
import { describeActionStore } from '../contracts/action-store.js';
import { describeDestinationStore } from '../contracts/destination-store.js';
import { describeEditionStore } from '../contracts/edition-store.js';
import { describeFeedDayStore } from '../contracts/feed-day-store.js';
import { describeOutboxEndings } from '../contracts/outbox-endings.js';
import { describeOutboxLayouts } from '../contracts/outbox-layouts.js';
import { describeOutboxPlanning } from '../contracts/outbox-planning.js';
import { describeOutboxStore } from '../contracts/outbox-store.js';
import { describePaperMerging } from '../contracts/paper-merging.js';
import { describePaperStore } from '../contracts/paper-store.js';
import { describePersonStore } from '../contracts/person-store.js';
import { describePrivacyStore } from '../contracts/privacy-store.js';
import { describeScheduleStore } from '../contracts/schedule-store.js';
import { describeSettingStore } from '../contracts/setting-store.js';
import { describeSignalHistory } from '../contracts/signal-history.js';
import { describeStatusStore } from '../contracts/status-store.js';
import { describeSubscriptionStore } from '../contracts/subscription-store.js';
import { describeTopicPlanning } from '../contracts/topic-planning.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  const open = async (clock: Clock = createManualClock()) =>
    openStore({
      url: await createPostgresDatabase(),
      clock,
      logger: createRecordingLogger(),
      time: 'process',
    });
  describePaperStore('PostgreSQL', open);
  describeFeedDayStore('PostgreSQL', open);
  describeSignalHistory('PostgreSQL', open);
  describePaperMerging('PostgreSQL', open, { numRuns: 5 });
  describeActionStore('PostgreSQL', open);
  describeSettingStore('PostgreSQL', open);
  describeScheduleStore('PostgreSQL', open);
  describeOutboxStore('PostgreSQL', open);
  describeOutboxEndings('PostgreSQL', open);
  describeOutboxLayouts('PostgreSQL', open);
  describeSubscriptionStore('PostgreSQL', open);
  describePersonStore('PostgreSQL', open);
  describePrivacyStore('PostgreSQL', open);
  describeTopicPlanning('PostgreSQL', open);
  describeOutboxPlanning('PostgreSQL', open);
  describeStatusStore('PostgreSQL', open);
  describeEditionStore('PostgreSQL', open);
  describeDestinationStore('PostgreSQL', open);
});
