import { createHuggingFace, type HuggingFace } from '../../../src/sources/hugging-face/hugging-face.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { createHastyClock, type HastyClock } from '../../fakes/hasty-clock.js';
import { type FakeHuggingFace, startFakeHuggingFace } from '../../fakes/hugging-face/fake-hugging-face.js';
import {
  createLivingDays,
  type LivingDays,
  type LivingDaysOptions,
} from '../../fakes/hugging-face/living-days.js';
import { createRecordingLogger, type RecordingLogger } from '../../fakes/recording-logger.js';
import { createSeededRandom } from '../../fakes/seeded-random.js';
import { PASSING_FAULTS, randomFaults, type SourceFault } from '../../fakes/source-faults.js';

export interface SceneOptions extends Omit<LivingDaysOptions, 'now'> {
  /** The database; a new one, if it is not there. */
  readonly file: string;
  readonly begins: string;
  readonly seed: number;
  /** How likely each request is to go wrong, and whoever reads to be interrupted. */
  readonly trouble: number;
}

/** A server of recorded days, a database, and clients between them; time passes with every answer, and nobody really waits. */
export interface Scene {
  readonly clock: HastyClock;
  readonly random: () => number;
  readonly store: Store;
  readonly server: FakeHuggingFace;
  readonly living: LivingDays;
  readonly logger: RecordingLogger;
  /** A client as a process that has just started has one: it knows nothing of the limits. */
  openClient(stop?: AbortSignal): HuggingFace;
  /** Ends all trouble. */
  calm(): void;
  close(): Promise<void>;
}

/** Below what a usual day has, so that most days come on several pages. */
const PAGE_SIZE = 12;
/** Small, so that it is used up again and again. */
const QUOTA = { requests: 40, windowSeconds: 300 };
const REQUEST_LIMIT_MS = 10_000;
const LONGEST_ANSWER_MS = 2_000;
const FAULTS: readonly SourceFault[] = [...PASSING_FAULTS, 'broken-gzip', 'cut-short', 'web-page', 'refused'];

export async function openScene(options: SceneOptions): Promise<Scene> {
  const random = createSeededRandom(options.seed);
  const clock = createHastyClock({ start: options.begins, limitMs: REQUEST_LIMIT_MS });
  const logger = createRecordingLogger();
  const living = createLivingDays({ ...options, now: clock.now });
  const store = await openStore({ url: `file:${options.file}`, clock, logger });
  const draw = randomFaults(random, options.trouble, FAULTS);
  let isCalm = false;
  const server = await startFakeHuggingFace({
    days: living.itemsOf,
    pageSize: PAGE_SIZE,
    quota: { now: clock.now, ...QUOTA },
    onSilence: () => clock.loseTime(REQUEST_LIMIT_MS),
    fault() {
      clock.loseTime(random() * LONGEST_ANSWER_MS);
      return isCalm ? undefined : draw();
    },
  });
  let clients = 0;
  return {
    ...{ clock, random, store, server, living, logger },
    openClient(stop) {
      clients += 1;
      const userAgent = `paperboy/0.0.0 (start ${clients})`;
      return createHuggingFace({
        ...{ base: server.url, userAgent, clock, logger, random, stop },
        memory: store.settings,
      });
    },
    calm() {
      isCalm = true;
    },
    async close() {
      await server.close();
      await store.close();
    },
  };
}
