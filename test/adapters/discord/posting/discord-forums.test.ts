import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Placement } from '../../../../src/core/layout.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { FakeChannel } from '../../../fakes/discord/channels.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const POST: Placement = { style: 'forum', title: '2 papers for 22 May 2026', part: 1, publish: true };
const THREADS = /\/threads$/;

let discord: DiscordHarness;
let forum: FakeChannel;
beforeEach(async () => {
  discord = await createDiscordHarness();
  forum = discord.fake.addChannel({ kind: 'forum', tags: [{ name: 'News' }, { name: 'Other' }] });
  await discord.adapter.start(createScriptedBot(() => listOf(1)).bot);
});
afterEach(async () => {
  await discord.stop();
  expect(discord.fake.violations).toEqual([]);
  expect(discord.fake.unknownRoutes).toEqual([]);
});

const send = (placement: Partial<Placement> = {}, key = 'k') =>
  discord.adapter.send(discord.targetOf(forum), listOf(2), key, { ...POST, ...placement });
const find = (key = 'k', placement: Partial<Placement> = {}) =>
  discord.adapter.find(discord.targetOf(forum), key, new Date(Date.now() - 60_000), {
    ...POST,
    ...placement,
  });
const lose = () => discord.fake.failNext({ method: 'POST', path: THREADS, afterAccept: true });

describe('a list in a forum', () => {
  it('is a post with its heading as its name and its list as the first message, tagged as wished', async () => {
    const { messageId } = await send({ tag: 'news' });
    const [post, ...others] = discord.fake.posts(forum);
    expect(others).toEqual([]);
    expect(post).toMatchObject({ id: messageId, name: '2 papers for 22 May 2026' });
    expect(post?.appliedTags).toEqual([String(BigInt(forum.id) + 1n)]);
    expect(discord.fake.messages(post).map(textOf)[0]).toContain('A fine paper 2');
  });

  it('has its further parts as replies in its post, each once', async () => {
    const { messageId: follows } = await send();
    await send({ part: 2, follows }, 'k2');
    const second = await send({ part: 2, follows }, 'k2');
    const [post] = discord.fake.posts(forum);
    expect(discord.fake.messages(post)).toHaveLength(2);
    expect(await find('k2', { part: 2, follows })).toEqual(second);
    expect(await find('k3', { part: 3, follows })).toBe('absent');
  });

  it('goes on without a part whose post was closed or deleted; the forum itself is well', async () => {
    const { messageId: follows } = await send();
    const [post = expect.fail('nothing was posted')] = discord.fake.posts(forum);
    discord.fake.changeChannel(post, { locked: true });
    const lost = { kind: 'rejected', message: expect.stringContaining('closed or deleted') };
    await expect(send({ part: 2, follows }, 'k2')).rejects.toMatchObject(lost);
    discord.fake.removeChannel(post);
    await expect(send({ part: 2, follows }, 'k2')).rejects.toMatchObject(lost);
  });

  it('comes without a tag that has been renamed, and says so where the forum demands one', async () => {
    discord.fake.changeChannel(forum, { tags: [{ name: 'Fresh' }] });
    await discord.fake.gateway.heard();
    await send({ tag: 'News' });
    expect(discord.fake.posts(forum)[0]?.appliedTags).toEqual([]);
    discord.fake.changeChannel(forum, { requiresTag: true });
    await expect(send({ tag: 'News' }, 'other')).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('takes no posts without a tag'),
    });
  });

  it('that Discord finds malformed is posted once more as plain text, and a long name is cut', async () => {
    const body = { code: 50035, message: 'Invalid Form Body' };
    discord.fake.failNext({ method: 'POST', path: THREADS, status: 400, body });
    await send({ title: 'x'.repeat(150) });
    const [post, ...others] = discord.fake.posts(forum);
    expect(post?.name).toHaveLength(100);
    expect(others).toEqual([]);
  });
});

describe('a post of which the answer was lost', () => {
  it('is unknown, and is found by the mark of its first message, open or archived', async () => {
    lose();
    await expect(send()).rejects.toMatchObject({ kind: 'unknown' });
    const [post = expect.fail('nothing was posted')] = discord.fake.posts(forum);
    await send({}, 'another');
    expect(await find()).toEqual({ messageId: post.id });
    discord.fake.changeChannel(post, { archived: true });
    expect(await find()).toEqual({ messageId: post.id });
    expect(await find('a third')).toBe('absent');
  });

  it('is not mistaken for posts of others, elsewhere, or from before', async () => {
    const { fake } = discord;
    fake.addChannel({ kind: 'thread', parentId: forum.id, authorId: fake.user.id });
    fake.addChannel({ kind: 'thread', parentId: fake.addChannel({ kind: 'forum' }).id });
    await send();
    const after = new Date(Date.now() + 60_000);
    expect(await discord.adapter.find(discord.targetOf(forum), 'k', after, POST)).toBe('absent');
  });

  it('is not proven absent where a post of ours has lost its first message, or nothing can be read', async () => {
    await send();
    const [post = expect.fail('nothing was posted')] = discord.fake.posts(forum);
    for (const message of discord.fake.messages(post)) discord.fake.remove(message);
    expect(await find()).toBe('unreadable');
    discord.fake.changeChannel(forum, { denied: PermissionFlagsBits.ReadMessageHistory });
    await discord.fake.gateway.heard();
    expect(await find()).toBe('unreadable');
  });

  it('is not proven absent among more posts of ours than can be looked at', async () => {
    for (let count = 0; count < 21; count++) discord.fake.addChannel({ kind: 'thread', parentId: forum.id });
    expect(await find()).toBe('unreadable');
  });

  it('is looked for again when Discord does not say what is there', async () => {
    discord.fake.failNext({
      method: 'GET',
      path: /threads\/active$/,
      status: 200,
      body: { threads: 'many' },
    });
    await expect(find()).rejects.toMatchObject({ kind: 'retry' });
  });
});
