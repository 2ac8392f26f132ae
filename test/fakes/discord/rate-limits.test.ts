import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';
import { createRateLimits } from './rate-limits.js';

const POST = (channel: number) => ['POST', `/channels/${channel}/messages`] as const;

describe('the limits of the fake Discord', () => {
  let time = 0;
  const limits = () => createRateLimits(() => time);
  beforeEach(() => {
    time = 0;
  });

  it('admit fifty requests in any second', () => {
    const { admit, seen } = limits();
    const asked = (count: number) => Array.from({ length: count }, (_, at) => admit(...POST(at)).ok);
    expect(asked(30)).not.toContain(false);
    time = 900;
    expect(asked(20)).not.toContain(false);
    expect(admit('GET', '/gateway/bot')).toMatchObject({
      ok: false,
      headers: { 'retry-after': '0.1', 'x-ratelimit-scope': 'global' },
      body: { retry_after: 0.1, global: true },
    });
    time = 1_000;
    expect(asked(30)).not.toContain(false);
    expect(asked(1)).toEqual([false]);
    expect(seen.limited).toEqual({ global: 2, channel: 0 });
  });

  it('admit five messages in five seconds to a channel, and others meanwhile', () => {
    const { admit, seen } = limits();
    for (let message = 0; message < 5; message++) expect(admit(...POST(1)).ok).toBe(true);
    time = 2_000;
    expect(admit(...POST(1))).toMatchObject({
      ok: false,
      headers: { 'retry-after': '3', 'x-ratelimit-scope': 'user' },
    });
    expect(admit(...POST(2))).toMatchObject({ ok: true, headers: { 'x-ratelimit-remaining': '4' } });
    time = 5_000;
    expect(admit(...POST(1)).ok).toBe(true);
    expect(seen.limited).toEqual({ global: 0, channel: 1 });
  });

  it('do not count answers to people', () => {
    const { admit, seen } = limits();
    for (let answer = 0; answer < 200; answer++)
      expect(admit('POST', '/interactions/1/a/callback').ok).toBe(true);
    expect(seen.admitted).toEqual([]);
  });
});

describe('a fake Discord that enforces its limits', () => {
  let fake: FakeDiscord;
  beforeEach(async () => {
    fake = await createFakeDiscord({ enforcesLimits: true });
  });
  afterEach(() => fake.stop());

  it('turns away who does not wait, and keeps count', async () => {
    const headers = { authorization: `Bot ${fake.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ content: 'hello', allowed_mentions: { parse: [] } });
    const url = `${fake.apiUrl}/v10/channels/${fake.channel.id}/messages`;
    const answers = await Promise.all(
      Array.from({ length: 7 }, () => fetch(url, { method: 'POST', headers, body })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(2);
    expect(fake.traffic).toMatchObject({ limited: { channel: 2 }, invalid: 2 });
    expect(fake.messages()).toHaveLength(5);
  });
});
