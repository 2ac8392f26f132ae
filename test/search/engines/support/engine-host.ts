import type { EngineHost } from '../../../../src/search/engines/hosted/hosted-engine.js';
import { createManualClock, type ManualClock } from '../../../fakes/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../../../fakes/recording-logger.js';

const BUILT = new URL('../../../../dist/src/search/engines/hosted/engine-worker.js', import.meta.url);

export interface TestHost extends EngineHost {
  readonly timers: ManualClock;
  readonly logger: RecordingLogger;
}

/** A host whose time stands still until it is moved. */
export function createEngineHost(file: URL = BUILT): TestHost {
  const refusal = (message: string) => new Error(message);
  return { file, timers: createManualClock(), logger: createRecordingLogger(), refusal };
}
