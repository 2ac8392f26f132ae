import { z } from 'zod';
import { apiUrl, type Variables } from './variables.js';

export interface SlackConfig {
  readonly botToken: string;
  readonly appToken: string;
  readonly apiUrl: string;
  readonly channelRights: 'managers' | 'members';
}

const startingWith = (prefix: string) =>
  z.string().startsWith(prefix, `must start with ${prefix}; copy the token again.`).optional();

export function readSlack({ read, problems }: Variables): SlackConfig | undefined {
  const before = problems.length;
  const botToken = read('SLACK_BOT_TOKEN', startingWith('xoxb-'));
  const appToken = read('SLACK_APP_TOKEN', startingWith('xapp-'));
  const wrong = problems.length > before;
  const signingSecret = read('SLACK_SIGNING_SECRET', z.string().optional());
  const api = read('SLACK_API_URL', apiUrl('https://slack.com/api'));
  const rights = read(
    'SLACK_CHANNEL_RIGHTS',
    z.enum(['managers', 'members'], 'must be managers or members.').default('managers'),
  );
  if (signingSecret !== undefined) {
    problems.push(
      'SLACK_SIGNING_SECRET is for Slack over HTTP, which this version does not speak: use SLACK_APP_TOKEN alone.',
    );
  }
  if (botToken !== undefined && appToken !== undefined) {
    return { botToken, appToken, apiUrl: `${api}/`, channelRights: rights };
  }
  if (wrong) return undefined;
  if (botToken !== undefined)
    problems.push('SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is not: Slack needs both.');
  if (appToken !== undefined)
    problems.push('SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not: Slack needs both.');
  return undefined;
}
