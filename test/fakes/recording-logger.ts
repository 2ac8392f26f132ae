import type { LogFields, Logger } from '../../src/ops/logger.js';

export interface RecordingLogger extends Logger {
  readonly entries: readonly { readonly level: keyof Logger; readonly fields: LogFields }[];
}

/** A log that remembers what was written to it. */
export function createRecordingLogger(): RecordingLogger {
  const entries: { level: keyof Logger; fields: LogFields }[] = [];
  const at = (level: keyof Logger) => (fields: LogFields) => void entries.push({ level, fields });
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
