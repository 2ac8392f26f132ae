import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const HOUR = 60 * 60 * 1_000;
const BOTH = ['Discord', 'Slack'] as const;

describe('topics on Discord and Slack', () => {
  const platforms = useTwoPlatforms();

  /** The same person doing the same on either platform; what they read comes back. */
  function visitor(name: (typeof BOTH)[number]) {
    const { discord, slack } = platforms;
    if (name === 'Discord') {
      type Message = Awaited<ReturnType<ReturnType<typeof discord.slash>['answer']>>;
      let last: Message | undefined;
      const seen = (message: Message) => {
        last = message;
        return textOf(message);
      };
      return {
        say: async (subcommand: string, options = {}, rights = 0n) =>
          seen(await discord.slash({ subcommand, options, permissions: rights }).answer()),
        press: async (button: string) =>
          seen(await discord.press(last ?? expect.fail('there is no message'), button).answer()),
        inbox: () => discord.messages(discord.directChannel()).map(seen),
        channel: () => discord.messages().map(textOf),
      };
    }
    type Message = Awaited<ReturnType<ReturnType<typeof slack.slash>['answer']>>;
    let last: Message | undefined;
    const seen = (message: Message) => {
      last = message;
      return readable(message);
    };
    const line = (command: string, options: Readonly<Record<string, unknown>>) =>
      [
        command,
        ...Object.entries(options).map(([key, value]) =>
          key === 'query' || key === 'paper' ? value : `${key}:${value}`,
        ),
      ].join(' ');
    return {
      say: async (command: string, options = {}, rights = 0n) =>
        seen(
          await slack
            .slash({
              text: line(command, options),
              user: rights === 0n ? slack.users.member : slack.users.admin,
            })
            .answer(),
        ),
      press: async (button: string) =>
        seen(
          await slack.press(last ?? expect.fail('there is no message'), button, slack.users.member).answer(),
        ),
      inbox: () => slack.shownIn(slack.directMessages(slack.users.member)).map(seen),
      channel: () => slack.shownIn(slack.channels.papers).map(readable),
    };
  }

  let count = 0;
  async function publish(...titles: readonly string[]): Promise<void> {
    const { store, services } = platforms.house;
    const papers = titles.map((title) => {
      count += 1;
      return { id: `2605.${String(count).padStart(5, '0')}`, title, abstract: 'Of today.', source: 'test' };
    });
    await store.papers.merge({ papers, withdrawn: [] }, platforms.clock.now());
    await services.catalog.follow();
  }

  it.each(BOTH)('previews, saves, brings once and stops a topic on %s, through a restart', async (name) => {
    const { clock } = platforms;
    const me = visitor(name);
    expect(await me.say('settings', { zone: 'Asia/Tokyo', at: '09:00' })).toContain('Asia/Tokyo');
    const preview = await me.say('subscribe', { query: 'rag OR retrieval', max: 2 });
    expect(preview).toMatch(/of the last 40 papers/);
    expect(await me.press('Save')).toContain('Saved as topic 1.');
    expect(await me.say('subscriptions')).toMatch(/Friday,? 22 May 2026, 09:00/);

    clock.advance(11 * HOUR);
    await publish('RAG one', 'RAG two', 'RAG three', 'Vision');
    await platforms.tick();
    expect(me.inbox()).toEqual([]);
    clock.advance(HOUR);
    await platforms.tick();
    await platforms.restart();
    await platforms.tick();
    const [digest = expect.fail('nothing came'), ...others] = me.inbox();
    expect(others).toEqual([]);
    expect(digest).toContain('2 papers on your topics, 22 May 2026');
    expect(digest).toContain('rag OR retrieval: title');
    expect(digest).not.toContain('Vision');

    expect(await me.press('1 more')).toContain('RAG three');
    me.inbox();
    expect(await me.press('Stop rag OR retrieval')).toContain('Topic 1 is stopped');
    clock.advance(24 * HOUR);
    await publish('RAG four');
    await platforms.tick();
    expect(me.inbox()).toHaveLength(1);
  });

  it.each(BOTH)('brings topics to a channel, for those who may manage it, on %s', async (name) => {
    const me = visitor(name);
    const here = { query: 'rag', to: 'here', every: 'new', save: true };
    expect(await me.say('subscribe', here)).toContain('is for people who may manage this channel');
    expect(await me.say('subscribe', here, PermissionFlagsBits.ManageChannels)).toContain('in this channel');
    const before = me.channel().length;
    platforms.clock.advance(HOUR);
    await publish('RAG for all');
    await platforms.tick();
    platforms.clock.advance(30_000);
    await platforms.tick();
    await platforms.tick();
    expect(me.channel()).toHaveLength(before + 1);
    expect(me.channel().at(-1)).toContain('RAG for all');
  });

  it.each(BOTH)('answers why, catchup, unsubscribe and what is wrong with them on %s', async (name) => {
    const me = visitor(name);
    await me.say('subscribe', { query: 'transformer -vision', save: true });
    expect(await me.say('catchup', { span: '7d' })).toMatch(/papers on your topics in the last 7 days/);
    const first = await me.say('why', { paper: '1' });
    expect(first).toContain('It was here before the topic, so it is not brought.');
    expect(await me.say('catchup', { span: 'week' })).toContain('write how far back as 12h, 7d, 2w or 1m');
    expect(await me.say('settings', { zone: 'Mars/Base' })).toContain('write the time zone as a city');
    expect(await me.say('settings', { at: '24:00' })).toContain('write the time of day');
    expect(await me.say('unsubscribe', { number: 7 })).toContain('You have no topic 7.');
    expect(await me.say('unsubscribe', { number: 1 })).toContain('Topic 1 is stopped');
    expect(await me.press('Take it up again')).toContain('Saved as topic 2.');
  });

  it('knows a person on Discord in every server and in direct messages', async () => {
    const { discord } = platforms;
    await discord.slash({ subcommand: 'subscribe', options: { query: 'rag', save: true } }).answer();
    const direct = await discord
      .slash({ subcommand: 'subscriptions', channel: discord.directChannel() })
      .answer();
    expect(textOf(direct)).toContain('rag');
    const guild = discord.addGuild('Another group');
    const elsewhere = discord.addChannel({ guildId: guild.id });
    const there = await discord.slash({ subcommand: 'subscriptions', channel: elsewhere }).answer();
    expect(textOf(there)).toContain('rag');
  });
});
