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

/** An option of a menu in a message. */
export interface Chosen extends Pressed {
  readonly menu: string;
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

/** The payload of a pressed button. */
export function pressPayload(
  state: State,
  { button, ...asked }: Asked & { message: FakeMessage; button: Pressed },
): JsonObject {
  return actedPayload(state, asked, {
    type: 'button',
    block_id: button.blockId,
    action_id: button.actionId,
    text: { type: 'plain_text', text: button.label, emoji: false },
    ...(button.value === undefined ? {} : { value: button.value }),
  });
}

/** The payload of a choice from a menu. */
export function choicePayload(
  state: State,
  { chosen, ...asked }: Asked & { message: FakeMessage; chosen: Chosen },
): JsonObject {
  return actedPayload(state, asked, {
    type: 'static_select',
    block_id: chosen.blockId,
    action_id: chosen.actionId,
    placeholder: { type: 'plain_text', text: chosen.menu, emoji: false },
    selected_option: {
      text: { type: 'plain_text', text: chosen.label, emoji: false },
      value: chosen.value,
    },
  });
}

/** What Slack tells of an act on a message; it leaves the message out when only one person sees it. */
function actedPayload(
  { workspace: { team } }: State,
  { user, responseUrl, triggerId, message }: Asked & { message: FakeMessage },
  action: JsonObject,
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
    actions: [{ ...action, action_ts: ts }],
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

/** The option of a menu of a message, both found by what people read there. */
export function findOption({ blocks }: FakeMessage, menu: string, wanted: string): Chosen {
  const options = blocks.flatMap((block, index) =>
    (block.type === 'actions' ? block.elements : []).flatMap((element, place) =>
      element.type === 'static_select' && element.placeholder?.text === menu
        ? (element.options ?? []).map((option) => ({
            blockId: block.block_id ?? `b${index}`,
            actionId: element.action_id ?? `a${place}`,
            menu,
            label: option.text.text,
            value: option.value,
          }))
        : [],
    ),
  );
  const found = options.find(({ label }) => label === wanted);
  if (found !== undefined) return found;
  const there = options.map(({ label }) => label).join(', ');
  throw new Error(`There is no "${menu}" with "${wanted}" to choose; there are: ${there}.`);
}
