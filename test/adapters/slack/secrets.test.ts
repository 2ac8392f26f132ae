import { expect, it } from 'vitest';
import { createLogger } from '../../../src/ops/logger.js';
import { createScriptedBot, listOf } from '../../contracts/chat-adapter.js';
import { openSlackHouse } from './slack-house.js';

it('keeps tokens, response URLs, trigger ids and what people typed out of the log, whatever goes wrong', async () => {
  const { fake, another, stop } = await openSlackHouse();
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const adapter = another({ logger });
  await adapter.start(createScriptedBot(() => listOf(1)).bot);
  const channel = {
    platform: 'slack',
    tenant: fake.team.id,
    id: fake.channels.papers.id,
    kind: 'channel',
  } as const;

  fake.failNext({ method: 'response_url', answer: { status: 500 } });
  const exchange = fake.slash({ text: 'search canary-in-the-mine' });
  await exchange.posted(1);
  fake.failNext({ method: 'chat.postMessage', answer: { error: 'invalid_auth' } });
  await adapter.send(channel, listOf(1), 'k').catch(() => undefined);
  fake.failNext({ method: 'chat.postMessage', answer: 'cut' });
  await adapter.send(channel, listOf(1), 'k').catch(() => undefined);
  await another({ logger, botToken: `${fake.botToken}-wrong` })
    .start(createScriptedBot(() => listOf(1)).bot)
    .catch((error: unknown) => logger.error({ event: 'start', err: error }));
  await adapter.stop();
  await stop();

  const log = lines.join('');
  const { response_url, trigger_id } = exchange.envelope.payload;
  expect(log).toContain('answer-refused');
  for (const secret of [fake.botToken, fake.appToken, response_url, `"${String(trigger_id)}"`, 'canary'])
    expect(log).not.toContain(secret);
});
