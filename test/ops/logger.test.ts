import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/ops/logger.js';

/** Secrets in the shapes their owners give them; none of them is real, and none is written here in one piece. */
const CANARIES = {
  slackBot: ['xoxb', '1234567890', '0987654321', 'CanaryCanaryCanaryCanary'].join('-'),
  slackApp: ['xapp', '1', 'A012345', '999', 'canary0123456789abcdef'].join('-'),
  discord: ['MTA5OTk5OTk5OTk5OTk5OTk5', 'GcAnAr', 'canary_canary_canary_canary_canary-1234'].join('.'),
  huggingFace: `hf_${'Canary0123456789Canary'}`,
  bearer: `Bearer ${'canary.canary.canary0123456789'}`,
  responseUrl: 'https://hooks.slack.com/commands/T0CANARY/123/canarycanary',
  interaction: `/interactions/1099/${'canaryTokenOfAnInteraction0123'}/callback`,
  webhook: `/webhooks/1099/${'canaryTokenOfAWebhook01234567'}/messages`,
  socket: 'wss://wss-primary.slack.com/link/?ticket=canary-ticket&app_id=1',
  database: 'postgres://paperboy:canarypassword@db.example/papers',
  password: 'password=canarypassword',
  clientSecret: '"client_secret":"canary0123456789"',
  mail: 'canary.person@mail.example.org',
};

function logOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

describe('the log', () => {
  it.each(Object.entries(CANARIES))('never holds a %s, wherever it hides', (_name, secret) => {
    const error = new Error(`refused by ${secret} at once`, { cause: new Error(`because of ${secret}`) });
    const log = logOf((logger) => {
      logger.error({ event: 'failed', err: error, reason: `it was ${secret}` });
      logger.debug({ event: `tried ${secret}`, err: secret });
    });
    expect(log).toContain('[redacted]');
    expect(log.toLowerCase()).not.toContain('canary');
  });

  it('holds only the fields of its list', () => {
    const fields = { event: 'answered', command: 'search', query: 'what Ana looked for', user: 'U123' };
    const log = logOf((logger) => logger.info(fields));
    expect(JSON.parse(log)).toEqual({
      level: 'info',
      time: expect.any(String),
      event: 'answered',
      command: 'search',
    });
  });

  it('keeps the name, message, code and stack of an error, and none of what an SDK hangs on it', () => {
    const error = Object.assign(new Error('socket closed'), {
      code: 'ECONNRESET',
      headers: { cookie: 'tasty' },
    });
    const [entry] = logOf((logger) => logger.warn({ event: 'failed', err: error })).split('\n');
    expect(JSON.parse(entry ?? '').err).toEqual({
      name: 'Error',
      message: 'socket closed',
      code: 'ECONNRESET',
      stack: expect.stringContaining('logger.test'),
    });
  });
});
