import { Locale } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { startTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.js';

describe.each(TRANSPORTS)('a Discord in another language (over %s)', (transport) => {
  let platforms: TwoPlatforms;
  beforeAll(async () => {
    platforms = await startTwoPlatforms('file::memory:', {}, transport);
  });
  afterAll(async () => {
    await platforms.stop();
    expect(platforms.discord.violations).toEqual([]);
  });

  it('shows commands, options, choices and labels of menus in it', () => {
    const [papers, menu] = platforms.discord.commands();
    expect(papers).toMatchObject({
      name: 'papers',
      description_localizations: {
        de: expect.stringContaining('Forschungspaper'),
        ja: expect.stringContaining('論文'),
      },
      options: expect.arrayContaining([
        expect.objectContaining({
          name: 'search',
          name_localizations: { de: 'suche', ja: '検索' },
          options: expect.arrayContaining([
            expect.objectContaining({
              name: 'sort',
              name_localizations: { de: 'sortierung', ja: '並び順' },
              choices: expect.arrayContaining([
                { name: 'new', value: 'new', name_localizations: { de: 'Neueste', ja: '新着順' } },
              ]),
            }),
          ]),
        }),
      ]),
    });
    expect(menu).toMatchObject({
      name: 'Find similar papers',
      name_localizations: { de: 'Ähnliche Paper finden', ja: '類似論文を探す' },
    });
  });

  it.each([Locale.German, Locale.Japanese])('is answered as any other (%s)', async (locale) => {
    const options = { query: 'transformer', sort: 'new' };
    const answer = await platforms.discord.slash({ subcommand: 'search', options, locale }).answer();
    expect(textOf(answer)).toContain('papers for transformer');
  });
});
