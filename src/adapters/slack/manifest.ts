import type { webApi } from '@slack/bolt';
import type { CommandSummary } from '../../core/command.js';
import { cutText } from '../../core/safe-text.js';
import { MANIFEST_LIMITS } from './limits.js';

/** What the app asks for, and why; nothing else. */
export const BOT_SCOPES = [
  { scope: 'commands', reason: 'to be asked with /papers' },
  { scope: 'chat:write', reason: 'to post the lists that channels and people have asked for' },
  { scope: 'chat:write.public', reason: 'to post in a public channel without being invited first' },
  { scope: 'users:read', reason: 'to see whether a person may change what a channel gets' },
  { scope: 'channels:read', reason: 'to see who made a public channel, and whether it still exists' },
  { scope: 'groups:read', reason: 'the same for private channels it was invited to' },
  { scope: 'channels:history', reason: 'to see whether a list has arrived when Slack did not say so' },
  { scope: 'groups:history', reason: 'the same for private channels it was invited to' },
  { scope: 'im:history', reason: 'the same for direct messages' },
  { scope: 'im:write', reason: 'to learn under which id those direct messages are read' },
] as const;

const DESCRIPTION = 'Brings research papers to the people who talk about them';
const LONG_DESCRIPTION =
  'paperboy finds research papers where your team talks about them. Ask for papers by words, read them in full, see what is like them, and let a channel have the list of the day. It answers with /papers. It looks into a channel only to see whether a list of its own has arrived.';

/** The app as Slack wants it described, from the commands there are. */
export function slackManifest(commands: readonly CommandSummary[]) {
  const list = commands.map(({ name, description }) => `/papers ${name}: ${description}`).join('\n');
  const hint = commands.map((command) => [command.name, ...restOf(command)].join(' ')).join(' | ');
  return {
    display_information: {
      name: cutText('paperboy', MANIFEST_LIMITS.name),
      description: cutText(DESCRIPTION, MANIFEST_LIMITS.description),
      long_description: cutText(`${LONG_DESCRIPTION}\n\n${list}`, MANIFEST_LIMITS.longDescription),
    },
    features: {
      // Direct messages come from here; the tab must be open for them, and writable for /papers.
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'paperboy', always_online: true },
      slash_commands: [
        {
          command: '/papers',
          description: DESCRIPTION,
          usage_hint: cutText(hint, MANIFEST_LIMITS.usageHint),
          // Names of people and channels stay what was typed.
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: BOT_SCOPES.map(({ scope }) => scope) } },
    settings: {
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  } satisfies webApi.AppsManifestValidateArguments['manifest'];
}

function restOf({ specs }: CommandSummary): readonly string[] {
  return specs.filter(({ rest, required }) => rest && required).map(({ name }) => `<${name}>`);
}
