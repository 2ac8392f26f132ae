import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeAction } from '../../src/core/action-codec.js';
import { createCommand } from '../../src/core/command.js';
import { createDispatcher } from '../../src/core/dispatcher.js';
import { UserError } from '../../src/core/errors.js';
import type { Input, Invocation } from '../../src/core/invocation.js';
import { createRegistry } from '../../src/core/registry.js';
import { actionsOf, type CommandAction, createReply } from '../../src/core/reply.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createMemoryActions } from '../fakes/memory-actions.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const longButton: CommandAction = {
  kind: 'command',
  label: 'Again',
  command: 'echo',
  options: { words: 'word '.repeat(50).trim() },
};

const echo = createCommand<object, z.ZodObject<{ words: z.ZodString }>>({
  name: 'echo',
  description: 'Says it again',
  visibility: 'everyone',
  options: z.object({ words: z.string().meta({ rest: true }).describe('What to say') }),
  shortcut: {
    label: 'Say it again',
    execute: ({ text, links }) => createReply([{ type: 'heading', text: [text, ...links].join(' ') }]),
  },
  execute({ words }) {
    if (words === 'bug') throw new Error('the secret plan failed');
    if (words === 'refuse') throw new UserError('Say something else.');
    return createReply([
      { type: 'text', spans: [{ text: words }] },
      { type: 'actions', actions: [longButton] },
    ]);
  },
});

const guarded = createCommand<object, z.ZodObject>({
  name: 'guarded',
  description: 'Only for some',
  visibility: 'caller',
  permission: 'manage-channel',
  options: z.object({}),
  execute: () => createReply([{ type: 'heading', text: 'In.' }]),
});

const posting = createCommand<object, z.ZodObject<{ channel: z.ZodOptional<z.ZodString> }>>({
  name: 'posting',
  description: 'Posts somewhere',
  visibility: 'caller',
  permission: 'manage-channel',
  options: z.object({ channel: z.string().meta({ kind: 'channel' }).optional().describe('Where') }),
  execute: (_, { target, elsewhere }) =>
    createReply([{ type: 'heading', text: `To ${target.id}, called ${elsewhere ?? 'this'}.` }]),
});

function setUp() {
  const logger = createRecordingLogger();
  const actions = createMemoryActions();
  const bot = createDispatcher({
    registry: createRegistry([echo, guarded, posting]),
    services: {},
    actions,
    clock: createManualClock(),
    logger,
  });
  const ask = (input: Input, rights = false) => bot.handle(invocation(input, rights));
  return { bot, ask, say: (text: string) => ask({ kind: 'text', text }), logger };
}

function invocation(input: Input, rights: boolean): Invocation {
  return {
    input,
    caller: { id: 'ana' },
    target: { platform: 'test', tenant: 'home', id: 'den', kind: 'channel' },
    hasRight: async () => rights,
  };
}

