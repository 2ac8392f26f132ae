import { REST } from 'discord.js';
import { PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FakeChannel } from './channels.js';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';
import { textOf } from './message-view.js';

const SILENT = { allowed_mentions: { parse: [] } };
const Created = z.object({ id: z.string() });
const HELLO = { content: 'hello', ...SILENT };

let fake: FakeDiscord;
let rest: REST;
beforeEach(async () => {
  fake = await createFakeDiscord();
  rest = new REST({ api: fake.apiUrl, retries: 0, rejectOnRateLimit: ['/channels'] }).setToken(fake.token);
});
afterEach(() => fake.stop());

const codeOf = (request: Promise<unknown>) =>
  request.then(
    () => 'fine',
    ({ code }) => code,
  );
const open = (forum: FakeChannel, more: object = {}) =>
  rest.post(Routes.threads(forum.id), { body: { name: 'Papers', message: HELLO, ...more } });
const say = async (channel: FakeChannel) => {
  await rest.post(Routes.channelMessages(channel.id), { body: HELLO });
  return fake.messages(channel).at(-1)?.id ?? '';
};
const thread = (channel: FakeChannel, message: string) =>
  rest.post(Routes.threads(channel.id, message), { body: { name: 'Talk' } });

describe('the fake Discord knows of forums', () => {
  it('that a post is a thread with the id of its first message, which takes replies', async () => {
    const forum = fake.addChannel({ kind: 'forum' });
    const post = await open(forum);
    expect(post).toMatchObject({ name: 'Papers', parent_id: forum.id, message: { content: 'hello' } });
    const { id } = Created.parse(post);
    expect(post).toMatchObject({ message: { id, channel_id: id } });
    expect(await codeOf(rest.post(Routes.channelMessages(id), { body: HELLO }))).toBe('fine');
    expect(await codeOf(rest.post(Routes.channelMessages(forum.id), { body: HELLO }))).toBe(50008);
  });

  it('who may post, which tags there are, and where one is needed', async () => {
    const tags = [{ name: 'news' }, { name: 'rules', moderated: true }];
    const forum = fake.addChannel({ kind: 'forum', tags, requiresTag: true });
    const [news, rules] = [1n, 2n].map((index) => String(BigInt(forum.id) + index));
    expect(await codeOf(open(forum))).toBe(40067);
    expect(await codeOf(open(forum, { applied_tags: ['1'] }))).toBe(50035);
    expect(await codeOf(open(forum, { applied_tags: [rules] }))).toBe(50013);
    expect(await open(forum, { applied_tags: [news] })).toMatchObject({ applied_tags: [news] });
    const mute = fake.addChannel({ kind: 'media', denied: PermissionFlagsBits.SendMessages });
    expect(await codeOf(open(mute))).toBe(50013);
    expect(await codeOf(open(fake.channel))).toBe(50024);
  });

  it('that no first message has a nonce, and none may mention anybody', async () => {
    const forum = fake.addChannel({ kind: 'forum' });
    expect(await codeOf(open(forum, { message: { ...HELLO, nonce: 'n' } }))).toBe(50035);
    expect(await codeOf(open(forum, { message: { content: '@everyone' } }))).toBe(50035);
  });

  it('which threads are active, and which were archived, the last one first', async () => {
    const forum = fake.addChannel({ kind: 'forum' });
    const inside = (name: string) => fake.addChannel({ kind: 'thread', name, parentId: forum.id });
    const [old, older, young] = [inside('old'), inside('older'), inside('young')];
    fake.changeChannel(older, { archived: true });
    fake.changeChannel(old, { archived: true });
    const active = await rest.get(Routes.guildActiveThreads(fake.guild.id));
    expect(active).toMatchObject({ threads: [{ id: young.id }] });
    const query = new URLSearchParams({ limit: '1' });
    const archived = await rest.get(Routes.channelThreads(forum.id, 'public'), { query });
    expect(archived).toMatchObject({ threads: [{ id: old.id }], has_more: true });
  });
});

describe('the fake Discord knows of threads', () => {
  it('that a message has one thread, in channels that have any, for those who may begin one', async () => {
    const message = await say(fake.channel);
    expect(await thread(fake.channel, message)).toMatchObject({ id: message, name: 'Talk' });
    expect(await codeOf(thread(fake.channel, message))).toBe(160004);
    const voice = fake.addChannel({ kind: 'voice' });
    expect(await codeOf(thread(voice, await say(voice)))).toBe(50024);
    const strict = fake.addChannel({ denied: PermissionFlagsBits.CreatePublicThreads });
    expect(await codeOf(thread(strict, await say(strict)))).toBe(50013);
  });

  it('that those who may write open one again, unless it is locked', async () => {
    const inside = { kind: 'thread', parentId: fake.channel.id, archived: true } as const;
    const again = ({ id }: FakeChannel) =>
      codeOf(rest.patch(Routes.channel(id), { body: { archived: false } }));
    expect(await again(fake.addChannel(inside))).toBe('fine');
    expect(await again(fake.addChannel({ ...inside, locked: true }))).toBe(50013);
    expect(await again(fake.channel)).toBe(50024);
  });
});

describe('the fake Discord knows of announcements', () => {
  it('that one is passed on once, and ten an hour', async () => {
    const news = fake.addChannel({ kind: 'announcement' });
    const pass = (channel: FakeChannel, id: string) =>
      codeOf(rest.post(Routes.channelMessageCrosspost(channel.id, id)));
    const first = await say(news);
    expect([await pass(news, first), await pass(news, first)]).toEqual(['fine', 40033]);
    for (let count = 2; count <= 10; count++) expect(await pass(news, await say(news))).toBe('fine');
    await expect(rest.post(Routes.channelMessageCrosspost(news.id, await say(news)))).rejects.toMatchObject({
      name: expect.stringContaining('RateLimitError'),
    });
    expect(fake.messages(news).map(textOf)).toHaveLength(11);
    expect(await pass(fake.channel, await say(fake.channel))).toBe(50024);
  });
});
