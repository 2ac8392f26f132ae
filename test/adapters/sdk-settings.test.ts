import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { restOptions } from '../../src/adapters/discord/client.js';
import { createScriptedBot, listOf } from '../contracts/chat-adapter.js';
import type { Fault } from '../fakes/discord/faults.js';
import { createDiscordHarness, type DiscordHarness } from './discord/discord-harness.js';
import { openSlackHouse, type SlackHouse } from './slack/slack-house.js';

/** What is waited for an answer, far less than a lease. */
const LIMIT_MS = 10_000;
const failing = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was posted'),
    (error: unknown) => error,
  );

describe('the client that posts lists to Discord', () => {
  let discord: DiscordHarness;
  beforeEach(async () => {
    discord = await createDiscordHarness();
    await discord.adapter.start(createScriptedBot(() => listOf(1)).bot);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await discord.stop();
    expect(discord.fake.violations).toEqual([]);
  });
  const fail = (fault: Omit<Fault, 'method' | 'path'>) =>
    discord.fake.failNext({ method: 'POST', path: /\/messages$/, ...fault });
  const send = (key: string) => discord.adapter.send(discord.targetOf(discord.fake.channel), listOf(1), key);
  const posts = () =>
    discord.fake.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));

  it.each([500, 502, 503])('asks once where Discord answers %i', async (status) => {
    fail({ status, times: 9 });
    expect(await failing(send('k'))).toMatchObject({ kind: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  it('asks once where the connection breaks', async () => {
    fail({ times: 9 });
    expect(await failing(send('k'))).toMatchObject({ kind: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    [
      'the channel',
      { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '60' },
    ],
    ['everything', { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }],
  ])('hands a limit of %s on at once, and does not wait it out', async (_, more) => {
    fail({
      status: 429,
      body: { retry_after: 60, global: false },
      headers: { 'retry-after': '60', ...more },
    });
    expect(await failing(send('k'))).toMatchObject({ kind: 'retry' });
    expect(posts()).toHaveLength(1);
    // What it knows of that limit by itself makes it wait no more than that.
    expect(await failing(send('another'))).toMatchObject({ kind: 'retry' });
    expect(posts()).toHaveLength(1);
  });

  it('waits ten seconds for an answer', async () => {
    const limits = vi.spyOn(globalThis, 'setTimeout');
    await send('k');
    expect(limits.mock.calls.map(([, limit]) => limit)).toContain(LIMIT_MS);
  });

  it('warns after every hundred requests that are refused, and waits out no limit of channels or people', () => {
    expect(restOptions(discord.fake.apiUrl)).toMatchObject({
      timeout: LIMIT_MS,
      invalidRequestWarningInterval: 100,
      rejectOnRateLimit: ['/channels', '/users/@me/channels'],
    });
  });
});

describe('the client that posts lists to Slack', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await house.stop();
    expect(house.fake.violations).toEqual([]);
  });
  const send = () => house.adapter.send(house.target(house.fake.channels.papers), listOf(1), 'k');
  const posts = () => house.fake.calls.filter(({ method }) => method === 'chat.postMessage');

  it.each<readonly [string, string, Parameters<SlackHouse['fake']['failNext']>[0]['answer']]>([
    ['Slack answers 500', 'unknown', { status: 500 }],
    ['Slack answers 503', 'unknown', { status: 503 }],
    ['Slack does not know what happened', 'unknown', { error: 'internal_error' }],
    ['the connection breaks', 'unknown', 'cut'],
    ['Slack wants us to slow down', 'retry', { status: 429, headers: { 'retry-after': '60' } }],
  ])('asks once where %s, and hands that on at once', async (_, kind, answer) => {
    house.fake.failNext({ method: 'chat.postMessage', answer, times: 9 });
    expect(await failing(send())).toMatchObject({ kind });
    expect(posts()).toHaveLength(1);
  });

  it('waits ten seconds for an answer', async () => {
    const limits = vi.spyOn(AbortSignal, 'timeout');
    await send();
    expect(limits.mock.calls.map(([limit]) => limit)).toContain(LIMIT_MS);
    expect(Math.max(...limits.mock.calls.map(([limit]) => limit))).toBe(LIMIT_MS);
  });
});
