import { readdir, readFile } from 'node:fs/promises';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

describe('privacy on Discord and Slack', () => {
  const platforms = useTwoPlatforms();

  async function onDisk(word: string): Promise<readonly string[]> {
    const names = (await readdir(platforms.folder.path('.'))).filter((name) =>
      name.startsWith('paperboy.db'),
    );
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(platforms.folder.path(name)) })),
    );
    return files.filter(({ bytes }) => bytes.includes(word)).map(({ name }) => name);
  }

  async function publish(title: string): Promise<void> {
    const papers = [{ id: '2605.00001', title, source: 'test' }];
    platforms.clock.advance(60_000);
    await platforms.house.store.papers.merge({ papers, withdrawn: [] }, platforms.clock.now());
    await platforms.house.services.catalog.follow();
    platforms.clock.advance(22 * 60 * 60 * 1_000);
    await platforms.tick();
  }

  it('deletes every trace of a person on Discord after asking once more', async () => {
    const { discord } = platforms;
    const permissions = PermissionFlagsBits.ManageChannels;
    const say = (subcommand: string, options = {}) =>
      discord.slash({ subcommand, options, permissions }).answer();
    await say('settings', { zone: 'Asia/Tokyo' });
    await say('daily', { mode: 'on' });
    const long = Array.from({ length: 12 }, (_, at) => `quokka${at}`).join(' OR ');
    await say('subscribe', { query: `zebrafish OR ${long}`, save: true });
    await say('subscribe', { query: 'zebrafish', to: 'here', save: true });
    await publish('On zebrafish');
    expect(discord.messages(discord.directChannel())).toHaveLength(1);
    const shown = textOf(await say('privacy'));
    expect(shown).toContain('zebrafish');
    expect(shown).toContain('Asia/Tokyo');
    const page = textOf(await say('privacy', { mode: 'export' }));
    expect(page).toContain('"zone": "Asia/Tokyo"');

    const question = await say('privacy', { mode: 'delete' });
    expect(await onDisk(discord.user.id)).not.toEqual([]);
    expect(textOf(await discord.press(question, 'Delete everything').answer())).toContain('is deleted');
    for (const word of [discord.user.id, 'quokka', 'zebrafish OR']) {
      expect(await onDisk(word)).toEqual([]);
      expect(platforms.log()).not.toContain(word);
    }
    expect(textOf(await say('privacy'))).toContain('none of your own');
    expect(textOf(await say('daily', { mode: 'show' }))).toContain('Next list');
    platforms.clock.advance(24 * 60 * 60 * 1_000);
    await platforms.tick();
    expect(discord.messages(discord.directChannel())).toHaveLength(1);
  });

  it('leaves nothing of a person on Slack, and everything of others', async () => {
    const { slack } = platforms;
    const { member, admin } = slack.users;
    for (const user of [member, admin])
      await slack.slash({ text: `subscribe ${user.name}fish save:yes`, user }).answer();
    const exported = await slack.slash({ text: 'privacy export', user: member }).answer();
    expect(readable(exported)).toContain(`"query": "${member.name}fish"`);
    const question = await slack.slash({ text: 'privacy delete', user: member }).answer();
    const gone = await slack.press(question, 'Delete everything', member).answer();
    expect(readable(gone)).toContain('is deleted');
    for (const word of [member.id, `${member.name}fish`]) {
      expect(await onDisk(word)).toEqual([]);
      expect(platforms.log()).not.toContain(word);
    }
    expect(readable(await slack.slash({ text: 'privacy', user: admin }).answer())).toContain(
      `${admin.name}fish`,
    );
  });
});
