import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeAction, keepLongAction } from '../../src/core/action-codec.js';
import type { Answer } from '../../src/core/chat-adapter.js';
import { createCommand } from '../../src/core/command.js';
import { createDispatcher } from '../../src/core/dispatcher.js';
import { UserError } from '../../src/core/errors.js';
import type { Form } from '../../src/core/form.js';
import type { Input } from '../../src/core/invocation.js';
import { createRegistry } from '../../src/core/registry.js';
import { actionsOf, createNotice, type FormAction } from '../../src/core/reply.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createMemoryActions } from '../fakes/memory-actions.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const options = z.object({
  query: z.string().max(500).meta({ kind: 'query' }).describe('What to look for'),
  every: z.enum(['day', 'week']).optional().describe('How often'),
  max: z.int().min(1).max(25).optional().describe('How many'),
  loud: z.boolean().optional().describe('Whether all hear of it'),
  number: z.int().optional().describe('Which one to change'),
});

const follow = createCommand<object, typeof options>({
  name: 'follow',
  description: 'Follows something',
  visibility: 'caller',
  options,
  form: { title: 'What to follow', fields: ['query', 'every', 'max', 'loud'], emptied: { max: 10 } },
  execute(given) {
    if (given.query === 'bug') throw new Error('the secret plan failed');
    if (given.query === 'nothing') throw new UserError('Nothing matches that.');
    return createNotice('info', JSON.stringify(given));
  },
});

const guarded = createCommand<object, z.ZodObject>({
  name: 'guarded',
  description: 'Only for some',
  visibility: 'everyone',
  permission: 'manage-channel',
  options: z.object({ size: z.int().optional().describe('How many') }),
  form: { title: 'Guarded', fields: ['size'] },
  execute: ({ size }) => createNotice('info', `Now ${size}.`),
});

const plain = createCommand<object, z.ZodObject>({
  name: 'plain',
  description: 'Has no form',
  visibility: 'caller',
  options: z.object({}),
  execute: () => createNotice('info', 'Done.'),
});

const button = (command: string, given: FormAction['options'] = {}, replaces = false): FormAction => ({
  kind: 'form',
  label: 'Change',
  command,
  options: given,
  replaces,
});

function setUp(actions = createMemoryActions()) {
  const logger = createRecordingLogger();
  const registry = createRegistry([follow, guarded, plain]);
  const bot = createDispatcher({ registry, services: {}, actions, clock: createManualClock(), logger });
  const asked = (input: Input, rights = true, locale?: string) => ({
    input,
    caller: { id: 'ana' },
    target: { platform: 'test', tenant: 'home', id: 'den', kind: 'channel' } as const,
    ...(locale === undefined ? {} : { locale }),
    hasRight: async () => rights,
  });
  const form = (token: string, rights = true, locale?: string) =>
    bot.form(asked({ kind: 'action', token }, rights, locale));
  return {
    bot,
    logger,
    form,
    async open(action: FormAction, locale?: string): Promise<Form> {
      const opened = await form(encodeAction(action), true, locale);
      return 'fields' in opened ? opened : expect.fail(opened.reply.summary);
    },
    ask: (input: Input) => bot.handle(asked(input)),
    send: (token: string, filled: Readonly<Record<string, string>>, rights = true) =>
      bot.handle(asked({ kind: 'form', token, options: filled }, rights)),
  };
}

const tryAgain = ({ reply }: Answer): FormAction | undefined =>
  actionsOf(reply.blocks).find((action) => action.kind === 'form');

