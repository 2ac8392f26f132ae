import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeAction } from '../../../../src/core/action-codec.js';
import type { Answer, Bot } from '../../../../src/core/chat-adapter.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { createNotice, createReply } from '../../../../src/core/reply.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { Actor } from '../../../fakes/discord/interactions.js';
import { isEphemeral, textOf } from '../../../fakes/discord/message-view.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

let discord: DiscordHarness;

describe.each(TRANSPORTS)('Discord over %s', (transport) => {
  beforeEach(async () => {
    discord = await createDiscordHarness({}, transport);
  });

  afterEach(async () => {
    await discord.stop();
    expect(discord.fake.violations).toEqual([]);
  });

  /** A bot whose answers the test gives one by one, when it likes. */
  function createSlowBot(overrides: Partial<Bot> = {}) {
    const invocations: Invocation[] = [];
    const waiting: ((answer: Answer) => void)[] = [];
    const bot: Bot = {
      ...createScriptedBot(() => listOf(1)).bot,
      handle(invocation) {
        invocations.push(invocation);
        return new Promise((resolve) => void waiting.push(resolve));
      },
      ...overrides,
    };
    const answer = (given: Partial<Answer>) =>
      waiting.shift()?.({ reply: listOf(1), visibility: 'everyone', replaces: false, ...given });
    return { bot, invocations, answer };
  }

  async function start(overrides: Partial<Bot> = {}) {
    const slow = createSlowBot(overrides);
    await discord.adapter.start(slow.bot);
    return slow;
  }

  const search = () => discord.fake.slash({ subcommand: 'search', options: { query: 'rag' } });

  /** An answer with a pager, in front of the person. */
  async function shownList(slow: ReturnType<typeof createSlowBot>) {
    const handle = search();
    await discord.clock.timerStarted();
    slow.answer({ reply: listOf(2) });
    return handle.answer();
  }

  const jumpList = () => {
    const choices = [1, 7].map((page) => ({
      kind: 'command' as const,
      label: `Page ${page}`,
      command: 'search',
      options: { page },
      replaces: true,
    }));
    return createReply([
      { type: 'heading', text: 'Many papers' },
      { type: 'actions', actions: [{ kind: 'menu', label: 'Go to page…', choices }] },
    ]);
  };

  /** Lets the second pass after which the adapter defers. */
  async function takeTooLong() {
    await discord.clock.timerStarted();
    discord.clock.advance(1_000);
  }

  describe('a slash command', () => {
    it('reaches the bot as an invocation that knows nothing of Discord', async () => {
      const slow = await start();
      const { user, guild, channel } = discord.fake;
      search();
      await discord.clock.timerStarted();
      expect(slow.invocations[0]).toMatchObject({
        input: { kind: 'options', command: 'search', options: { query: 'rag' } },
        caller: { id: user.id, name: 'ada' },
        target: { platform: 'discord', tenant: guild.id, id: channel.id, kind: 'channel' },
        locale: 'en-US',
      });
      slow.answer({});
    });

    it('knows who may manage the channel', async () => {
      const slow = await start();
      const options = { query: 'rag' };
      const allowed = async (actor: Actor) => {
        const handle = discord.fake.slash({ subcommand: 'search', options, ...actor });
        await discord.clock.timerStarted();
        const right = await slow.invocations.at(-1)?.hasRight('manage-channel');
        slow.answer({});
        await handle.answer();
        return right;
      };
      expect(await allowed({})).toBe(false);
      expect(await allowed({ permissions: PermissionFlagsBits.ManageChannels })).toBe(true);
      expect(await allowed({ permissions: PermissionFlagsBits.ManageGuild })).toBe(true);
      expect(await allowed({ channel: discord.fake.directChannel() })).toBe(true);
      expect(slow.invocations.at(-1)?.target).toMatchObject({ tenant: 'direct', kind: 'direct' });
    });

    it('is answered at once when the bot is quick, and only for the caller when that is asked', async () => {
      const slow = await start();
      const handle = search();
      await discord.clock.timerStarted();
      slow.answer({ visibility: 'caller', reply: createNotice('info', 'Only `you` see this.') });
      const answer = await handle.answer();
      expect([textOf(answer), isEphemeral(answer)]).toEqual(['Only `you` see this.', true]);
      expect(discord.fake.messages()).toEqual([]);
    });

    it('is deferred after a second, and the answer comes in later', async () => {
      const slow = await start();
      const handle = search();
      await takeTooLong();
      await handle.deferred();
      expect(handle.visible).toBeUndefined();
      slow.answer({});
      expect(textOf(await handle.answer())).toContain('A fine paper 1');
      expect(discord.fake.messages()).toHaveLength(1);
    });

    it('is deferred for the caller alone when its answer will be', async () => {
      const slow = await start({ visibility: () => 'caller' });
      const handle = search();
      await takeTooLong();
      await handle.deferred();
      slow.answer({ visibility: 'caller' });
      expect(isEphemeral(await handle.answer())).toBe(true);
    });

    it('gets a plain answer when Discord refuses the one that was drawn', async () => {
      const slow = await start();
      const body = { code: 50035, message: 'Invalid Form Body' };
      discord.fake.failNext({ method: 'POST', path: /callback$/, status: 400, body });
      const handle = search();
      await discord.clock.timerStarted();
      slow.answer({});
      expect(textOf(await handle.answer())).toMatch(/^1 papers\n\n1\\\. A fine paper 1\n/);
      expect(discord.logger.entries).toMatchObject([
        {},
        { level: 'error', fields: { event: 'message-refused' } },
      ]);
    });

    it.each([
      [404, 10062, 'warn', 'answered-too-late'],
      [400, 40060, 'debug', 'answered-elsewhere'],
      [403, 50001, 'error', 'answer-failed'],
    ])('that Discord gave up on (%d, %d) is only logged', async (status, code, level, event) => {
      const slow = await start();
      discord.fake.failNext({ method: 'POST', path: /callback$/, status, body: { code, message: 'No' } });
      search();
      await discord.clock.timerStarted();
      slow.answer({});
      await discord.adapter.stop();
      expect(discord.logger.entries.at(-1)).toMatchObject({ level, fields: { event } });
    });
  });

  describe('a button', () => {
    it('turns the page in place, also when the next page takes a while', async () => {
      const slow = await start();
      const list = await shownList(slow);
      const press = discord.fake.press(list, 'Next');
      await takeTooLong();
      await press.deferred();
      slow.answer({ reply: listOf(1, 'Second page'), replaces: true });
      const turned = await press.answer();
      expect([turned.id, textOf(turned)]).toEqual([list.id, expect.stringContaining('Second page 1')]);
      expect(slow.invocations[1]?.input).toEqual({
        kind: 'action',
        token: expect.stringContaining('v1:search:!'),
      });
    });

    it('is answered to whoever pressed it where its message is deleted at that moment', async () => {
      const slow = await start();
      const list = await shownList(slow);
      const press = discord.fake.press(list, 'Next');
      discord.fake.remove(list);
      await discord.clock.timerStarted();
      slow.answer({ reply: listOf(1, 'Second page'), replaces: true });
      const turned = await press.answer();
      expect([turned.id === list.id, isEphemeral(turned)]).toEqual([false, true]);
      expect(textOf(turned)).toContain('Second page 1');
    });

    it('may stand in a menu: what is chosen there is the same as a button', async () => {
      const slow = await start();
      const handle = search();
      await discord.clock.timerStarted();
      slow.answer({ reply: jumpList() });
      const list = await handle.answer();
      const chosen = discord.fake.choose(list, 'Go to page…', 'Page 7');
      await takeTooLong();
      await chosen.deferred();
      slow.answer({ reply: listOf(1, 'Seventh page'), replaces: true });
      const turned = await chosen.answer();
      expect([turned.id, textOf(turned)]).toEqual([list.id, expect.stringContaining('Seventh page 1')]);
      expect(slow.invocations[1]?.input).toEqual({ kind: 'action', token: 'v1:search:!page=7' });
    });

    it('of a menu is not obeyed where Discord brings no choice, or more than one', async () => {
      const slow = await start();
      const handle = search();
      await discord.clock.timerStarted();
      slow.answer({ reply: jumpList() });
      const list = await handle.answer();
      const many = Array.from({ length: 26 }, (_, at) => `v1:search:!page=${at}`);
      for (const forged of [[], many]) {
        const chosen = discord.fake.choose(list, 'Go to page…', 'Page 7', { forged });
        await discord.clock.timerStarted();
        expect(slow.invocations.at(-1)?.input).toEqual({ kind: 'action', token: 'menu:1' });
        slow.answer({ reply: createNotice('warning', 'Too old.'), visibility: 'caller' });
        expect(isEphemeral(await chosen.answer())).toBe(true);
      }
    });

    it('that fails after a while leaves the list alone and tells the one who pressed', async () => {
      const slow = await start();
      const list = await shownList(slow);
      const press = discord.fake.press(list, 'Next');
      await takeTooLong();
      await press.deferred();
      slow.answer({ reply: createNotice('error', 'Broken.'), visibility: 'caller' });
      const apology = await press.answer();
      expect([textOf(apology), isEphemeral(apology)]).toEqual(['Broken.', true]);
      expect(discord.fake.messages().map(({ id }) => id)).toEqual([list.id]);
      expect(textOf(discord.fake.messages()[0] ?? list)).toContain('A fine paper 2');
    });

    it('that shows something new answers beside the list', async () => {
      const slow = await start();
      const list = await shownList(slow);
      const press = discord.fake.press(list, 'More');
      await takeTooLong();
      await press.deferred();
      slow.answer({ reply: createReply([{ type: 'heading', text: 'One paper' }]) });
      expect(textOf(await press.answer())).toBe('## One paper');
      expect(discord.fake.messages()).toHaveLength(2);
    });

    it('stops where Discord wants no more answers beside a message', async () => {
      const slow = await start();
      const list = await shownList(slow);
      const path = /^\/webhooks\/\d+\/[^/]+$/;
      const body = { code: 40094, message: 'Too many follow-ups' };
      discord.fake.failNext({ method: 'POST', path, status: 400, body });
      const press = discord.fake.press(list, 'Next');
      await takeTooLong();
      await press.deferred();
      slow.answer({ reply: createNotice('error', 'Broken.'), visibility: 'caller' });
      await discord.adapter.stop();
      expect(discord.logger.entries.at(-1)).toMatchObject({
        level: 'warn',
        fields: { event: 'follow-ups-used-up' },
      });
      expect(discord.fake.requests.filter((request) => path.test(request.path))).toHaveLength(1);
    });

    it('that is old, forged or meant for a list answers only the one who pressed it', async () => {
      const slow = await start();
      const list = await shownList(slow);
      const old = encodeAction({ kind: 'command', label: '', command: 'gone', options: {}, replaces: true });
      for (const token of [old, 'x'.repeat(100), 'v0:search:', '%%%']) {
        const press = discord.fake.press(list, token, { forged: true });
        await discord.clock.timerStarted();
        slow.answer({ reply: createNotice('warning', 'Too old.'), visibility: 'caller' });
        expect(isEphemeral(await press.answer())).toBe(true);
      }
      expect(discord.fake.messages()).toHaveLength(1);
    });
  });
});
