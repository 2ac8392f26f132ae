import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../../src/core/invocation.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

let discord: DiscordHarness;
let target: Target;

beforeEach(async () => {
  discord = await createDiscordHarness();
  target = discord.targetOf(discord.fake.channel);
  await discord.adapter.start(createScriptedBot(() => listOf(1)).bot);
});

afterEach(async () => {
  await discord.stop();
  expect(discord.fake.violations).toEqual([]);
});

const send = (key = 'v1|discord|g|c|daily|2026-05-21|1', to = target) =>
  discord.adapter.send(to, listOf(2), key);
const posts = () =>
  discord.fake.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
const PATH = /\/messages$/;

describe('a post', () => {
  it('reaches the channel once, however often the same one is sent', async () => {
    const first = await send();
    expect(await send()).toEqual(first);
    expect(discord.fake.messages().map(({ id }) => id)).toEqual([first.messageId]);
    await send('another');
    expect(discord.fake.messages()).toHaveLength(2);
  });

  it('reaches a person, in a channel that is asked for once, and is found there again', async () => {
    const { fake, adapter } = discord;
    const person = discord.targetOf(fake.directChannel());
    expect(person).toMatchObject({ tenant: 'direct', id: fake.user.id, kind: 'direct' });
    const first = await send('for you', person);
    await send('for you, too', person);
    expect(fake.messages(fake.directChannel()).map(({ id }) => id)[0]).toBe(first.messageId);
    const opened = fake.requests.filter(({ path }) => path.endsWith('/users/@me/channels'));
    expect(opened).toHaveLength(1);
    expect(await adapter.find(person, 'for you', new Date(Date.now() - 60_000))).toEqual(first);
    expect(await adapter.find(person, 'another', new Date(Date.now() - 60_000))).toBe('absent');
  });

  it('does not reach a person whom Discord does not know, or who takes no messages', async () => {
    const closed = discord.fake.addUser('bob', { closedToMessages: true });
    const nobody: Target = { ...discord.targetOf(discord.fake.directChannel()), id: '9'.repeat(18) };
    await expect(send('k', { ...nobody, id: closed.id })).rejects.toMatchObject({ kind: 'gone' });
    await expect(send('k', nobody)).rejects.toMatchObject({ kind: 'gone' });
    expect(await discord.adapter.check(nobody)).toMatchObject({ ok: false });
    expect(await discord.adapter.check({ ...nobody, id: closed.id })).toEqual({ ok: true });
  });

  it('that may not have opened the direct messages of a person is tried again', async () => {
    const person = discord.targetOf(discord.fake.directChannel());
    discord.fake.failNext({ method: 'POST', path: /\/users\/@me\/channels$/, status: 503, times: 1 });
    await expect(send('k', person)).rejects.toMatchObject({ kind: 'retry' });
    await send('k', person);
    expect(discord.fake.messages(discord.fake.directChannel())).toHaveLength(1);
  });

  it('carries the same nonce after a restart', async () => {
    await send();
    const again = discord.restarted();
    await again.send(target, listOf(2), 'v1|discord|g|c|daily|2026-05-21|1');
    expect(discord.fake.messages()).toHaveLength(1);
    expect(posts().map(({ body }) => body)).toMatchObject([
      { nonce: expect.stringMatching(/^[\w-]{25}$/), enforce_nonce: true },
      { nonce: expect.stringMatching(/^[\w-]{25}$/) },
    ]);
  });

  it('that was deleted meanwhile counts as posted, and is not posted again', async () => {
    await send();
    const [message = expect.fail('nothing was posted')] = discord.fake.messages();
    discord.fake.remove(message);
    expect(await send()).toEqual({ messageId: 'deleted' });
    expect(discord.fake.messages()).toEqual([]);
  });

  it('of which the answer was lost is unknown, and sending it again finds it', async () => {
    discord.fake.failNext({ method: 'POST', path: PATH, afterAccept: true });
    await expect(send()).rejects.toMatchObject({ name: 'DeliveryError', kind: 'unknown' });
    await send();
    expect(discord.fake.messages()).toHaveLength(1);
  });

  it('is tried once only: what comes next is not decided here', async () => {
    discord.fake.failNext({ method: 'POST', path: PATH, status: 503, times: 5 });
    await expect(send()).rejects.toMatchObject({ kind: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  it('waits its turn when Discord says so, without holding anybody up', async () => {
    const limited = (after: string) =>
      discord.fake.failNext({
        method: 'POST',
        path: PATH,
        status: 429,
        body: { message: 'You are being rate limited.', retry_after: 2.5, global: false },
        headers: { 'retry-after': after, 'x-ratelimit-scope': 'user' },
      });
    for (const after of ['2.5', 'abc', '-1', '1000000000']) {
      limited(after);
      await expect(send()).rejects.toMatchObject({ kind: 'retry', retryAfterMs: expect.any(Number) });
    }
    limited('2.5');
    const failure = await send().catch((error: unknown) => error);
    expect(failure).toMatchObject({ retryAfterMs: 2_550 });
  });

  it.each([
    [403, 50001, 'denied', 'View Channel'],
    [403, 50013, 'denied', 'Send Messages'],
    [403, 50007, 'gone', 'direct messages'],
    [404, 10003, 'gone', 'no longer exists'],
    [403, 160005, 'denied', 'locked'],
    [400, 40067, 'denied', 'without a tag'],
    [400, 160006, 'retry', 'as many open threads'],
    [400, 50008, 'denied', 'takes no messages'],
    [400, 200000, 'rejected', 'AutoMod'],
    [403, 20028, 'retry', 'slow down'],
    [403, 99999, 'denied', '99999'],
    [400, 99999, 'rejected', '99999'],
  ])('refused with %d and %d says what it means', async (status, code, kind, sentence) => {
    discord.fake.failNext({ method: 'POST', path: PATH, status, body: { code, message: 'No' } });
    await expect(send()).rejects.toMatchObject({ kind, message: expect.stringContaining(sentence) });
  });

  it('blocked by a page instead of an answer is tried again much later', async () => {
    discord.fake.failNext({ method: 'POST', path: PATH, status: 403, body: '<html>Access denied</html>' });
    await expect(send()).rejects.toMatchObject({ kind: 'retry', retryAfterMs: 900_000 });
  });

  it('answered with something else than a message is unknown', async () => {
    discord.fake.failNext({ method: 'POST', path: PATH, status: 200, body: '<html>OK</html>' });
    await expect(send()).rejects.toMatchObject({ kind: 'unknown' });
  });

  it('that Discord finds malformed is sent once more as plain text', async () => {
    discord.fake.failNext({
      method: 'POST',
      path: PATH,
      status: 400,
      body: { code: 50035, message: 'Invalid' },
    });
    await send();
    expect(textOf(discord.fake.messages()[0] ?? expect.fail('nothing was posted'))).toContain(
      'A fine paper 2',
    );
    discord.fake.failNext({
      method: 'POST',
      path: PATH,
      status: 400,
      body: { code: 50035, message: 'Invalid' },
      times: 2,
    });
    await expect(send('other')).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('is not even tried once the token was refused', async () => {
    discord.fake.failNext({
      method: 'POST',
      path: PATH,
      status: 401,
      body: { code: 0, message: '401: Unauthorized' },
    });
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(send()).rejects.toMatchObject({
        kind: 'retry',
        message: expect.stringContaining('DISCORD_TOKEN'),
      });
    expect(posts()).toHaveLength(1);
  });

  it('to a place that is none of ours goes nowhere', async () => {
    for (const wrong of [
      { ...target, id: '../users/@me' },
      { ...target, platform: 'slack' },
      { ...target, id: '' },
    ]) {
      await expect(send('x', wrong)).rejects.toMatchObject({ kind: 'gone' });
      expect(await discord.adapter.check(wrong)).toMatchObject({ ok: false });
    }
    expect(posts()).toEqual([]);
  });
});

describe('a check', () => {
  const check = (channel: Parameters<DiscordHarness['targetOf']>[0]) =>
    discord.adapter.check(discord.targetOf(channel));

  it('finds channels, threads and direct messages where the bot may post', async () => {
    const { fake } = discord;
    const thread = fake.addChannel({ kind: 'thread', parentId: fake.channel.id });
    const asleep = fake.addChannel({ kind: 'thread', parentId: fake.channel.id, archived: true });
    const post = fake.addChannel({ kind: 'thread', parentId: fake.addChannel({ kind: 'forum' }).id });
    const kinds = (['announcement', 'voice', 'stage'] as const).map((kind) => fake.addChannel({ kind }));
    for (const place of [fake.channel, thread, asleep, post, ...kinds, fake.directChannel()])
      expect(await check(place)).toEqual({ ok: true });
  });

  it('names the permissions that are missing', async () => {
    const denied = (bits: bigint) => discord.fake.addChannel({ name: 'news', denied: bits });
    const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
    const quiet = denied(SendMessages | SendMessagesInThreads);
    const thread = discord.fake.addChannel({ kind: 'thread', name: 'talk', parentId: quiet.id });
    expect(await check(quiet)).toMatchObject({
      missing: expect.stringContaining('I lack Send Messages in #news'),
    });
    expect(await check(thread)).toMatchObject({
      missing: expect.stringContaining('Send Messages in Threads'),
    });
    const voice = discord.fake.addChannel({ kind: 'voice', denied: PermissionFlagsBits.Connect });
    expect(await check(voice)).toMatchObject({ missing: expect.stringContaining('I lack Connect in') });
    expect(await check(denied(ViewChannel))).toMatchObject({
      missing: expect.stringContaining('View Channel'),
    });
  });

  it('hears of a permission that is taken away', async () => {
    const channel = discord.fake.addChannel();
    expect(await check(channel)).toEqual({ ok: true });
    discord.fake.changeChannel(channel, { denied: PermissionFlagsBits.SendMessages });
    await discord.fake.gateway.heard();
    expect(await check(channel)).toMatchObject({ ok: false });
    discord.fake.removeChannel(channel);
    await discord.fake.gateway.heard();
    expect(await check(channel)).toMatchObject({ missing: 'This channel no longer exists.' });
  });

  it('tells a thread that is locked', async () => {
    const locked = discord.fake.addChannel({
      kind: 'thread',
      parentId: discord.fake.channel.id,
      locked: true,
    });
    expect(await check(locked)).toMatchObject({ missing: expect.stringContaining('is locked') });
  });

  it('fails with a delivery error when Discord does not answer', async () => {
    discord.fake.failNext({ method: 'GET', path: /^\/channels/, times: 5 });
    const unheard = { ...target, id: '9'.repeat(18) };
    await expect(discord.adapter.check(unheard)).rejects.toMatchObject({
      name: 'DeliveryError',
      kind: 'unknown',
    });
    await discord.adapter.stop();
    await expect(discord.adapter.check(target)).rejects.toMatchObject({ kind: 'retry' });
  });
});
