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
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();

const DATABASES = [
  { name: 'a SQLite file', url: () => `file:${folder.path('paperboy.db')}` },
  { name: 'memory', url: () => 'file::memory:' },
];

for (const { name, url } of DATABASES) {
  const open = (clock: Clock = createManualClock()) =>
    openStore({ url: url(), clock, logger: createRecordingLogger() });
  describePaperStore(name, open);
  describeFeedDayStore(name, open);
  describeSignalHistory(name, open);
  describeActionStore(name, open);
  describeSettingStore(name, open);
  describeScheduleStore(name, open);
  describeOutboxStore(name, open);
  describeOutboxEndings(name, open);
  describeOutboxLayouts(name, open);
  describeSubscriptionStore(name, open);
  describePersonStore(name, open);
  describePrivacyStore(name, open);
  describeTopicPlanning(name, open);
  describeOutboxPlanning(name, open);
  describeStatusStore(name, open);
  describeEditionStore(name, open);
  describeDestinationStore(name, open);
}

let files = 0;
const openNew = () => {
  files += 1;
  const url = `file:${folder.path(`${files}.db`)}`;
  return openStore({ url, clock: createManualClock(), logger: createRecordingLogger() });
};
describePaperMerging('SQLite files', openNew, { numRuns: 5 });
describePaperMerging(
  'memory',
  () => openStore({ url: ':memory:', clock: createManualClock(), logger: createRecordingLogger() }),
  { numRuns: 100 },
);
