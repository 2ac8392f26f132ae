import { expect, it } from 'vitest';
import { slackManifest } from '../../../src/adapters/slack/index.js';
import { loadCommands } from '../../../src/load-commands.js';

const manifest = slackManifest(await loadCommands());

it('describes one command that takes words as they are typed', () => {
  const [command, ...others] = manifest.features.slash_commands;
  expect(others).toEqual([]);
  expect(command).toMatchObject({ command: '/papers', should_escape: false });
  expect(command?.usage_hint).toContain('search <query>');
  expect(command?.usage_hint.length).toBeLessThanOrEqual(1_000);
  expect(command?.description.length).toBeLessThanOrEqual(2_000);
});

it('asks for no more than it needs', () => {
  const { bot } = manifest.oauth_config.scopes;
  expect(bot).toEqual([
    ...['commands', 'chat:write', 'chat:write.public', 'users:read', 'channels:read', 'groups:read'],
    ...['channels:history', 'groups:history', 'im:history', 'im:write'],
  ]);
});

it('stays within what Slack shows of an app', () => {
  const { name, description, long_description } = manifest.display_information;
  expect(name.length).toBeLessThanOrEqual(35);
  expect(description.length).toBeLessThanOrEqual(140);
  expect(long_description.length).toBeGreaterThanOrEqual(174);
  expect(long_description.length).toBeLessThanOrEqual(4_000);
});

it('turns on buttons and Socket Mode, and direct messages', () => {
  expect(manifest.settings).toMatchObject({ interactivity: { is_enabled: true }, socket_mode_enabled: true });
  expect(manifest.features.app_home.messages_tab_enabled).toBe(true);
});
