import { LogLevel, type Logger as SdkLogger } from '@slack/bolt';
import type { Logger } from '../../ops/logger.js';

const LONGEST = 300;

/**
 * Takes what the SDK has to say into our log. Its debug lines are dropped whatever the level: they hold whole payloads, response URLs and
 * trigger ids.
 */
export function createSdkLogger(logger: Logger): SdkLogger {
  const fields = (parts: readonly unknown[]) => ({
    event: 'slack-sdk',
    reason: parts.map(String).join(' ').slice(0, LONGEST),
  });
  return {
    debug() {},
    info: (...parts) => logger.debug(fields(parts)),
    warn: (...parts) => logger.warn(fields(parts)),
    error: (...parts) => logger.error(fields(parts)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
