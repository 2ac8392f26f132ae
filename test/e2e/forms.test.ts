import { type APIMessage, Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../fakes/discord/interactions.js';
import { buttonsOf, isEphemeral, textOf } from '../fakes/discord/message-view.js';
import type { Filling } from '../fakes/discord/modal.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const permissions = PermissionFlagsBits.ManageChannels;
const TOO_OLD = 'This button is from an older message';

describe.each(TRANSPORTS)('forms on Discord over %s', (transport) => {
  const platforms = useTwoPlatforms(transport);

  const ask = (subcommand: string, options = {}, who: Actor = {}) =>
    platforms.discord.slash({ subcommand, options, ...who }).answer();
  const open = (message: APIMessage, button: string, who: Actor = {}) =>
    platforms.discord.press(message, button, who).modal();
  const fill = async (message: APIMessage, button: string, filling: Filling, who: Actor = {}) =>
    (await open(message, button, who)).submit(filling).answer();
  const values = async (message: APIMessage, button: string, who: Actor = {}) =>
    Object.fromEntries((await open(message, button, who)).fields.map(({ label, value }) => [label, value]));

  describe('of settings', () => {
    it('is filled in with what is set, and its answer takes the place of the message', async () => {
      const shown = await ask('settings');
      const { fields } = await open(shown, 'Change…');
      expect(fields.map(({ value, placeholder }) => [value, placeholder])).toEqual([
        ['', 'UTC'],
        ['', '09:00'],
      ]);
      const changed = await fill(shown, 'Change…', { Zone: 'Asia/Tokyo', At: '7:30' });
      expect(changed.id).toBe(shown.id);
      expect(textOf(changed)).toContain('Your settings are changed');
      expect(await values(changed, 'Change…')).toEqual({ Zone: 'Asia/Tokyo', At: '07:30' });
    });

    it('sets nothing that it only showed, and a field that is emptied is as usual again', async () => {
      const zoned = await fill(await ask('settings'), 'Change…', { Zone: 'Asia/Tokyo' });
      expect(textOf(zoned)).toContain('09:00, as usual here');
      const timed = await fill(zoned, 'Change…', { At: '7:30' });
      expect(textOf(timed)).not.toContain('as usual here');
      const usual = await fill(timed, 'Change…', { Zone: '', At: '' });
      expect(textOf(usual)).toContain('Your settings are changed');
      expect(textOf(usual)).toContain('UTC, as usual here');
      expect(textOf(usual)).toContain('09:00, as usual here');
    });

    it('still knows what was emptied when something else in it was wrong', async () => {
      const own = await ask('settings', { zone: 'Asia/Tokyo', at: '07:30' });
      const refused = await fill(own, 'Change…', { Zone: 'Mars/Base', At: '' });
      expect(await values(refused, 'Try again')).toEqual({ Zone: 'Mars/Base', At: '' });
      const mended = await fill(refused, 'Try again', { Zone: 'Europe/Berlin' });
      expect(textOf(mended)).toContain('Europe/Berlin');
      expect(textOf(mended)).toContain('09:00, as usual here');
    });

    it.each([
      [{ Zone: 'Mars/Base', At: '07:30' }, 'write the time zone as a city'],
      [{ Zone: 'Asia/Tokyo', At: '25:00' }, 'write the time of day as hours and minutes'],
    ])('says what is wrong with %j, and takes nothing of it away', async (filling, problem) => {
      const shown = await ask('settings');
      const refused = await fill(shown, 'Change…', filling);
      expect([refused.id === shown.id, isEphemeral(refused)]).toEqual([false, true]);
      expect(textOf(refused)).toContain(problem);
      expect(await values(refused, 'Try again')).toEqual(filling);
      const mended = await fill(refused, 'Try again', { Zone: 'Asia/Tokyo', At: '07:30' });
      expect([mended.id, textOf(mended)]).toEqual([refused.id, expect.stringContaining('Asia/Tokyo')]);
    });

    it('is of whoever opened it, though the button was on an answer to somebody else', async () => {
      const shown = await ask('settings');
      const other = { user: platforms.discord.addUser('grace') };
      await fill(shown, 'Change…', { Zone: 'Asia/Tokyo' }, other);
      expect(textOf(await ask('settings'))).toContain('UTC, as usual here');
      expect(textOf(await ask('settings', {}, other))).toContain('Asia/Tokyo');
    });

    it.each([
      [Locale.German, 'Deine Einstellungen', 'Zeitzone'],
      [Locale.Japanese, 'あなたの設定', 'タイムゾーン'],
      [Locale.Korean, 'Your settings', 'Zone'],
    ])('speaks the language of somebody whose locale is %s', async (locale, title, label) => {
      const modal = await open(await ask('settings'), 'Change…', { locale });
      expect([modal.title, modal.fields[0]?.label]).toEqual([title, label]);
      const answer = await modal.submit({ [label]: 'Asia/Tokyo' }).answer();
      expect(textOf(answer)).toContain('Asia/Tokyo');
    });

    it('is sent twice, as clients do that heard no answer, and does the same again', async () => {
      const modal = await open(await ask('settings'), 'Change…');
      const sent = [modal.submit({ Zone: 'Asia/Tokyo' }), modal.submit({ Zone: 'Asia/Tokyo' })];
      const answers = await Promise.all(sent.map((one) => one.answer()));
      for (const answer of answers) expect(textOf(answer)).toContain('Your settings are changed');
    });
  });

  describe('of a topic', () => {
    it('changes what a preview shows, until it is saved', async () => {
      const preview = await ask('subscribe', { query: 'rag', max: 5 });
      expect(await values(preview, 'Change…')).toEqual({
        Query: 'rag',
        Every: 'day',
        At: '',
        Day: '',
        Max: '5',
      });
      const changed = await fill(preview, 'Change…', {
        Query: 'rag\nOR retrieval',
        Every: 'week',
        Day: 'fri',
      });
      expect(changed.id).toBe(preview.id);
      expect(textOf(changed)).toContain('rag OR retrieval');
      expect(textOf(changed)).toContain('every Friday at 09:00');
      expect(textOf(await platforms.discord.press(changed, 'Save').answer())).toContain('Saved as topic 1.');
    });

    it('is at the usual time again, and as long as usual, once that is emptied and saved', async () => {
      const own = { at: '07:00', every: 'week', day: 'fri', max: 3, save: true };
      await ask('subscribe', { query: 'rag', ...own });
      const filling = { At: '', Day: '', Max: '' };
      const edited = await fill(await ask('subscriptions'), 'Edit…', filling);
      expect(textOf(edited)).toContain('every Monday at 09:00');
      expect(textOf(edited)).toContain('10 papers');
      const again = await fill(edited, 'Change…', { Every: 'day', Day: '' });
      expect(textOf(again)).toContain('every day at 09:00');
      await platforms.discord.press(again, 'Save the change').answer();
      expect(textOf(await ask('subscriptions'))).toContain('every day at 09:00');
    });

    it('comes every day though its day was emptied with its rhythm', async () => {
      const weekly = await ask('subscribe', { query: 'rag', every: 'week', day: 'fri' });
      const daily = await fill(weekly, 'Change…', { Every: 'day', Day: '' });
      expect(textOf(daily)).toContain('every day at 09:00');
    });

    it('points at the mistake in a query, and keeps all that was typed', async () => {
      const preview = await ask('subscribe', { query: 'rag' });
      const filling = { Query: 'title:rag (agents OR', Every: 'week', At: '08:00', Day: 'mon', Max: '7' };
      const refused = await fill(preview, 'Change…', filling);
      expect(textOf(refused)).toContain('^');
      expect(textOf(refused)).toContain('title:rag (agents OR');
      expect(await values(refused, 'Try again')).toEqual(filling);
      const mended = await fill(refused, 'Try again', { Query: 'title:rag agents' });
      expect(textOf(mended)).toContain('every Monday at 08:00');
    });

    it('is also there for whoever typed the mistake into the command', async () => {
      const refused = await ask('subscribe', { query: '(rag OR', every: 'week', days: 'all', to: 'dm' });
      expect(await values(refused, 'Try again')).toMatchObject({ Query: '(rag OR', Every: 'week' });
      const german = await open(refused, 'Try again', { locale: Locale.German });
      expect(german.fields[1]?.choices).toEqual(['Täglich', 'Wöchentlich', 'Sofort']);
    });

    it('opens from the list, though with long queries, and says so when the topic is gone', async () => {
      const long = Array.from({ length: 12 }, (_, index) => `"chain of thought ${index}"`).join(' OR ');
      await ask('subscribe', { query: long, save: true });
      const list = await ask('subscriptions');
      expect((await values(list, 'Edit…'))['Query']).toBe(long);
      const modal = await open(list, 'Edit…');
      const changed = await modal.submit({ Max: '3' }).answer();
      expect(textOf(changed)).toContain('Topic 1, changed');
      await platforms.discord.press(changed, 'Save the change').answer();
      await ask('unsubscribe', { number: 1 });
      const gone = await modal.submit({ Query: 'agents' }).answer();
      expect(textOf(gone)).toContain('You have no topics yet.');
      expect((await values(gone, 'Try again'))['Query']).toBe('agents');
    });

    it('has all its buttons on a full page of the list', async () => {
      for (let index = 0; index < 13; index += 1) {
        await ask('subscribe', { query: `agents ${index}`, save: true });
        platforms.clock.advance(60_000);
      }
      const list = await ask('subscriptions', { page: 2 });
      const labels = buttonsOf(list).map(({ label }) => label);
      for (const label of ['Edit…', 'Preview', 'Pause', 'Stop'])
        expect(labels.filter((one) => one === label)).toHaveLength(5);
      expect(labels).toEqual(expect.arrayContaining(['◀ Page 1', 'Page 3 ▶']));
    });

    it('is refused for a channel by somebody who may not manage it, whoever opened it', async () => {
      const preview = await ask('subscribe', { query: 'rag', to: 'here' }, { permissions });
      const modal = await open(preview, 'Change…');
      const refused = await modal.submit({ Max: '3' }).answer();
      expect(textOf(refused)).toContain('is for people who may manage this channel');
    });
  });

  describe('of a daily list', () => {
    it('starts one and changes it, where everybody sees it', async () => {
      const none = await ask('daily', {}, { permissions });
      const on = await fill(
        none,
        'Start one…',
        { Size: '3', Query: 'rag', Days: 'weekdays' },
        { permissions },
      );
      expect([on.id, isEphemeral(on)]).toEqual([none.id, false]);
      expect(textOf(on)).toContain('The daily list is on');
      const changed = await fill(on, 'Change…', { At: '22:15', Query: 'all' }, { permissions });
      expect(textOf(changed)).toContain('22:15');
      expect(textOf(changed)).toContain('up to 3 papers');
      expect(textOf(changed)).not.toContain('Only papers that match');
    });

    it('is as usual again where its fields are emptied', async () => {
      await ask(
        'daily',
        { mode: 'on', at: '22:15', zone: 'Asia/Tokyo', size: 3, query: 'rag' },
        { permissions },
      );
      const filling = { At: '', Zone: '', Size: '', Query: '' };
      const usual = await fill(await ask('daily', {}, { permissions }), 'Change…', filling, { permissions });
      expect(textOf(usual)).toContain('09:00 (UTC)');
      expect(textOf(usual)).toContain('up to 10 papers');
      expect(textOf(usual)).not.toContain('Only papers that match');
    });

    it('is not opened, nor sent, by somebody who may not manage the channel', async () => {
      const { discord } = platforms;
      const shown = await ask('daily', {}, { permissions });
      const refused = await discord.press(shown, 'Start one…').answer();
      expect([textOf(refused), isEphemeral(refused)]).toEqual([
        expect.stringContaining('is for people who may manage this channel'),
        true,
      ]);
      const modal = await open(shown, 'Start one…', { permissions });
      const late = await modal.submit({ Size: '3' }, { permissions: 0n }).answer();
      expect(textOf(late)).toContain('is for people who may manage this channel');
      expect(textOf(await ask('daily', {}, { permissions }))).toContain('There is no daily list here.');
    });

    it('is that of another channel where that was asked for, with the rights there', async () => {
      const { discord, house } = platforms;
      const news = discord.addChannel({ name: 'news', managers: [discord.user.id] });
      const shown = await ask('daily', { channel: news.id });
      const on = await fill(shown, 'Start one…', { Size: '4' });
      expect(textOf(on)).toContain('of #news');
      const place = { platform: 'discord', tenant: discord.guild.id, id: news.id, kind: 'channel' } as const;
      expect((await house.services.daily.show(place)).schedule?.size).toBe(4);
      const other = { user: discord.addUser('grace') };
      expect(textOf(await discord.press(on, 'Change…', other).answer())).toContain('who may manage #news');
    });
  });

  it.each(['v1:subscribe:?!#AAAAAAAAAAAAAAAA', 'v1:gone:?zone=UTC', 'v1:about:?', 'v0:settings:?'])(
    'whose button %s is years old, or made up, say so',
    async (token) => {
      const { discord } = platforms;
      const answer = await discord.press(await ask('settings'), token, { forged: true }).answer();
      expect([textOf(answer), isEphemeral(answer)]).toEqual([expect.stringContaining(TOO_OLD), true]);
    },
  );

  it('with nothing kept of their button any more are told so, and asked for again', async () => {
    const query = Array.from({ length: 30 }, (_, index) => `term${index}`).join(' OR ');
    const preview = await ask('subscribe', { query });
    platforms.clock.advance(401 * 24 * 60 * 60_000);
    await platforms.tick();
    await platforms.restart();
    const answer = await platforms.discord.press(preview, 'Change…').answer();
    expect(textOf(answer)).toContain(TOO_OLD);
  });
});
