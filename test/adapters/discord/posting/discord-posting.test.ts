import { type APIMessage, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../../src/core/invocation.js';
import type { Placement } from '../../../../src/core/layout.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { FakeChannel } from '../../../fakes/discord/channels.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

let discord: DiscordHarness;
beforeEach(async () => {
  discord = await createDiscordHarness();
  await discord.adapter.start(createScriptedBot(() => listOf(1)).bot);
});
afterEach(async () => {
  await discord.stop();
  expect(discord.fake.violations).toEqual([]);
  expect(discord.fake.unknownRoutes).toEqual([]);
});

const LIST: Placement = { style: 'message', title: '2 papers for 22 May 2026', part: 1, publish: true };
const target = (channel: FakeChannel): Target => discord.targetOf(channel);
const send = (channel: FakeChannel, placement: Partial<Placement> = {}, key = 'k') =>
  discord.adapter.send(target(channel), listOf(2), key, { ...LIST, ...placement });
const sent = (path: RegExp) => discord.fake.requests.filter((request) => path.test(request.path));
const warned = () => discord.logger.entries.map(({ fields }) => fields.event);
const wasPassedOn = ({ flags }: APIMessage) => ((flags ?? 0) & MessageFlags.Crossposted) !== 0;

describe('a list in an announcement channel', () => {
  it('is passed on to those who follow it, once, and without a right to manage messages', async () => {
    const news = discord.fake.addChannel({ kind: 'announcement' });
    await send(news);
    await send(news);
    expect(discord.fake.messages(news).map(wasPassedOn)).toEqual([true]);
    expect(warned()).not.toContain('crosspost-failed');
  });

  it('is not passed on when it is a test or says only that there is none, nor from other channels', async () => {
    const news = discord.fake.addChannel({ kind: 'announcement' });
    await send(news, { publish: false });
    await send(discord.fake.channel);
    await discord.adapter.send(target(news), listOf(1), 'a digest');
    expect(sent(/crosspost$/)).toEqual([]);
  });

  it.each([
    { status: 429, body: { message: 'You are being rate limited.', retry_after: 3_000, global: false } },
    { status: 403, body: { code: 50013, message: 'Missing Permissions' } },
    {},
  ])('is posted all the same when it cannot be passed on, which the log tells', async (fault) => {
    const news = discord.fake.addChannel({ kind: 'announcement' });
    discord.fake.failNext({ method: 'POST', path: /crosspost$/, ...fault });
    await send(news);
    expect(discord.fake.messages(news)).toHaveLength(1);
    expect(warned()).toContain('crosspost-failed');
  });
});

describe('a list with a thread to talk about it', () => {
  const THREAD = { style: 'thread' } as const;

  it('has one, named as the list and archived after a day, however often it is sent and found', async () => {
    const { fake, adapter } = discord;
    const { messageId } = await send(fake.channel, THREAD);
    await send(fake.channel, THREAD);
    const since = new Date(Date.now() - 60_000);
    const placement = { ...LIST, ...THREAD };
    expect(await adapter.find(target(fake.channel), 'k', since, placement)).toEqual({ messageId });
    const body = { name: '2 papers for 22 May 2026', auto_archive_duration: 1440 };
    expect(sent(/threads$/).map((request) => request.body)).toEqual([body, body, body]);
    expect(fake.messages()).toHaveLength(1);
    expect(warned()).not.toContain('thread-failed');
  });

  it('has it at its first part only, and stands without where it cannot begin one', async () => {
    const { fake } = discord;
    await send(fake.channel, { ...THREAD, part: 2 });
    expect(sent(/threads$/)).toEqual([]);
    const strict = fake.addChannel({ denied: PermissionFlagsBits.CreatePublicThreads });
    await send(strict, THREAD);
    expect(fake.messages(strict)).toHaveLength(1);
    expect(warned()).toContain('thread-failed');
  });

  it('gets its thread when the answer to it was lost and it is found again', async () => {
    const { fake, adapter } = discord;
    fake.failNext({ method: 'POST', path: /\/messages$/, afterAccept: true });
    await expect(send(fake.channel, THREAD)).rejects.toMatchObject({ kind: 'unknown' });
    const since = new Date(Date.now() - 60_000);
    await adapter.find(target(fake.channel), 'k', since, { ...LIST, ...THREAD });
    expect(sent(/threads$/)).toHaveLength(1);
  });
});

describe('a thread as the place of lists', () => {
  it('that Discord holds for archived is opened again, and the list comes once', async () => {
    const { fake } = discord;
    const thread = fake.addChannel({ kind: 'thread', parentId: fake.channel.id, archived: true });
    const body = { code: 50083, message: 'Thread is archived' };
    fake.failNext({ method: 'POST', path: /\/messages$/, status: 400, body });
    await send(thread);
    expect(fake.messages(thread)).toHaveLength(1);
    expect(sent(new RegExp(`^/channels/${thread.id}$`)).map((request) => request.body)).toEqual([
      { archived: false },
    ]);
  });

  it('that is locked, too, stays so, and says why', async () => {
    const { fake } = discord;
    const thread = fake.addChannel({
      kind: 'thread',
      parentId: fake.channel.id,
      archived: true,
      locked: true,
    });
    const body = { code: 50083, message: 'Thread is archived' };
    fake.failNext({ method: 'POST', path: /\/messages$/, status: 400, body });
    await expect(send(thread)).rejects.toMatchObject({ kind: 'denied' });
    await expect(send(thread)).rejects.toMatchObject({
      kind: 'denied',
      message: 'This thread is archived or locked; open it again.',
    });
  });
});

describe('what a place allows', () => {
  it('is messages, threads beside them, or posts, as its kind is', async () => {
    const { fake, adapter } = discord;
    const inside = fake.addChannel({ kind: 'thread', parentId: fake.channel.id });
    const styles = async (channel: FakeChannel) => adapter.stylesOf?.(target(channel));
    for (const place of [fake.channel, fake.addChannel({ kind: 'announcement' })])
      expect(await styles(place)).toEqual(['message', 'thread']);
    for (const kind of ['forum', 'media'] as const)
      expect(await styles(fake.addChannel({ kind }))).toEqual(['forum']);
    for (const place of [inside, fake.addChannel({ kind: 'voice' }), fake.directChannel()])
      expect(await styles(place)).toEqual(['message']);
    expect(await adapter.stylesOf?.({ ...target(fake.channel), id: '9'.repeat(18) })).toEqual(['message']);
  });

  it('names what is missing for threads and for posts', async () => {
    const { fake, adapter } = discord;
    const { CreatePublicThreads, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
    const talk = fake.addChannel({ name: 'talk', denied: CreatePublicThreads });
    expect(await adapter.check(target(talk))).toEqual({ ok: true });
    expect(await adapter.check(target(talk), { style: 'thread' })).toMatchObject({
      missing: expect.stringContaining('I lack Create Public Threads in #talk.'),
    });
    const forum = fake.addChannel({
      kind: 'forum',
      name: 'news',
      denied: SendMessages | SendMessagesInThreads,
    });
    expect(await adapter.check(target(forum), { style: 'forum' })).toMatchObject({
      missing: expect.stringContaining('I lack Create Posts and Send Messages in Posts in #news.'),
    });
    const free = fake.addChannel({ kind: 'forum', denied: CreatePublicThreads });
    expect(await adapter.check(target(free), { style: 'forum' })).toEqual({ ok: true });
  });

  it('names the tags of a forum where one is missing, unknown, or for moderators', async () => {
    const { fake, adapter } = discord;
    const tags = [{ name: 'News' }, { name: 'Rules', moderated: true }];
    const forum = fake.addChannel({ kind: 'forum', name: 'forum', tags, requiresTag: true });
    const check = async (tag?: string) => {
      const verdict = await adapter.check(target(forum), {
        style: 'forum',
        ...(tag === undefined ? {} : { tag }),
      });
      return verdict.ok ? 'ok' : verdict.missing;
    };
    expect(await check()).toBe(
      '#forum takes no posts without a tag. Choose one with `tag`: "News", "Rules".',
    );
    expect(await check('old')).toBe('#forum has no tag "old"; it has "News", "Rules".');
    expect(await check('rules')).toContain('I lack Manage Posts in #forum.');
    expect(await check('news')).toBe('ok');
    expect(await adapter.check(target(fake.addChannel({ kind: 'forum' })), { style: 'forum' })).toEqual({
      ok: true,
    });
  });
});
