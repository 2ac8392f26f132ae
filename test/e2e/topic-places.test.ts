import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import type { FakeChannel as SlackChannel } from '../fakes/slack/workspace.js';
import { placesOn, useEveryPlace } from '../support/every-place.js';

const HOUR = 3_600_000;

describe('a topic in places of every kind', () => {
  const every = useEveryPlace();

  const subscribe = (channel: FakeChannel) =>
    every.onDiscord(channel, 'subscribe', { query: 'zebrafish', to: 'here', save: true });

  /** A paper comes in, and the digests of the next day come due. */
  async function publish(): Promise<void> {
    const { clock, house, tick } = every.platforms;
    clock.advance(HOUR);
    const papers = [{ id: '2605.00001', title: 'On zebrafish', source: 'test' }];
    await house.store.papers.merge({ papers, withdrawn: [] }, clock.now());
    await house.services.catalog.follow();
    clock.advance(24 * HOUR);
    await tick();
    await tick();
  }

  it('comes to channels, threads, posts of forums, voice and stage channels, and direct messages on Discord', async () => {
    const { discord } = every.platforms;
    const parentId = discord.channel.id;
    const places = [...placesOn(discord), discord.addChannel({ kind: 'thread', parentId, archived: true })];
    for (const place of places) expect(await subscribe(place)).toContain('Saved as topic');
    await publish();
    for (const place of places) {
      const digests = discord
        .messages(place)
        .map(textOf)
        .filter((text) => text.includes('on your topics'));
      expect(digests, place.kind).toHaveLength(1);
      expect(digests[0]).toContain('On zebrafish');
    }
  });

  it('says what is in the way of a locked thread and of a channel in which the bot may not write', async () => {
    const { discord } = every.platforms;
    const parentId = discord.channel.id;
    const locked = discord.addChannel({ kind: 'thread', name: 'talk', parentId, locked: true });
    const silent = discord.addChannel({ name: 'silent', denied: PermissionFlagsBits.SendMessages });
    expect(await subscribe(locked)).toContain('The thread "talk" is locked.');
    expect(await subscribe(silent)).toContain('I lack Send Messages in #silent.');
  });

  it('comes to public and private channels and to direct messages on Slack', async () => {
    const { slack } = every.platforms;
    const { papers, circle, elsewhere, secret, pair } = slack.channels;
    const subscribeThere = (place: SlackChannel) =>
      every.onSlack(place, 'subscribe zebrafish to:here save:yes');
    for (const place of [papers, circle, elsewhere, pair])
      expect(await subscribeThere(place)).toContain('Saved as topic');
    expect(await subscribeThere(secret)).toContain('invite me with /invite @paperboy');
    await publish();
    for (const place of [papers, circle, elsewhere])
      expect(slack.shownIn(place).map(readable).at(-1)).toContain('On zebrafish');
  });
});
