import { ChannelType, type GuildBasedChannel, type GuildForumTag } from 'discord.js';
import type { Style } from '../../../core/layout.js';

/** How lists can stand in a channel: threads about messages exist in text and announcement channels only. */
export function stylesIn(channel: GuildBasedChannel | undefined): readonly [Style, ...Style[]] {
  switch (channel?.type) {
    case ChannelType.GuildForum:
    case ChannelType.GuildMedia:
      return ['forum'];
    case ChannelType.GuildText:
    case ChannelType.GuildAnnouncement:
      return ['message', 'thread'];
    default:
      return ['message'];
  }
}

export function findTag(tags: readonly GuildForumTag[], wanted: string): GuildForumTag | undefined {
  return tags.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
}
