import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../../src/core/option-spec.js';
import { type Paper, paperIdFromTitle } from '../../src/papers/paper.js';
import { buttonsOf, isEphemeral, textOf } from '../fakes/discord/message-view.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const DAY = 24 * 3_600_000;
const permissions = PermissionFlagsBits.ManageChannels;
const OLD = 'This button is from an older message';

describe.each(TRANSPORTS)('a button of a message that is a year old (Discord over %s)', (transport) => {
  const platforms = useTwoPlatforms(transport);

  const run = (subcommand: string, options: RawOptions = {}) =>
    platforms.discord.slash({ subcommand, options, permissions }).answer();
  const search = (query = 'transformer') => run('search', { query });
  const press = (message: APIMessage, button: string, more = {}) =>
    platforms.discord.press(message, button, { permissions, ...more }).answer();
  /** What a button says that a message of ours had in another time. */
  const pressOld = async (token: string) => {
    const answer = await press(await search(), token, { forged: true });
    expect(isEphemeral(answer)).toBe(true);
    return textOf(answer);
  };
  const change = async (papers: readonly Paper[], withdrawn: readonly string[] = []) => {
    const { house, clock } = platforms;
    await house.store.papers.merge({ papers, withdrawn }, clock.now());
    await house.services.catalog.follow();
  };
  const quokkas: Paper = { id: '2605.00001', title: 'On quokkas', source: 'test' };

  it('still does what it says', async () => {
    const list = await search();
    platforms.clock.advance(365 * DAY);
    await platforms.restart();
    await platforms.tick();
    expect(textOf(await press(list, 'Abstract'))).toContain('Published');
    const next = await press(list, 'Page 2 ▶');
    expect([next.id, textOf(next)]).toEqual([list.id, expect.stringContaining('Page 2 of')]);
  });

  it('says what to do where nobody can read it any more', async () => {
    for (const token of ['v0:search:query=rag', 'v2:search:query=rag', 'search rag', 'x'.repeat(100), '🦜'])
      expect(await pressOld(token), token).toContain(
        `${OLD} that I no longer understand. Run its command again; \`help\` lists what I can do.`,
      );
  });

  it('says which command to run again where what it was about was kept for 400 days', async () => {
    const long = Array.from({ length: 12 }, (_, at) => `transformer${at}`).join(' OR ');
    const list = await search(`transformer OR ${long}`);
    expect(buttonsOf(list).map(({ customId }) => customId)).toContainEqual(
      expect.stringMatching(/^v1:search:!#/),
    );
    platforms.clock.advance(399 * DAY);
    expect(textOf(await press(list, 'Page 2 ▶'))).toContain('Page 2 of');
    platforms.clock.advance(2 * DAY);
    const forgotten = await press(list, 'Page 2 ▶');
    expect(textOf(forgotten)).toContain(
      `${OLD}, and I have forgotten what it was about. Run \`search\` again for a fresh one.`,
    );
    expect(isEphemeral(forgotten)).toBe(true);
  });

  it('says what does not fit any more where options have changed since', async () => {
    for (const [token, reason] of [
      ['v1:search:q=rag', 'There is no option `q` here.'],
      ['v1:search:query=rag&sort=votes', '`sort` takes one of relevance, new, top'],
      ['v1:search:limit=5', '`query` is missing'],
    ] as const) {
      const said = await pressOld(token);
      expect(said).toContain(`${OLD} and does not fit any more. ${reason}`);
      expect(said).toContain('Run `search` again for a fresh one.');
    }
  });

  it('says so where its command is gone, and offers one that is alike', async () => {
    expect(await pressOld('v1:subscription:page=2')).toContain(
      `${OLD}, whose command \`subscription\` there is no more. Did you mean \`subscriptions\`? \`help\` lists`,
    );
  });

  it('says that a paper was withdrawn, and where there are others', async () => {
    await change([quokkas]);
    const list = await search('quokkas');
    await change([], [quokkas.id]);
    for (const button of ['Abstract', 'Similar'])
      expect(textOf(await press(list, button))).toContain(
        `"On quokkas" (2605.00001) has been withdrawn, so I do not list it any more. \`search\` finds others on its subject.`,
      );
  });

  it('says that a paper is not known any more, and how to find it', async () => {
    for (const command of ['show', 'similar']) {
      const answer = await press(await search(), `v1:${command}:paper=2605.99999`, { forged: true });
      expect(textOf(answer)).toContain(
        'I do not know the paper 2605.99999; it is not in my catalog. `search` finds papers by words of their titles.',
      );
    }
  });

  it('shows a paper that goes by another id now', async () => {
    const { id, ...named } = quokkas;
    await change([{ ...named, id: paperIdFromTitle(named.title) }]);
    const list = await search('quokkas');
    await change([{ ...named, id, abstract: 'They have an id now.' }]);
    expect(textOf(await press(list, 'Abstract'))).toContain('They have an id now.');
  });

  it('says how many pages there are where its own is gone', async () => {
    const { house } = platforms;
    const list = await search();
    const all = house.services.catalog.all().map(({ id }) => id);
    await change(
      [1, 2, 3].map((at) => ({ ...quokkas, id: `2605.0000${at}`, title: `Transformer ${at}` })),
      all,
    );
    const gone = await press(list, 'Page 2 ▶');
    expect([textOf(gone), isEphemeral(gone)]).toEqual([
      'There is no page 2: transformer has 1 page. The last one is `page:1`.',
      true,
    ]);
    expect(platforms.discord.messages().map(({ id }) => id)).toEqual([list.id]);
    expect(await pressOld('v1:search:!limit=1&page=9&query=transformer')).toContain(
      'There is no page 9: transformer has 3 pages. The last one is `page:3`.',
    );
  });

  it('says that a topic was stopped already, and never stops another one', async () => {
    const saved = await run('subscribe', { query: 'quokkas', save: true });
    await press(saved, 'Stop');
    await run('subscribe', { query: 'wombats', save: true });
    expect(textOf(await press(saved, 'Stop'))).toContain(
      'This topic has been stopped already. `subscriptions` lists those that you have.',
    );
    expect(textOf(await run('subscriptions'))).toContain('wombats');
  });

  it('says that its channel is gone, and which ones there are to choose from', async () => {
    const { discord } = platforms;
    const news = discord.addChannel({ name: 'news', managers: [discord.user.id] });
    const on = await run('daily', { mode: 'on', channel: news.id });
    discord.removeChannel(news);
    await discord.heard();
    expect(textOf(await press(on, 'Stop this daily list'))).toContain(
      'I find no such channel in this server. Choose one of its channels',
    );
  });
});
