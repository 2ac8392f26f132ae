import type { LogFields, Logger } from '../../src/ops/logger.js';
import { createWatch } from './watch.js';

export interface Entry {
  readonly level: keyof Logger;
  readonly fields: LogFields;
}

export interface RecordingLogger extends Logger {
  readonly entries: readonly Entry[];
  /** Resolves with an event, once it was logged that often. */
  logged(event: string, times?: number): Promise<Entry>;
}

/** A log that remembers what was written to it. */
export function createRecordingLogger(): RecordingLogger {
  const entries: Entry[] = [];
  const watch = createWatch();
  const at = (level: keyof Logger) => (fields: LogFields) => {
    entries.push({ level, fields });
    watch.changed();
  };
  return {
    entries,
    logged: (event, times = 1) =>
      watch.until(() => entries.filter(({ fields }) => fields.event === event)[times - 1]),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}
