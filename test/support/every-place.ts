import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { FakeChannel } from '../fakes/discord/channels.js';
import type { FakeDiscord } from '../fakes/discord/fake-discord.js';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import type { FakeChannel as SlackChannel } from '../fakes/slack/workspace.js';
import type { TwoPlatforms } from './two-platforms.js';
import { useTwoPlatforms } from './use-two-platforms.js';

/** Two platforms with places of every kind, anew for each test, in which those who manage them set something up. */
export interface EveryPlace {
  readonly platforms: TwoPlatforms;
  /** What somebody who manages a channel of Discord is answered there. */
  onDiscord(channel: FakeChannel, subcommand: string, options: SlashOptions): Promise<string>;
  /** The same on Slack. */
  onSlack(channel: SlackChannel, text: string): Promise<string>;
}

type SlashOptions = Readonly<Record<string, string | number | boolean>>;

export function useEveryPlace(): EveryPlace {
  const platforms = useTwoPlatforms();
  return {
    get platforms() {
      return platforms;
    },
    async onDiscord(channel, subcommand, options) {
      const permissions = PermissionFlagsBits.ManageChannels;
      return textOf(await platforms.discord.slash({ subcommand, options, channel, permissions }).answer());
    },
    async onSlack(channel, text) {
      const { slack } = platforms;
      return readable(await slack.slash({ text, user: slack.users.admin, channel }).answer());
    },
  };
}

/** One place of each kind that Discord has. */
export function placesOn(discord: FakeDiscord): readonly FakeChannel[] {
  const parentId = discord.channel.id;
  return [
    discord.addChannel({ kind: 'announcement' }),
    discord.addChannel({ kind: 'voice' }),
    discord.addChannel({ kind: 'stage' }),
    discord.addChannel({ kind: 'thread', parentId }),
    discord.addChannel({ kind: 'thread', parentId: discord.addChannel({ kind: 'forum' }).id }),
    discord.directChannel(),
  ];
}
