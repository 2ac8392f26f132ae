import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { isEphemeral, textOf } from '../fakes/discord/message-view.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { startTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.js';

const LABEL = 'Find similar papers';
const link = 'https://arxiv.org/abs/2401.12345';

describe.each(TRANSPORTS)('"Find similar papers" in the menu of a message over %s', (transport) => {
  let platforms: TwoPlatforms;
  beforeAll(async () => {
    platforms = await startTwoPlatforms('file::memory:', {}, transport);
    const abstract = 'Retrieval of passages for answers by transformers, with rerankers of passages.';
    const papers = [
      { id: '2401.12345', title: 'Passages for answers', abstract, url: link, source: 'test' },
      { id: '2401.12346', title: 'Rerankers of passages', abstract, source: 'test' },
    ];
    await platforms.house.store.papers.merge({ papers, withdrawn: [] }, platforms.clock.now());
    await platforms.house.services.catalog.follow();
  });
  afterEach(() => expect(platforms.discord.violations).toEqual([]));
  afterAll(() => platforms.stop());

  type Written = Parameters<TwoPlatforms['discord']['write']>[0];
  async function pick(written: Written, channel?: FakeChannel) {
    const { discord } = platforms;
    const who = channel === undefined ? {} : { channel };
    const answer = await discord.pick(discord.write(written, who), LABEL).answer();
    expect(isEphemeral(answer)).toBe(true);
    return textOf(answer);
  }

  it.each<readonly [string, Written]>([
    ['in its words', { content: `have you seen ${link}v2?` }],
    ['behind 39 others', { content: `${'https://example.org/papers/1 '.repeat(39)}${link}` }],
    ['with marks that nobody sees', { content: 'https://arxiv.org/abs/24\u200b01.123\u206045' }],
    ['in the preview of a link', { content: '', embeds: [{ title: 'A paper', url: link }] }],
    ['of Hugging Face', { content: 'https://huggingface.co/papers/2401.12345' }],
    ['of alphaXiv', { content: '<https://www.alphaxiv.org/abs/2401.12345>' }],
    ['by its DOI', { content: 'https://doi.org/10.48550/arXiv.2401.12345' }],
    [
      'on a button',
      { components: [{ type: 1, components: [{ type: 2, style: 5, label: 'Read', url: link }] }] },
    ],
  ])('starts from the paper that it links to, %s', async (_where, written) => {
    const text = await pick(written);
    expect(text).toContain('Like Passages for answers');
    expect(text).toContain('Rerankers of passages');
  });

  it('works on our own lists, in direct messages, and where the app was brought along', async () => {
    const { discord } = platforms;
    const options = { query: 'passages' };
    const list = await discord.slash({ subcommand: 'search', options }).answer();
    expect(textOf(await discord.pick(list, LABEL).answer())).toMatch(/^## Like (Passages|Rerankers)/);
    // Papers of the seed have no id that anybody knows.
    const seed = await discord
      .slash({ subcommand: 'search', options: { query: 'title:superposition' } })
      .answer();
    expect(textOf(await discord.pick(seed, LABEL).answer())).toMatch(/^## Like .*Superposition/);
    for (const channel of [
      discord.directChannel(),
      discord.foreignChannel('group'),
      discord.foreignChannel('text'),
    ])
      expect(await pick({ content: link }, channel)).toContain('Like Passages for answers');
  });

  it('numbers what it shows', async () => {
    await pick({ content: link });
    const shown = await platforms.discord.slash({ subcommand: 'show', options: { paper: '1' } }).answer();
    expect(textOf(shown)).toContain('Rerankers of passages');
  });

  it('says of a paper that is not known which it is', async () => {
    expect(await pick({ content: 'https://arxiv.org/abs/2402.99999' })).toContain('2402.99999');
  });

  it('takes the words of a message without links, as words', async () => {
    const text = await pick({ content: 'Anybody working on rerankers? -title:(( OR "upvotes>=10 <@123>' });
    expect(text).toContain('Like that message');
    expect(text).toContain('1.** **[__Rerankers__ of passages]');
    const far = `${'the and of '.repeat(60)} rerankers`;
    expect(await pick({ content: far })).toContain('no words that I could go by');
  });

  it.each([
    ['nothing but a picture', { content: '' }],
    ['4,000 characters of emoji', { content: '👩‍👩‍👧‍👦🦜'.repeat(300).slice(0, 4_000) }],
    ['nothing but a link to something else', { content: 'https://example.org/rerankers' }],
    ['marks that nobody sees', { content: '\u200b\u200c\u200d\u2060\ufeff\u202e' }],
    ['a mention and an emoji of the server', { content: '<@123456789012345678> <:reranker:123>' }],
  ])('tells what it needs when there is %s', async (_what, written) => {
    expect(await pick(written)).toContain('This message links to no paper, and has no words');
  });

  it.each([
    '@everyone <@&1> [Nature](https://evil.example) `x` ||y|| rerankers',
    `${'a'.repeat(3_000)} rerankers`,
    '\u202e'.repeat(1_000) + 'rerankers',
    `${'"(-'.repeat(500)}`,
    'x:y:z *~^ \\ \0 \ud800 rerankers',
    'xyzzy qwfpgj',
  ])('is not disturbed by %j', async (content) => {
    expect(await pick({ content })).not.toContain('went wrong');
  });
});
