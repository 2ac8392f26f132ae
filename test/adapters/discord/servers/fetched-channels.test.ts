import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Placement } from '../../../../src/core/layout.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const MINUTE = 60_000;
const PUBLISHED: Placement = { style: 'message', title: 'Papers', part: 1, publish: true };

describe('what is asked of channels where no gateway tells of them', () => {
  let discord: DiscordHarness;
  beforeEach(async () => {
    discord = await createDiscordHarness({}, 'http');
    await discord.adapter.start(createScriptedBot(() => listOf(1)).bot);
  });
  afterEach(() => discord.stop());

  const asked = () =>
    discord.fake.requests.filter(({ method, path }) => method === 'GET' && /guilds|channels/.test(path))
      .length;
  const named = (channel = discord.fake.channel) => discord.adapter.nameOf?.(discord.targetOf(channel));

  it('is a name once in ten minutes', async () => {
    expect([await named(), await named(), asked()]).toEqual(['#papers', '#papers', 1]);
    discord.clock.advance(10 * MINUTE - 1);
    expect([await named(), asked()]).toEqual(['#papers', 1]);
    discord.clock.advance(1);
    expect([await named(), asked()]).toEqual(['#papers', 2]);
  });

  it('is remembered, too, of a channel that is none, but not while Discord is in trouble', async () => {
    const channel = discord.fake.addChannel({ name: 'news' });
    discord.fake.failNext({ method: 'GET', path: /channels/, status: 500, times: 4 });
    expect(await named(channel)).toBeUndefined();
    expect(await named(channel)).toBe('#news');
    discord.fake.removeChannel(channel);
    discord.clock.advance(10 * MINUTE);
    const before = asked();
    expect([await named(channel), await named(channel), asked()]).toEqual([undefined, undefined, before + 1]);
  });

  it('is whether lists are passed on, once for many of them', async () => {
    const channel = discord.fake.addChannel({ kind: 'announcement', name: 'news' });
    for (const key of ['one', 'two', 'three'])
      await discord.adapter.send(discord.targetOf(channel), listOf(1), key, PUBLISHED);
    expect(asked()).toBe(1);
    const passedOn = discord.fake.requests.filter(({ path }) => path.endsWith('/crosspost'));
    expect(passedOn).toHaveLength(3);
  });
});
