import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { buttonsOf, textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { startTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const HOUR = 3_600_000;
const permissions = PermissionFlagsBits.ManageChannels;

describe('a daily list in a forum', () => {
  const folder = useTemporaryFolder();
  let platforms: TwoPlatforms;
  let forum: FakeChannel;
  beforeEach(async () => {
    platforms = await startTwoPlatforms(`file:${folder.path('paperboy.db')}`);
    const { discord } = platforms;
    const tags = [{ name: 'papers' }, { name: 'other' }];
    forum = discord.addChannel({ kind: 'forum', name: 'reading', managers: [discord.user.id], tags });
  });
  afterEach(async () => {
    await platforms.stop();
    const { discord, slack } = platforms;
    expect([...discord.violations, ...discord.unknownRoutes, ...slack.violations]).toEqual([]);
  });

  const daily = async (options: Readonly<Record<string, string | number>>) =>
    platforms.discord
      .slash({ subcommand: 'daily', options: { channel: forum.id, ...options }, permissions })
      .answer();
  const say = async (options: Readonly<Record<string, string | number>>) => textOf(await daily(options));
  const wait = async (milliseconds: number) => {
    platforms.clock.advance(milliseconds);
    await platforms.tick();
  };
  const posts = () => platforms.discord.posts(forum);

  it('is a post of its own each day, tagged as chosen, with its parts in it, and stopped from there', async () => {
    const { discord } = platforms;
    expect(await say({ mode: 'on', at: '13:00', size: 25, tag: 'Papers' })).toContain(
      'a post of its own, tagged Papers',
    );
    expect(await say({ mode: 'show' })).toContain('a post of its own, tagged Papers');
    await wait(HOUR);
    await wait(10_000);
    await wait(10_000);
    const [post = expect.fail('nothing was posted'), ...others] = posts();
    expect(others).toEqual([]);
    expect(post).toMatchObject({
      name: '25 papers for 21 May 2026',
      appliedTags: [String(BigInt(forum.id) + 1n)],
    });
    const messages = discord.messages(post);
    expect(messages.map((message) => /\((\d of \d)\)/.exec(textOf(message))?.[1])).toEqual([
      '1 of 3',
      '2 of 3',
      '3 of 3',
    ]);
    const last = messages.find((message) => buttonsOf(message).some(({ label }) => label.startsWith('Stop')));
    const button = last ?? expect.fail('there is no button');
    const stopped = discord.press(button, 'Stop this daily list', { channel: post, permissions });
    expect(textOf(await stopped.answer())).toContain('The daily list of #reading is off.');
    await wait(24 * HOUR);
    expect(posts()).toHaveLength(1);
  });

  it('is posted once when the answer was lost and paperboy is started anew', async () => {
    await say({ mode: 'on', at: '13:00', size: 1 });
    platforms.discord.failNext({ method: 'POST', path: /\/threads$/, afterAccept: true });
    await wait(HOUR);
    await platforms.restart();
    for (let tick = 0; tick < 4; tick++) await wait(30_000);
    expect(posts()).toHaveLength(1);
    expect(await say({ mode: 'show' })).toContain('posted');
  });

  it('is posted after all when Discord did not take it, and skipped when nobody can tell', async () => {
    const { discord } = platforms;
    await say({ mode: 'on', at: '13:00', size: 1 });
    discord.failNext({ method: 'POST', path: /\/threads$/ });
    await wait(HOUR);
    for (let tick = 0; tick < 4; tick++) await wait(30_000);
    expect(posts()).toHaveLength(1);
    discord.failNext({ method: 'POST', path: /\/threads$/, afterAccept: true });
    await wait(24 * HOUR);
    discord.changeChannel(forum, { denied: PermissionFlagsBits.ReadMessageHistory });
    await discord.gateway.heard();
    for (let tick = 0; tick < 4; tick++) await wait(30_000);
    expect(posts()).toHaveLength(2);
    expect(await say({ mode: 'show' })).toContain('It may or may not have been posted');
  });

  it('is refused without the tag that the forum demands, and suspended when it comes to demand one', async () => {
    const { discord } = platforms;
    const strict = { tags: [{ name: 'papers' }], requiresTag: true };
    discord.changeChannel(forum, strict);
    await discord.gateway.heard();
    expect(await say({ mode: 'on', at: '13:00' })).toContain(
      '#reading takes no posts without a tag. Choose one with `tag`: "papers".',
    );
    expect(await say({ mode: 'on', at: '13:00', tag: 'news' })).toContain('#reading has no tag "news"');
    discord.changeChannel(forum, { requiresTag: false });
    await discord.gateway.heard();
    expect(await say({ mode: 'on', at: '13:00', size: 1 })).toContain('is on');
    discord.changeChannel(forum, strict);
    await discord.gateway.heard();
    await wait(HOUR);
    expect(await say({ mode: 'resume' })).toContain('takes no posts without a tag');
    expect(await say({ mode: 'on', tag: 'papers' })).toContain('is changed');
  });

  it('can be tested, and says so in its name', async () => {
    expect(await say({ mode: 'test', size: 1 })).toContain('is on its way');
    await wait(1_000);
    expect(posts().map(({ name }) => name)).toEqual(['Test: 1 paper for 21 May 2026']);
  });

  it('is no message, as the list of a channel is no post, and Slack knows neither', async () => {
    const { discord, slack } = platforms;
    expect(await say({ mode: 'on', style: 'thread' })).toContain(
      '`style` can be forum here; you gave thread.',
    );
    const inChannel = (options: Readonly<Record<string, string>>) =>
      discord.slash({ subcommand: 'daily', options: { mode: 'on', ...options }, permissions }).answer();
    expect(textOf(await inChannel({ style: 'forum' }))).toContain('`style` can be message or thread here');
    expect(textOf(await inChannel({ tag: 'news' }))).toContain('`tag` marks the posts of a forum');
    const user = slack.users.admin;
    const onSlack = await slack.slash({ text: 'daily on style:thread', user }).answer();
    expect(readable(onSlack)).toContain('style can be message here; you gave thread.');
  });
});

describe('a daily list with a thread, and one that is announced', () => {
  const platforms = useTwoPlatforms();

  it('has one place to talk for all its parts, and tells in status that it has', async () => {
    const { discord, clock } = platforms;
    const say = async (subcommand: string, options: Readonly<Record<string, string | number>> = {}) =>
      textOf(await discord.slash({ subcommand, options, permissions }).answer());
    await say('daily', { mode: 'on', at: '13:00', size: 25, style: 'thread' });
    expect(await say('status')).toContain('a message with a thread to talk about it');
    clock.advance(HOUR);
    for (let tick = 0; tick < 3; tick++) await platforms.tick();
    expect(discord.posts(discord.channel).map(({ name }) => name)).toEqual(['25 papers for 21 May 2026']);
  });

  it('is passed on to followers of the channel; a test is not', async () => {
    const { discord, clock } = platforms;
    const channel = discord.addChannel({ kind: 'announcement' });
    const ask = (options: Readonly<Record<string, string | number>>) =>
      discord.slash({ subcommand: 'daily', options, channel, permissions }).answer();
    const passedOn = () => discord.requests.filter(({ path }) => path.endsWith('/crosspost'));
    await ask({ mode: 'test', size: 1 });
    await platforms.tick();
    expect(passedOn()).toEqual([]);
    await ask({ mode: 'on', at: '13:00', size: 1 });
    clock.advance(HOUR);
    await platforms.tick();
    expect(passedOn()).toHaveLength(1);
  });
});