describe('a form', () => {
  it('shows what its command says, filled in with what holds', async () => {
    const { open } = setUp();
    const form = await open(button('follow', { query: 'rag', max: 3, loud: false, number: 7 }));
    expect(form.title).toBe('What to follow');
    expect(form.fields).toEqual([
      expect.objectContaining({ label: 'Query', description: 'What to look for', value: 'rag' }),
      expect.objectContaining({
        label: 'Every',
        choices: ['day', 'week'].map((value) => ({ value, label: value })),
      }),
      expect.objectContaining({ label: 'Max', value: '3' }),
      expect.objectContaining({
        label: 'Loud',
        value: 'false',
        choices: [
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ],
      }),
    ]);
    expect(form.fields.map(({ spec }) => spec.name)).toEqual(['query', 'every', 'max', 'loud']);
    expect(form.fields[1]).not.toHaveProperty('value');
  });

  it('keeps what it does not show, and brings it back with what was filled in', async () => {
    const { open, send } = setUp();
    const { token } = await open(button('follow', { query: 'rag', number: 7 }, true));
    expect(token).toBe('v1:follow:?!number=7');
    const answer = await send(token, { query: ' agents ', every: '', max: '5', loud: 'true' });
    expect(JSON.parse(answer.reply.summary)).toEqual({ query: 'agents', max: 5, loud: true, number: 7 });
    expect(answer).toMatchObject({ visibility: 'caller', replaces: true });
  });

  it('has a field that was filled in and is emptied mean what its command says, and no other', async () => {
    const { open, send } = setUp();
    const said = async (held: FormAction['options'], filled: Record<string, string>) => {
      const { token } = await open(button('follow', { query: 'rag', ...held }));
      return JSON.parse((await send(token, { query: 'rag', ...filled })).reply.summary);
    };
    expect(await said({ max: 3, every: 'week' }, { max: '', every: '' })).toEqual({ query: 'rag', max: 10 });
    expect(await said({ max: 3 }, { max: '4' })).toEqual({ query: 'rag', max: 4 });
    expect(await said({}, { max: '' })).toEqual({ query: 'rag' });
  });

  it('brings back nothing else, whoever made it up', async () => {
    const { open, send } = setUp();
    const { token } = await open(button('follow', { query: 'rag', number: 7 }));
    const answer = await send(token, { query: 'rag', number: '8', colour: 'red' });
    expect(JSON.parse(answer.reply.summary)).toEqual({ query: 'rag', number: 7 });
  });

  it('is opened, however long what it is filled in with', async () => {
    const actions = createMemoryActions();
    const { open } = setUp(actions);
    const long = button('follow', { query: 'x '.repeat(200).trim() });
    await keepLongAction(long, actions);
    expect((await open(long)).fields[0]?.value).toBe(long.options['query']);
  });

  it('speaks the language of whoever opens it, where there is a catalogue of it', async () => {
    const { open } = setUp();
    const german = await open(button('follow'), 'de');
    // The catalogue knows no command of that name; yes and no belong to all of them.
    expect(german.fields.at(-1)?.choices?.map(({ label }) => label)).toEqual(['Ja', 'Nein']);
  });

  it.each(['v1:follow:?#AAAAAAAAAAAAAAAA', 'v1:gone:?', 'v1:plain:?', 'v1:follow:query=rag', '🦜'])(
    'is not opened by the old or forged button %s, which is told so',
    async (token) => {
      const { form, send } = setUp();
      for (const answer of [await form(token), await send(token, { query: 'rag' })]) {
        if ('fields' in answer) expect.fail('it was opened');
        expect(answer.reply.summary).toContain('This button is from an older message');
        expect(answer.visibility).toBe('caller');
        expect(tryAgain(answer)).toBeUndefined();
      }
    },
  );

  it('is opened and sent only by people who may run its command', async () => {
    const { form, send } = setUp();
    const token = encodeAction(button('guarded'));
    const refused = 'people who may manage this channel';
    expect(await form(token, false)).toMatchObject({ reply: { summary: expect.stringContaining(refused) } });
    expect((await send(token, { size: '3' }, false)).reply.summary).toContain(refused);
    expect(await send(token, { size: '3' })).toMatchObject({
      reply: { summary: 'Now 3.' },
      visibility: 'everyone',
    });
  });

  it('does not run its command when a button that opens it is pressed elsewhere', async () => {
    const { bot } = setUp();
    const token = encodeAction(button('follow', { query: 'rag' }));
    expect(bot.visibility({ kind: 'form', token, options: {} })).toBe('caller');
    const target = { platform: 'test', tenant: 'home', id: 'den', kind: 'channel' } as const;
    const asked = { caller: { id: 'ana' }, target, hasRight: async () => true };
    const answer = await bot.handle({ ...asked, input: { kind: 'action', token } });
    expect(answer.reply.summary).toContain('This button is from an older message');
  });
});

describe('a form that was filled in wrongly', () => {
  it.each([
    [{ query: 'rag', max: 'many' }, '`max` takes a whole number from 1 to 25; you gave "many".'],
    [{ query: '' }, '`query` is missing: What to look for.'],
    [{ query: 'nothing' }, 'Nothing matches that.'],
    [{ query: 'bug', every: 'week' }, 'Something went wrong on our side.'],
  ])('%j is answered in private, with a way back to all that was typed', async (filled, problem) => {
    const { open, send } = setUp();
    const { token } = await open(button('follow', { query: 'rag', number: 7 }));
    const answer = await send(token, filled);
    expect(answer).toMatchObject({ visibility: 'caller', replaces: false });
    expect(answer.reply.summary).toContain(problem);
    const again = tryAgain(answer) ?? expect.fail('there is no way back');
    const typed = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== ''));
    expect(again).toMatchObject({ label: 'Try again', options: { number: '7', ...typed }, replaces: true });
    const form = await open(again);
    const shown = form.fields.flatMap(({ spec: { name }, value }) =>
      value === undefined ? [] : [[name, value]],
    );
    expect(Object.fromEntries(shown)).toEqual(typed);
    expect(form.token).toContain('number=7');
  });

  it('is also offered to who gave the command wrongly, where the form can put it right', async () => {
    const { ask } = setUp();
    const given = { query: 'rag', max: 'many', number: 7 };
    const answer = await ask({ kind: 'options', command: 'follow', options: given });
    expect(tryAgain(answer)).toMatchObject({ label: 'Try again', options: given });
    const beside = await ask({ kind: 'options', command: 'follow', options: { query: 'rag', number: 'x' } });
    expect(beside.reply.summary).toContain('`number` takes a whole number');
    expect(tryAgain(beside)).toBeUndefined();
    const unlike = await ask({ kind: 'options', command: 'follow', options: { query: 'nothing' } });
    expect(tryAgain(unlike)).toBeUndefined();
  });

  it('is answered where everybody sees it, once it is right', async () => {
    const { send } = setUp();
    const answer = await send(encodeAction(button('guarded')), { size: 'x' });
    expect(tryAgain(answer)?.replaces).toBe(false);
  });

  it('is answered all the same when nothing can be kept for it', async () => {
    const actions = createMemoryActions();
    const full = { ...actions, keep: () => Promise.reject(new Error('the disk is full')) };
    const { send, logger } = setUp(full);
    const answer = await send('v1:follow:?', { query: 'rag '.repeat(60), max: 'many' });
    expect(answer.reply.summary).toContain('`max` takes a whole number');
    expect(tryAgain(answer)).toBeUndefined();
    expect(logger.entries).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ event: 'form-not-kept' }) }),
    );
  });
});
