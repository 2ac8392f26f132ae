import type { webApi } from '@slack/bolt';
import { UserError } from '../../core/errors.js';
import type { Person, Right, Target } from '../../core/invocation.js';
import { slackCode } from './errors.js';
import { INVITE } from './places.js';

/** Who may manage what is posted in a channel: admins and whoever made it, or every full member of the workspace. */
export type ChannelRights = 'managers' | 'members';

export interface RightsOptions {
  readonly client: webApi.WebClient;
  readonly teamId: string;
  readonly channelRights: ChannelRights;
}

type User = NonNullable<webApi.UsersInfoResponse['user']>;

/** Slack says nothing about rights when a person asks for something, so they are looked up, and only when a command needs them. */
export async function hasRight(
  right: Right,
  caller: Person,
  target: Target,
  options: RightsOptions,
): Promise<boolean> {
  switch (right) {
    case 'manage-channel':
      return target.kind === 'direct' || (await told(mayManage(caller, target, options), 'channel'));
    case 'manage-tenant':
      return told(mayManageWorkspace(caller, options), 'workspace');
  }
}

async function mayManage(caller: Person, target: Target, options: RightsOptions): Promise<boolean> {
  const { client, teamId, channelRights } = options;
  const { user } = await client.users.info({ user: caller.id });
  if (user === undefined || !isFullMember(user, teamId)) return false;
  if (channelRights === 'members' || isAdmin(user)) return true;
  const { channel } = await client.conversations.info({ channel: target.id });
  return channel?.creator === caller.id;
}

async function mayManageWorkspace(caller: Person, { client, teamId }: RightsOptions): Promise<boolean> {
  const { user } = await client.users.info({ user: caller.id });
  return user !== undefined && isFullMember(user, teamId) && isAdmin(user);
}

/** What Slack does not tell is a sentence for whoever asked. */
async function told(answer: Promise<boolean>, what: string): Promise<boolean> {
  try {
    return await answer;
  } catch (error) {
    const code = slackCode(error);
    if (code === 'user_not_found') return false;
    if (code === 'channel_not_found') throw new UserError(INVITE, { cause: error });
    const reason = code === undefined ? '' : ` (${code})`;
    throw new UserError(
      `Slack did not tell me whether you may manage this ${what}${reason}. Please try again in a moment.`,
      { cause: error },
    );
  }
}

function isAdmin(user: User): boolean {
  return user.is_admin === true || user.is_owner === true;
}

/** Neither a guest, nor somebody from another workspace in a shared channel, nor a bot. */
function isFullMember(user: User, teamId: string): boolean {
  const guest = user.is_restricted === true || user.is_ultra_restricted === true;
  const stranger = user.is_stranger === true || (user.team_id ?? teamId) !== teamId;
  return !guest && !stranger && user.is_bot !== true && user.deleted !== true;
}
