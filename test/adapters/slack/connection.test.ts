import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackAdapterOptions } from '../../../src/adapters/slack/index.js';
import type { Clock } from '../../../src/core/clock.js';
import { createScriptedBot, listOf } from '../../contracts/chat-adapter.js';
import { createWatch } from '../../fakes/watch.js';
import { closedAddress, openSlackHouse, type SlackHouse } from './slack-house.js';

const { bot } = createScriptedBot(() => listOf(1));

let house: SlackHouse;

beforeEach(async () => {
  house = await openSlackHouse();
});

afterEach(async () => {
  await house.stop();
});

describe('starting', () => {
  it('says where it is connected, and as whom', async () => {
    expect(await house.start(bot)).toEqual([
      'Slack: connected to Paper Readers as @paperboy; ask with /papers.',
    ]);
  });

  it('names the scopes that are missing', async () => {
    const poor = await openSlackHouse({ scopes: ['commands', 'chat:write', 'channels:read', 'groups:read'] });
    const [, warning] = await poor.start(bot);
    expect(warning).toContain(
      'the app lacks chat:write.public, users:read, channels:history, groups:history, im:history, im:write;',
    );
    await poor.stop();
  });

  it.each<[string, Partial<SlackAdapterOptions>, RegExp]>([
    [
      'a wrong bot token',
      { botToken: 'xoxb-wrong' },
      /refuses SLACK_BOT_TOKEN \(invalid_auth\): copy the bot token/,
    ],
    [
      'a wrong app token',
      { appToken: 'xapp-wrong' },
      /refuses SLACK_APP_TOKEN \(invalid_auth\): copy the app-level/,
    ],
  ])('refuses %s with a sentence, and lives on', async (_, options, sentence) => {
    const adapter = house.another(options);
    await expect(adapter.start(bot)).rejects.toThrow(sentence);
    expect(adapter.connected()).toBe(false);
    await adapter.stop();
  });

  it('says that nobody listens at the address it was given', async () => {
    const apiUrl = await closedAddress();
    const reason = `Slack cannot be reached at ${new URL(apiUrl).origin}: ECONNREFUSED. Check the network`;
    await expect(house.another({ apiUrl }).start(bot)).rejects.toThrow(reason);
  });

  it('tells tokens that were mixed up', async () => {
    const { botToken, appToken } = house.fake;
    await expect(house.another({ botToken: appToken }).start(bot)).rejects.toThrow(
      'SLACK_BOT_TOKEN is the wrong kind of token: it must be the bot token, which starts with xoxb-.',
    );
    await expect(house.another({ appToken: botToken }).start(bot)).rejects.toThrow(
      'SLACK_APP_TOKEN is the wrong kind of token: it must be the app-level token, which starts with xapp-.',
    );
  });

  it('says that Slack is down when it is', async () => {
    house.fake.failNext({ method: 'apps.connections.open', answer: { status: 503 } });
    await expect(house.start(bot)).rejects.toThrow('it answers with HTTP 503');
  });
});

describe('staying connected', () => {
  const until = (look: () => boolean) => house.fake.until(() => (look() ? true : undefined));

  it('comes back at once when Slack refreshes the connection', async () => {
    await house.start(bot);
    house.fake.disconnect('refresh_requested');
    await until(() => house.fake.connections() === 0);
    expect(house.adapter.connected()).toBe(false);
    await until(() => house.fake.connections() === 1);
    await house.fake.slash({ text: 'search rag' }).answer();
    expect(house.adapter.connected()).toBe(true);
  });

  it('comes back when the network fails, with a growing pause between attempts', async () => {
    const { fake, clock, logger } = house;
    const pauses = createWatch();
    const started: number[] = [];
    const watched: Clock = {
      now: () => clock.now(),
      steady: () => clock.steady(),
      timer(milliseconds) {
        started.push(milliseconds);
        pauses.changed();
        return clock.timer(milliseconds);
      },
    };
    const adapter = house.another({ clock: watched });
    await adapter.start(bot);
    fake.failNext({ method: 'apps.connections.open', answer: 'cut' });
    fake.failNext({ method: 'apps.connections.open', answer: { error: 'internal_error' } });
    fake.cutConnections();
    for (const pause of [1_000, 2_000]) {
      await pauses.until(() => (started.includes(pause) ? true : undefined));
      clock.advance(pause);
    }
    await until(() => fake.connections() === 1);
    await fake.slash({ text: 'search rag' }).answer();
    const warnings = logger.entries.filter(({ fields }) => fields.event === 'reconnect-failed');
    expect(warnings.map(({ fields }) => fields.attempt)).toEqual([0, 1]);
    await adapter.stop();
  });

  it('does not come back once it was stopped', async () => {
    await house.start(bot);
    await house.adapter.stop();
    await until(() => house.fake.connections() === 0);
    const before = house.fake.calls.length;
    await new Promise(setImmediate);
    expect(house.fake.calls).toHaveLength(before);
    expect(house.adapter.connected()).toBe(false);
  });
});
