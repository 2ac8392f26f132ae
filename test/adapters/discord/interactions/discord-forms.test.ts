import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeAction } from '../../../../src/core/action-codec.js';
import type { Answer, Bot } from '../../../../src/core/chat-adapter.js';
import type { Form } from '../../../../src/core/form.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { createNotice, createReply, type FormAction } from '../../../../src/core/reply.js';
import { createScriptedBot } from '../../../contracts/chat-adapter.js';
import { isEphemeral, textOf } from '../../../fakes/discord/message-view.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const change: FormAction = { kind: 'form', label: 'Change…', command: 'follow', options: {}, replaces: true };
const page = createReply([
  { type: 'heading', text: 'What you follow' },
  { type: 'actions', actions: [change, { ...change, label: 'Beside', replaces: false }] },
]);

const follow: Form = {
  title: 'What to follow',
  token: 'v1:follow:?!number=7',
  fields: [
    {
      spec: {
        name: 'query',
        description: 'What',
        type: 'string',
        required: true,
        maxLength: 500,
        kind: 'query',
        rest: true,
      },
      label: 'Query',
      description: 'What to look for',
      value: 'rag',
    },
    {
      spec: {
        name: 'every',
        description: 'How often',
        type: 'string',
        required: false,
        choices: ['day', 'week'],
        rest: false,
      },
      label: 'Every',
      description: 'How often',
      choices: [
        { value: 'day', label: 'Every day' },
        { value: 'week', label: 'Every week' },
      ],
      value: 'week',
    },
    {
      spec: {
        name: 'at',
        description: 'When',
        type: 'string',
        required: false,
        maxLength: 10,
        kind: 'time',
        rest: false,
      },
      label: 'At',
      description: 'When',
    },
    {
      spec: {
        name: 'max',
        description: 'Most',
        type: 'integer',
        required: false,
        minimum: 1,
        maximum: 25,
        rest: false,
      },
      label: 'Max',
      description: 'How many',
    },
  ],
};

