import type { App, BlockAction, SlashCommand } from '@slack/bolt';
import type { Input, Invocation, Person, Right, Target } from '../../core/invocation.js';
import { type AnswerOptions, type Asker, answerInvocation } from './answers.js';
import { findPublicChannel } from './public-channels.js';
import { createRecentIds } from './recent-ids.js';
import { hasRight, type RightsOptions } from './rights.js';

/** More than Slack could repeat around a reconnect. */
const REMEMBERED = 1_000;

export interface IngressOptions extends AnswerOptions {
  readonly rights: RightsOptions;
}

/** Takes what people do in Slack to the bot: `/papers …`, pressed buttons and choices from menus. */
export function listen(app: App, options: IngressOptions): { finished(): Promise<void> } {
  // Slack may deliver the same thing twice around a reconnect; a trigger id stands for one act of one person.
  const recent = createRecentIds(REMEMBERED);
  const running = new Set<Promise<void>>();
  const run = async (triggerId: string, invocation: Invocation, asker: Asker) => {
    if (!recent.isNew(triggerId)) return;
    const work = answerInvocation(invocation, asker, options);
    running.add(work);
    await work.finally(() => running.delete(work));
  };
  app.command('/papers', async ({ ack, command, respond }) => {
    await ack();
    await run(command.trigger_id, typed(command, options.rights), { respond, pressed: false });
  });
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, action, body, respond }) => {
    await ack();
    const token = tokenOf(action);
    if (token === undefined) return;
    const { thread_ts: threadTs } = body.container;
    const thread = typeof threadTs === 'string' ? { threadTs } : {};
    await run(body.trigger_id, pressed(body, token, options.rights), {
      respond,
      pressed: true,
      ...thread,
    });
  });
  return {
    async finished() {
      await Promise.allSettled(running);
    },
  };
}

/** Of a pressed button or a choice from a menu. A button with a link reports that it was pressed, too, and needs no answer. */
function tokenOf(action: BlockAction['actions'][number]): string | undefined {
  if (action.type === 'static_select') return action.selected_option.value;
  return action.type === 'button' ? action.value : undefined;
}

function typed(command: SlashCommand, rights: RightsOptions): Invocation {
  const caller = { id: command.user_id, name: command.user_name };
  return invocationOf({ kind: 'text', text: command.text }, caller, command.channel_id, rights);
}

function pressed(body: BlockAction, token: string, rights: RightsOptions): Invocation {
  const caller = { id: body.user.id, name: body.user.username };
  return invocationOf({ kind: 'action', token }, caller, body.channel?.id ?? body.user.id, rights);
}

function invocationOf(input: Input, caller: Person, placeId: string, rights: RightsOptions): Invocation {
  // Written to a person, Slack opens the app's own direct messages; into those of two people, it lets no app post.
  const direct = placeId.startsWith('D') || placeId === caller.id;
  const target: Target = {
    platform: 'slack',
    tenant: rights.teamId,
    ...(direct ? { id: caller.id, kind: 'direct' } : { id: placeId, kind: 'channel' }),
  };
  const { teamId: tenant } = rights;
  const rightsIn = (place: Target) => (right: Right) => hasRight(right, caller, place, rights);
  return {
    ...{ input, caller, target },
    direct: { platform: 'slack', tenant, id: caller.id, kind: 'direct' },
    hasRight: rightsIn(target),
    async elsewhere(written) {
      const { id, name } = await findPublicChannel(rights.client, written);
      const place: Target = { platform: 'slack', tenant, id, kind: 'channel' };
      return { target: place, name, hasRight: rightsIn(place) };
    },
  };
}
