import { type Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../../src/core/option-spec.js';
import type { Actor } from '../fakes/discord/interactions.js';
import { buttonsOf, isEphemeral, menusOf, textOf } from '../fakes/discord/message-view.js';
import { placesOn } from '../support/every-place.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const permissions = PermissionFlagsBits.ManageChannels;
/** What Discord calls a language may be one that nobody has heard of. */
const STRANGE_LOCALES: readonly Locale[] = JSON.parse(
  JSON.stringify(['xx-YY', '', 'de-DE-1996-x-ab', '\u202e', 'x'.repeat(40)]),
);
const OLD = 'This button is from an older message';

describe.each(TRANSPORTS)('what nobody should send, on Discord over %s', (transport) => {
  const platforms = useTwoPlatforms(transport);
  const run = (subcommand: string, options: RawOptions = {}, who: Actor = {}) =>
    platforms.discord.slash({ subcommand, options, ...who }).answer();
  const search = () => run('search', { query: 'transformer' });
  /** Presses a button that is on no message. */
  const forge = async (token: string, who: Actor = {}) => {
    const answer = await platforms.discord.press(await search(), token, { forged: true, ...who }).answer();
    return { text: textOf(answer), ephemeral: isEphemeral(answer) };
  };
  const ids = () => platforms.discord.messages().map(({ id }) => id);

  it('an option value that was not among those offered', async () => {
    for (const [command, options, sentence] of [
      ['settings', { zone: 'Mars/Base' }, '`zone`: write the time zone as a city'],
      ['settings', { zone: 'x'.repeat(64) }, '`zone`: write the time zone as a city'],
      ['show', { paper: 'A paper that is in no list' }, 'No single paper is called'],
      ['show', { paper: '999' }, 'There is no number 999 in the last list'],
      ['unsubscribe', { number: 9_999 }, 'You have no topics yet.'],
      ['subscriptions', { pause: 7 }, 'You have no topics yet.'],
      ['search', { query: '"unclosed' }, '`query`: '],
    ] as const)
      expect(textOf(await run(command, options))).toContain(sentence);
  });

  it('a custom id of another version, without separators, of 100 characters, or made up', async () => {
    for (const token of [
      'v9:search:query=rag',
      'v1search',
      ':::',
      `v1:${'x'.repeat(97)}`,
      `v1:search:!#${'A'.repeat(16)}`,
      'v1:__proto__:a=1',
      'v1:constructor:',
    ]) {
      const { text, ephemeral } = await forge(token);
      expect([text.slice(0, OLD.length), ephemeral], token).toEqual([OLD, true]);
    }
  });

  it("a custom id made up to stop somebody else's topic, or a list of another server", async () => {
    const { discord, house } = platforms;
    const bo = discord.addUser('bo');
    const saved = await run('subscribe', { query: 'transformer', save: true }, { user: bo });
    const [stop = expect.fail('no button')] = buttonsOf(saved).filter(({ label }) => label === 'Stop');
    const refused = await forge(stop.customId ?? '', { permissions });
    expect(refused.text).toContain('This topic has been stopped already.');
    expect(textOf(await run('subscriptions', {}, { user: bo }))).toContain('transformer');

    const far = discord.addChannel({ guildId: discord.addGuild('others').id });
    const target = { platform: 'discord', tenant: far.guildId ?? '', id: far.id, kind: 'channel' } as const;
    await run('daily', { mode: 'on' }, { channel: far, permissions });
    for (const channel of [far.id, `<#${far.id}>`, '0', '-1', '9'.repeat(400).slice(0, 60)])
      expect((await forge(`v1:daily:channel=${channel}&mode=off`, { permissions })).text).toMatch(
        /I find no such channel in this server\.|takes at most/,
      );
    expect((await house.services.daily.show(target)).schedule).toBeDefined();
  });

  it('a button pressed by somebody else shows them their own, and twice within 100 ms acts once', async () => {
    const { discord } = platforms;
    const list = await search();
    const bo = discord.addUser('bo');
    expect(textOf(await discord.press(list, 'Abstract', { user: bo }).answer())).toContain('Published');
    const saved = await run('subscribe', { query: 'quokkas OR transformer', save: true });
    const pressed = [discord.press(saved, 'Stop'), discord.press(saved, 'Stop')];
    const answers = (await Promise.all(pressed.map((press) => press.answer()))).map(textOf);
    expect(answers.filter((text) => text.includes('is stopped'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('has been stopped already'))).toHaveLength(1);
  });

  it('a menu of which nothing, 26 things, or what it does not offer is chosen', async () => {
    const { discord } = platforms;
    const list = await search();
    const [menu = expect.fail('there is no menu')] = menusOf(list);
    const [option = expect.fail('it is empty')] = menu.options;
    const choose = (forged: readonly string[]) =>
      discord.choose(list, menu.placeholder, option.label, { forged }).answer();
    for (const values of [[], Array.from({ length: 26 }, () => option.value), ['v1search']]) {
      const answer = await choose(values);
      expect([textOf(answer).startsWith(OLD), isEphemeral(answer)]).toEqual([true, true]);
    }
    expect(ids()).toEqual([list.id]);
  });

  it('a form with 4,000 characters, only new lines, nothing, or a choice that it does not offer', async () => {
    const preview = await run('subscribe', { query: 'transformer' });
    const sent = async (filling: Readonly<Record<string, string>>) => {
      const modal = await platforms.discord.press(preview, 'Change…').modal();
      return textOf(await modal.submit(filling, { forged: true }).answer());
    };
    expect(await sent({ Query: 'word'.repeat(1_000) })).toContain(
      '`query` takes at most 500 characters; you gave 4,000 characters.',
    );
    for (const nothing of ['\n'.repeat(4_000), '', ' \u3000\t'])
      expect(await sent({ Query: nothing })).toContain('`query` is missing');
    expect(await sent({ Every: 'century' })).toContain('`every` takes one of day, week, new');
    expect(await sent({ Query: '\u0000\u202e' })).not.toContain('went wrong');
  });

  it('a command in places of every kind, also where it is dark or loud', async () => {
    const { discord } = platforms;
    const parentId = discord.channel.id;
    const places = [
      ...placesOn(discord),
      discord.addChannel({ kind: 'thread', parentId, archived: true }),
      discord.addChannel({ kind: 'thread', parentId, locked: true }),
      discord.addChannel({ ageRestricted: true }),
      discord.foreignChannel('text'),
      discord.foreignChannel('group'),
    ];
    for (const channel of places) {
      const answer = await run('search', { query: 'transformer' }, { channel });
      expect(textOf(answer), channel.kind).toMatch(/papers for transformer/);
      const next = await discord.press(answer, 'Page 2 ▶').answer();
      expect([next.id, textOf(next)]).toEqual([answer.id, expect.stringContaining('Page 2 of')]);
    }
  });

  it('a channel of another server, in an option', async () => {
    const { discord } = platforms;
    const far = discord.addChannel({ guildId: discord.addGuild('others').id });
    const answer = await run('daily', { mode: 'on', channel: far.id }, { permissions });
    expect(textOf(answer)).toContain('I find no such channel in this server.');
  });

  it('a locale that no language has', async () => {
    for (const locale of STRANGE_LOCALES)
      expect(textOf(await run('search', { query: 'transformer' }, { locale }))).toContain(
        'papers for transformer',
      );
    const [locale = expect.fail('there is none')] = STRANGE_LOCALES;
    const modal = await platforms.discord.press(await run('settings'), 'Change…', { locale }).modal();
    expect(modal.title).toBe('Your settings');
  });
});