describe.each(TRANSPORTS)('a form on Discord over %s', (transport) => {
  let discord: DiscordHarness;
  let invocations: Invocation[];
  beforeEach(async () => {
    invocations = [];
    discord = await createDiscordHarness({}, transport);
  });
  afterEach(() => discord.stop());

  const changed: Answer = { reply: createNotice('info', 'Changed.'), visibility: 'everyone', replaces: true };

  /** Starts the bot, and resolves with a message that has the buttons. */
  async function start(overrides: Partial<Bot> = {}) {
    const { bot } = createScriptedBot(() => page);
    await discord.adapter.start({
      ...bot,
      async form(invocation) {
        invocations.push(invocation);
        return follow;
      },
      async handle(invocation) {
        invocations.push(invocation);
        return invocation.input.kind === 'form' ? changed : bot.handle(invocation);
      },
      ...overrides,
    });
    return discord.fake.slash({ subcommand: 'search', options: { query: 'rag' } }).answer();
  }

  const expectNoViolations = () => expect(discord.fake.violations).toEqual([]);

  it('opens at once, with a field for each option as it takes it', async () => {
    const message = await start();
    const modal = await discord.fake.press(message, 'Change…').modal();
    expect(invocations.at(-1)).toMatchObject({
      input: { kind: 'action', token: 'v1:follow:?!' },
      locale: 'en-US',
      caller: { id: discord.fake.user.id },
    });
    expect([modal.title, modal.customId]).toEqual(['What to follow', 'v1:follow:?!number=7']);
    const field = (more: object) => expect.objectContaining({ required: false, ...more });
    expect(modal.fields).toEqual([
      field({
        label: 'Query',
        kind: 'paragraph',
        required: true,
        value: 'rag',
        description: 'What to look for',
      }),
      field({ label: 'Every', kind: 'select', value: 'week', choices: ['Every day', 'Every week'] }),
      field({ label: 'At', kind: 'short', value: '', placeholder: '09:00' }),
      field({ label: 'Max', kind: 'short', placeholder: '1-25' }),
    ]);
    expectNoViolations();
  });

  it('comes back as an invocation like any other, and its answer takes the place of the message', async () => {
    const message = await start();
    const modal = await discord.fake.press(message, 'Change…').modal();
    const answer = await modal.submit({ Query: 'agents\n-vision', Every: '', At: '08:00' }).answer();
    expect(invocations.at(-1)?.input).toEqual({
      kind: 'form',
      token: 'v1:follow:?!number=7',
      options: { query: 'agents\n-vision', every: '', at: '08:00', max: '' },
    });
    expect([answer.id, textOf(answer)]).toEqual([message.id, 'Changed.']);
    expectNoViolations();
  });

  it('is answered beside the message where its answer does not replace that', async () => {
    const beside: Answer = { ...changed, visibility: 'caller', replaces: false };
    const message = await start({
      form: async () => ({ ...follow, token: 'v1:follow:?' }),
      handle: async ({ input }) => (input.kind === 'form' ? beside : { ...beside, reply: page }),
    });
    const modal = await discord.fake.press(message, 'Beside').modal();
    const answer = await modal.submit().answer();
    expect(answer.id).not.toBe(message.id);
    expect([textOf(answer), isEphemeral(answer)]).toEqual(['Changed.', true]);
    expectNoViolations();
  });

  it('is deferred when its answer takes more than a second, and replaces the message then', async () => {
    let finish = (_: Answer) => {};
    const { bot } = createScriptedBot(() => page);
    const message = await start({
      handle: (invocation) =>
        invocation.input.kind === 'form'
          ? new Promise((resolve) => {
              finish = resolve;
            })
          : bot.handle(invocation),
    });
    const modal = await discord.fake.press(message, 'Change…').modal();
    const submitted = modal.submit();
    await discord.clock.timerStarted();
    discord.clock.advance(1_000);
    await submitted.deferred();
    finish(changed);
    const answer = await submitted.edited();
    expect([answer.id, textOf(answer)]).toEqual([message.id, 'Changed.']);
    expectNoViolations();
  });

  it.each(['at once', 'after more than a second', 'after the promise of an answer'])(
    'is answered to whoever sent it, %s, though its message was deleted meanwhile',
    async (when) => {
      let finish = (_: Answer) => {};
      const { bot } = createScriptedBot(() => page);
      const slowly = () =>
        new Promise<Answer>((resolve) => {
          finish = resolve;
        });
      const message = await start({
        handle: async (invocation) =>
          invocation.input.kind !== 'form' ? bot.handle(invocation) : when === 'at once' ? changed : slowly(),
      });
      const modal = await discord.fake.press(message, 'Change…').modal();
      if (when !== 'after the promise of an answer') discord.fake.remove(message);
      const submitted = modal.submit();
      if (when !== 'at once') {
        await discord.clock.timerStarted();
        discord.clock.advance(1_000);
        await submitted.deferred();
        discord.fake.remove(message);
        finish(changed);
      }
      const answer = await submitted.answer();
      expect(answer.id).not.toBe(message.id);
      expect([textOf(answer), isEphemeral(answer)]).toEqual(['Changed.', true]);
      expectNoViolations();
    },
  );

  it('is answered to whoever sent it, whatever Discord has against changing its message', async () => {
    const message = await start();
    const modal = await discord.fake.press(message, 'Change…').modal();
    const body = { code: 50035, message: 'Invalid Form Body' };
    discord.fake.failNext({ method: 'POST', path: /\/callback/, status: 400, body, times: 2 });
    const answer = await modal.submit().answer();
    expect([answer.id === message.id, textOf(answer), isEphemeral(answer)]).toEqual([
      false,
      'Changed.',
      true,
    ]);
  });

  it('says why where it is not opened, to whoever pressed the button alone', async () => {
    const message = await start({
      form: async () => ({
        reply: createNotice('warning', 'Not you.'),
        visibility: 'caller',
        replaces: false,
      }),
    });
    const answer = await discord.fake.press(message, 'Change…').answer();
    expect([textOf(answer), isEphemeral(answer)]).toEqual(['Not you.', true]);
    expectNoViolations();
  });

  it('says so where opening it takes too long, rather than nothing', async () => {
    const message = await start({ form: () => new Promise(() => {}) });
    const pressed = discord.fake.press(message, 'Change…');
    await discord.clock.timerStarted();
    discord.clock.advance(2_000);
    expect(textOf(await pressed.answer())).toContain('Please press the button once more.');
    expectNoViolations();
  });

  it('says so where Discord does not take it', async () => {
    const twice = { ...follow, fields: [...follow.fields.slice(0, 1), ...follow.fields.slice(0, 1)] };
    const message = await start({ form: async () => twice });
    const answer = await discord.fake.press(message, 'Change…').answer();
    expect(textOf(answer)).toContain('Please give the options with the command.');
    expect(discord.logger.entries.map(({ fields }) => fields.event)).toContain('form-refused');
    expect(discord.fake.violations).toEqual([expect.stringContaining('cannot be duplicated')]);
  });

  it('shows what is too long in full, for the person to shorten', async () => {
    const [query = expect.fail('there is no field')] = follow.fields;
    const long = `${'深度学习 '.repeat(200)}x`;
    const message = await start({ form: async () => ({ ...follow, fields: [{ ...query, value: long }] }) });
    const modal = await discord.fake.press(message, 'Change…').modal();
    expect(modal.value('Query')).toBe(long);
    await modal.submit().answer();
    expect(invocations.at(-1)?.input).toMatchObject({ options: { query: long } });
    expectNoViolations();
  });

  it('keeps to what Discord takes, however long its words', async () => {
    const wordy = 'Wörter 🇩🇪 '.repeat(40);
    const choices = [{ value: 'day', label: wordy }];
    const fields = follow.fields.map((field) => ({
      ...field,
      label: wordy,
      description: wordy,
      ...(field.choices === undefined ? {} : { choices }),
    }));
    const message = await start({ form: async () => ({ ...follow, title: wordy, fields }) });
    expect((await discord.fake.press(message, 'Change…').modal()).title).toMatch(/^Wörter.*…$/);
    expectNoViolations();
  });

  it('is opened by its button however often it is on the message', async () => {
    const twice = createReply([{ type: 'actions', actions: [change, { ...change, label: 'Again' }] }]);
    const { bot } = createScriptedBot(() => twice);
    const message = await start({ handle: bot.handle });
    expect((await discord.fake.press(message, 'Again').modal()).title).toBe('What to follow');
    expect(invocations.at(-1)?.input).toEqual({ kind: 'action', token: `${encodeAction(change)}~1` });
    expectNoViolations();
  });
});
