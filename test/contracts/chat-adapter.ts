import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Bot, ChatAdapter } from '../../src/core/chat-adapter.js';
import type { Input, Target } from '../../src/core/invocation.js';
import { type Block, type CommandAction, createReply, type Reply } from '../../src/core/reply.js';

/** What in an answer does more than stand there, by the platform's own reading. */
export interface Alive {
  readonly pings: readonly string[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

/** What a platform's test brings, so that the suite can be the person in front of it. */
export interface ChatHarness {
  readonly adapter: ChatAdapter;
  /** A place where the bot may post, and one that does not exist. */
  readonly target: Target;
  readonly missingTarget: Target;
  /** Asks something the way people do there; resolves with all the text the answer then shows. */
  ask(line: string): Promise<string>;
  /** Presses a button of the last answer, by its label; resolves with the text that is then shown. */
  press(label: string): Promise<string>;
  /** Whether a button is there to be pressed, or a line that can be typed; what was printed cannot be replaced. */
  readonly buttons: 'pressed' | 'typed';
  /** What is alive in the last answer. */
  alive(): Alive;
  /** How many answers and posts a person has in front of them. */
  shown(): number;
  /** The text of what was posted, oldest first. */
  posted(): readonly string[];
  /** Whether what was posted can be read back. */
  readonly readable: boolean;
  /** What the platform refused. */
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

const next: CommandAction = {
  kind: 'command',
  label: 'Next',
  command: 'search',
  options: { page: 2 },
  replaces: true,
};
const more: CommandAction = { kind: 'command', label: 'More', command: 'show', options: { paper: 'p1' } };

/** Text that would ping, link, format or reorder, if it got through as it is. */
export const HOSTILE =
  '@everyone <@&123> <!channel> <@U1> [Nature](https://evil.example) <https://evil.example|nature.com> ||x|| `y` \u202Egnp.exe';

export function listOf(count: number, words = 'A fine paper'): Reply {
  const items = Array.from(
    { length: count },
    (_, index): Block => ({
      type: 'item',
      number: index + 1,
      title: [{ text: `${words} ${index + 1}` }],
      url: `https://arxiv.org/abs/2401.${String(10_000 + index)}`,
      byline: 'Ada Lovelace · 1 January 2024',
      body: [{ text: 'We study ' }, { text: words, style: 'mark' }, { text: ` ${'at length '.repeat(60)}` }],
      badges: ['3 comments'],
      actions: [more, next],
    }),
  );
  return createReply([
    { type: 'heading', text: `${count} papers` },
    ...items,
    { type: 'actions', actions: [next] },
  ]);
}

/** A bot that remembers what reached it, and answers what it is told to. */
export function createScriptedBot(reply: (input: Input) => Reply | Promise<Reply>) {
  const inputs: Input[] = [];
  const bot: Bot = {
    commands: [
      {
        name: 'search',
        description: 'Find papers',
        visibility: 'everyone',
        guide: [],
        specs: [
          { name: 'query', description: 'What to look for', type: 'string', required: true, rest: true },
          { name: 'page', description: 'Which page', type: 'integer', required: false, rest: false },
        ],
      },
    ],
    visibility: () => 'everyone',
    suggest: async () => [],
    form: () => Promise.reject(new Error('no form is opened here')),
    async handle(invocation): Promise<Answer> {
      inputs.push(invocation.input);
      const replaces = invocation.input.kind === 'action' && invocation.input.token.includes('!');
      return { reply: await reply(invocation.input), visibility: 'everyone', replaces };
    },
  };
  return { bot, inputs };
}

/** What every chat adapter must do, on whatever platform. */
export function describeChatAdapter(name: string, create: () => Promise<ChatHarness>): void {
  describe(`${name} as a chat adapter`, () => {
    let harness: ChatHarness;
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(async () => {
      await harness.stop();
      expect(harness.violations).toEqual([]);
    });

    it('shows every part of an answer', async () => {
      const { bot, inputs } = createScriptedBot(() => listOf(3));
      await harness.adapter.start(bot);
      const text = await harness.ask('search rag');
      expect(inputs).toHaveLength(1);
      for (const part of [
        '3 papers',
        'A fine paper 1',
        'A fine paper 3',
        'Ada Lovelace',
        '3 comments',
        'We study',
      ]) {
        expect(text).toContain(part);
      }
    });

    it('takes a pressed button to the bot, and puts a new page in the place of the old one', async () => {
      const pages = [listOf(2), listOf(1, 'Second page')];
      const { bot, inputs } = createScriptedBot(() => pages.shift() ?? listOf(1));
      const typed = harness.buttons === 'typed';
      await harness.adapter.start(bot);
      await harness.ask('search rag');
      const before = harness.shown();
      expect(await harness.press('Next')).toContain('Second page');
      expect(inputs[1]).toEqual(
        typed
          ? { kind: 'text', text: 'search page:2' }
          : { kind: 'action', token: expect.stringMatching(/^v1:search:!page=2/) },
      );
      expect(harness.shown()).toBe(typed ? before + 1 : before);
    });

    it('says more than fits by saying how much more there is', async () => {
      const { bot } = createScriptedBot(() => listOf(120));
      await harness.adapter.start(bot);
      const text = await harness.ask('search rag');
      const shown = [...text.matchAll(/A fine paper \d+/g)].length;
      if (!text.includes('A fine paper 120')) expect(text).toMatch(/\+\d+ more/);
      expect(shown).toBeGreaterThan(5);
    });

    it('shows hostile text as text', async () => {
      const { bot } = createScriptedBot(() => listOf(1, HOSTILE));
      await harness.adapter.start(bot);
      const text = await harness.ask('search rag');
      expect(text).not.toContain('\u202E');
      expect(text).toContain('evil.example');
      const { pings, links } = harness.alive();
      expect(pings).toEqual([]);
      const [paper] = links.filter(({ url }) => url === 'https://arxiv.org/abs/2401.10000');
      expect(paper).toBeDefined();
      // An address may be live as long as it leads where it says.
      expect(links.filter((link) => link !== paper && link.text !== link.url)).toEqual([]);
    });

    it('posts to a channel, and says where the post is', async () => {
      const { bot } = createScriptedBot(() => listOf(1));
      await harness.adapter.start(bot);
      const { messageId } = await harness.adapter.send(harness.target, listOf(2), 'v1|test|1');
      expect(messageId).not.toBe('');
      expect(harness.posted().join('\n')).toContain('A fine paper 2');
    });

    it('finds what it has posted by its key, and nothing by another', async () => {
      const { bot } = createScriptedBot(() => listOf(1));
      await harness.adapter.start(bot);
      const { target, readable, adapter } = harness;
      const since = new Date('2026-01-01T00:00:00Z');
      await adapter.send(target, listOf(1, 'An older paper'), 'v1|test|0');
      const sent = await adapter.send(
        target,
        createReply([{ type: 'text', spans: [{ text: 'Hi.' }] }]),
        'v1|test|1',
      );
      expect(await adapter.find(target, 'v1|test|1', since)).toEqual(readable ? sent : 'unreadable');
      expect(await adapter.find(target, 'v1|test|2', since)).toBe(readable ? 'absent' : 'unreadable');
    });

    it('knows how lists can stand there, and that each can stand as the first of these', async () => {
      const { adapter, target, readable } = harness;
      await adapter.start(createScriptedBot(() => listOf(1)).bot);
      const [style, ...others] = (await adapter.stylesOf?.(target)) ?? ['message'];
      expect(new Set(others).has(style)).toBe(false);
      expect(await adapter.check(target, { style })).toEqual({ ok: true });
      const placement = { style, title: '1 paper', part: 1, publish: true };
      const sent = await adapter.send(target, listOf(1), 'v1|test|1', placement);
      const since = new Date('2026-01-01T00:00:00Z');
      expect(await adapter.find(target, 'v1|test|1', since, placement)).toEqual(
        readable ? sent : 'unreadable',
      );
      expect((await adapter.stylesOf?.(harness.missingTarget)) ?? ['message']).toEqual(['message']);
    });

    it('tells a channel it can post to from one it cannot', async () => {
      const { bot } = createScriptedBot(() => listOf(1));
      await harness.adapter.start(bot);
      expect(await harness.adapter.check(harness.target)).toEqual({ ok: true });
      expect(await harness.adapter.check(harness.missingTarget)).toMatchObject({
        ok: false,
        missing: expect.any(String),
      });
    });

    it('fails to post with a delivery error, and with nothing else', async () => {
      const { bot } = createScriptedBot(() => listOf(1));
      await harness.adapter.start(bot);
      await expect(harness.adapter.send(harness.missingTarget, listOf(1), 'v1|test|2')).rejects.toMatchObject(
        {
          name: 'DeliveryError',
          kind: 'gone',
        },
      );
    });

    it('is connected from its start to its stop', async () => {
      const { bot } = createScriptedBot(() => listOf(1));
      expect(harness.adapter.connected()).toBe(false);
      await harness.adapter.start(bot);
      expect(harness.adapter.connected()).toBe(true);
      await harness.adapter.stop();
      expect(harness.adapter.connected()).toBe(false);
    });
  });
}