describe('the dispatcher', () => {
  it('takes a typed line to its command', async () => {
    const { say } = setUp();
    expect(await say('echo hello there')).toMatchObject({
      reply: { summary: 'hello there' },
      visibility: 'everyone',
      replaces: false,
    });
  });

  it('takes a button to its command, with the options it kept for it', async () => {
    const { say, ask } = setUp();
    const { reply } = await say('echo hello');
    const [button] = actionsOf(reply.blocks);
    if (button?.kind !== 'command') throw new Error('there should be a button');
    const answer = await ask({ kind: 'action', token: encodeAction(button) });
    expect(answer.reply.summary).toBe(longButton.options['words']);
  });

  it('takes typed options to their command', async () => {
    const { ask } = setUp();
    const answer = await ask({ kind: 'options', command: 'echo', options: { words: 'typed' } });
    expect(answer.reply.summary).toBe('typed');
  });

  it('takes a message to its command, whose answer is for the one who pointed at it', async () => {
    const { ask } = setUp();
    const message = { text: 'hello', links: ['https://example.org'] };
    const answer = await ask({ kind: 'message', command: 'echo', message });
    expect(answer).toMatchObject({ reply: { summary: 'hello https://example.org' }, visibility: 'caller' });
    const other = await ask({ kind: 'message', command: 'guarded', message }, true);
    expect(other.reply.summary).toBe('`guarded` cannot start from a message.');
    const old = await ask({ kind: 'message', command: 'Gone label', message });
    expect(old.reply.summary).toContain('I do not know the command `Gone label`.');
  });

  it.each([
    ['ehco hi', 'I do not know the command `ehco`. Did you mean `echo`? `help` lists what I can do.'],
    ['constructor', 'I do not know the command `constructor`. `help` lists what I can do.'],
    ['__proto__ x', 'I do not know the command `__proto__`. `help` lists what I can do.'],
    ['\u0000', 'I do not know the command `\u0000`. `help` lists what I can do.'],
    ['', 'I do not know the command `help`. `help` lists what I can do.'],
    ['echo', '`words` is missing: What to say.'],
    ['echo refuse', 'Say something else.'],
  ])('answers %j with a sentence, for the caller only', async (line, message) => {
    const { say } = setUp();
    expect(await say(line)).toMatchObject({ reply: { summary: message }, visibility: 'caller' });
  });

  it.each(['v0:echo:words=x', 'v1:gone:words=x', `v1:echo:#${'A'.repeat(16)}`, '🦜'])(
    'says of the old or forged button %s that it is too old',
    async (token) => {
      const { ask } = setUp();
      const { reply } = await ask({ kind: 'action', token });
      expect(reply.summary).toContain('This button is from an older message');
    },
  );

  it('answers a bug with a reference, and logs the bug once under it', async () => {
    const { say, logger } = setUp();
    const { reply } = await say('echo bug');
    expect(reply.summary).not.toContain('secret plan');
    const bugs = logger.entries.filter(({ level }) => level === 'error');
    expect(bugs).toHaveLength(1);
    expect(reply.summary).toContain(`\`${bugs[0]?.fields.reference}\``);
  });

  it('lets only people with the right run what needs it', async () => {
    const { ask } = setUp();
    const input: Input = { kind: 'text', text: 'guarded' };
    expect((await ask(input, false)).reply.summary).toContain('people who may manage this channel');
    expect((await ask(input, true)).reply.summary).toBe('In.');
  });

  it('knows who will see an answer before there is one', () => {
    const { bot } = setUp();
    expect(bot.visibility({ kind: 'text', text: 'echo x' })).toBe('everyone');
    expect(bot.visibility({ kind: 'action', token: 'v1:guarded:' })).toBe('caller');
    expect(bot.visibility({ kind: 'options', command: 'nobody', options: {} })).toBe('caller');
    const message = { text: 'x', links: [] };
    expect(bot.visibility({ kind: 'message', command: 'echo', message })).toBe('caller');
  });
});

describe('a command for another channel', () => {
  const news = { platform: 'test', tenant: 'home', id: 'news', kind: 'channel' } as const;
  const post = async (channel: string | undefined, more: Partial<Invocation>) => {
    const options = channel === undefined ? {} : { channel };
    const asked = invocation({ kind: 'options', command: 'posting', options }, true);
    return (await setUp().bot.handle({ ...asked, ...more })).reply.summary;
  };
  const finding = (rights: boolean, target: Invocation['target'] = news) => ({
    elsewhere: async (written: string) => ({ target, name: `#${written}`, hasRight: async () => rights }),
  });

  it('takes effect there, and knows what it is called', async () => {
    expect(await post('news', finding(true))).toBe('To news, called #news.');
    expect(await post(undefined, finding(true))).toBe('To den, called this.');
  });

  it('needs the right there, and only there', async () => {
    expect(await post('news', finding(false))).toBe(
      '`posting` is for people who may manage #news. Ask one of them to run it.',
    );
    expect(await post('news', { ...finding(true), hasRight: async () => false })).toContain('To news');
  });

  it('is one for this channel when that is the one named, with the rights here', async () => {
    const here = finding(true, { ...news, id: 'den' });
    expect(await post('den', here)).toBe('To den, called this.');
    expect(await post('den', { ...here, hasRight: async () => false })).toContain('manage this channel');
  });

  it('is refused where there are no others', async () => {
    expect(await post('news', {})).toBe('There is no other channel here: leave out `channel`.');
  });
});
