import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { FakeChannel } from '../../fakes/discord/channels.js';
import type { FakeDiscord } from '../../fakes/discord/fake-discord.js';
import { textOf } from '../../fakes/discord/message-view.js';
import type { FakeSlack } from '../../fakes/slack/fake-slack.js';
import { readable } from '../../fakes/slack/message-text.js';
import type { FakeChannel as SlackChannel } from '../../fakes/slack/workspace.js';

/** A channel somewhere, and what people see in it. */
export interface Place {
  /** Turns the daily list on there, as somebody who may. */
  turnOn(at: string): Promise<unknown>;
  /** How many lists of a date there are, such as "22 May 2026". */
  lists(date: string): number;
  /** Resolves once there is one. */
  shows(date: string): Promise<unknown>;
}

export function discordPlace(discord: FakeDiscord, channel: FakeChannel): Place {
  const lists = (date: string) => countLists(discord.messages(channel).map(textOf), date);
  return {
    turnOn(at) {
      const options = { mode: 'on', at, zone: 'UTC', size: 3 };
      const permissions = PermissionFlagsBits.ManageChannels;
      return discord.slash({ subcommand: 'daily', options, channel, permissions }).answer();
    },
    lists,
    shows: (date) => discord.seen(() => (lists(date) > 0 ? true : undefined)),
  };
}

/** A forum whose lists are posts, which are told apart by their names. */
export function discordForum(discord: FakeDiscord, forum: FakeChannel): Place {
  const lists = (date: string) =>
    countLists(
      discord.posts(forum).map(({ name }) => name),
      date,
    );
  return {
    turnOn(at) {
      const options = { mode: 'on', at, zone: 'UTC', size: 3, channel: forum.id };
      return discord.slash({ subcommand: 'daily', options }).answer();
    },
    lists,
    shows: (date) => discord.seen(() => (lists(date) > 0 ? true : undefined)),
  };
}

export function slackPlace(slack: FakeSlack, channel: SlackChannel): Place {
  const lists = (date: string) => countLists(slack.shownIn(channel).map(readable), date);
  return {
    turnOn: (at) =>
      slack.slash({ text: `daily on at:${at} zone:UTC size:3`, channel, user: slack.users.admin }).answer(),
    lists,
    shows: (date) => slack.until(() => (lists(date) > 0 ? true : undefined)),
  };
}

function countLists(texts: readonly string[], date: string): number {
  return texts.filter((text) => text.includes(`papers for ${date}`)).length;
}
