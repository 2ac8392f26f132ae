import type { FakeMessage } from './message-board.js';
import { EVERYONE } from './message-board.js';
import type { JsonObject } from './schema-unions.js';
import type { State } from './state.js';
import type { FakeChannel, FakeUser } from './workspace.js';

interface Asked {
  readonly user: FakeUser;
  readonly responseUrl: string;
  readonly triggerId: string;
}

const APP = { token: 'fake-verification-token', api_app_id: 'A0PAPERBOY' };

/** A button as it stands in a message. */
export interface Pressed {
  readonly blockId: string;
  readonly actionId: string;
  readonly label: string;
  readonly value: string | undefined;
}

/** The payload of `/papers …`. */
export function slashPayload(
  { workspace: { team } }: State,
  { user, responseUrl, triggerId, channel, text }: Asked & { channel: FakeChannel; text: string },
): JsonObject {
  return {
    ...APP,
    command: '/papers',
    text,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: CHANNEL_NAMES[channel.kind] ?? channel.name,
    user_id: user.id,
    user_name: user.name,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/** The payload of a pressed button; Slack leaves the message out when only one person sees it. */
export function pressPayload(
  { workspace: { team } }: State,
  { user, responseUrl, triggerId, message, button }: Asked & { message: FakeMessage; button: Pressed },
): JsonObject {
  const { ts, channel, text, blocks, threadTs } = message;
  const ephemeral = message.seenBy !== EVERYONE;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return {
    ...APP,
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'privategroup' },
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral, ...thread },
    ...(ephemeral ? {} : { message: { type: 'message', ts, text, blocks, ...thread } }),
    state: { values: {} },
    response_url: responseUrl,
    trigger_id: triggerId,
    actions: [
      {
        type: 'button',
        block_id: button.blockId,
        action_id: button.actionId,
        text: { type: 'plain_text', text: button.label, emoji: false },
        ...(button.value === undefined ? {} : { value: button.value }),
        action_ts: ts,
      },
    ],
  };
}

const CHANNEL_NAMES: Readonly<Record<string, string | undefined>> = {
  private: 'privategroup',
  direct: 'directmessage',
};

/** The button of a message with this label or action id; says which there are when there is none. */
export function findButton({ blocks }: FakeMessage, wanted: string): Pressed {
  const buttons = blocks.flatMap((block, index) => {
    const elements = block.type === 'actions' ? block.elements : [];
    const accessory = block.type === 'section' && block.accessory !== undefined ? [block.accessory] : [];
    return [...elements, ...accessory].flatMap((element, place) =>
      element.type === 'button'
        ? [
            {
              blockId: block.block_id ?? `b${index}`,
              actionId: element.action_id ?? `a${place}`,
              label: element.text.text,
              value: element.value,
            },
          ]
        : [],
    );
  });
  const found = buttons.find(({ actionId, label }) => label === wanted || actionId === wanted);
  if (found !== undefined) return found;
  throw new Error(
    `There is no button "${wanted}"; there are: ${buttons.map(({ label }) => label).join(', ')}.`,
  );
}
