import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.js';
import { textOf } from '../fakes/discord/message-view.js';
import { type Program, runProgram } from '../support/program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const HANG = fileURLToPath(new URL('./support/hang-when-asked.mjs', import.meta.url));

describe('a thread that searches and never comes back', () => {
  const folder = useTemporaryFolder();
  let discord: FakeDiscord;
  let bot: Program;
  beforeEach(async () => {
    discord = await createFakeDiscord();
    const env = {
      NODE_ENV: 'test',
      NODE_OPTIONS: `--import ${HANG}`,
      PORT: '0',
      DATABASE_URL: `file:${folder.path('paperboy.db')}`,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    bot = runProgram(['start'], env, folder.path('.'));
    await bot.says(/papers are ready/);
  });
  afterEach(async () => {
    bot.signal('SIGKILL');
    await bot.finished;
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });
  const ask = async (subcommand: string, query?: string) =>
    textOf(
      await discord.slash({ subcommand, ...(query === undefined ? {} : { options: { query } }) }).answer(),
    );

  it('is ended: the one who asked is told so, others do not notice, and the next search finds', async () => {
    const hanging = ask('search', 'hangforever');
    expect(await ask('about')).toContain('paperboy');
    expect(await hanging).toContain('took too long, so I stopped it');
    expect(await ask('search', 'transformer')).toMatch(/\d+ papers for transformer/);
    bot.signal('SIGTERM');
    const { code, errors } = await bot.finished;
    expect(code).toBe(0);
    expect(errors).toContain('"event":"search-restarted"');
    expect(errors).not.toContain('hangforever');
  });

  it('is started again as often as it takes', async () => {
    for (let time = 0; time < 5; time++)
      expect(await ask('search', `hangforever${time}`)).toContain('took too long');
    expect(await ask('search', 'transformer')).toMatch(/\d+ papers for transformer/);
  });
});
