import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageReply } from '../../../src/adapters/web/render.js';
import type { CommandSummary } from '../../../src/core/command.js';
import type { Target } from '../../../src/core/invocation.js';
import { createNotice } from '../../../src/core/reply.js';
import { createScriptedBot, describeChatAdapter, listOf } from '../../contracts/chat-adapter.js';
import { buttonsOf, linksOf, openPlayground, type Playground, textOf } from './playground.js';

const channel: Target = { platform: 'web', tenant: 'local', id: 'playground', kind: 'channel' };
const page = listOf(1);

describeChatAdapter('the playground', async () => {
  const playground = await openPlayground();
  const answers: PageReply[] = [];
  let newest = 0;
  let posted: readonly string[] = [];
  const ask = async (question: object): Promise<string> => {
    const { reply, replaces } = (await playground.post('/api/ask', question)).body;
    if (reply === undefined) throw new Error('There was no answer.');
    if (replaces === true) answers.pop();
    answers.push(reply);
    return textOf(reply);
  };
  const look = async () => {
    const { posts = [] } = (await playground.get(`/api/posts?after=${newest}`)).body;
    newest = posts.at(-1)?.number ?? newest;
    posted = [...posted, ...posts.map(({ reply }) => textOf(reply))];
  };
  const { adapter } = playground;
  return {
    adapter: {
      ...adapter,
      async send(target, reply, key) {
        const sent = await adapter.send(target, reply, key);
        await look();
        return sent;
      },
    },
    target: channel,
    missingTarget: { ...channel, id: 'elsewhere' },
    ask: (text) => ask({ text }),
    async press(label) {
      const shown = answers.at(-1);
      const button = shown && buttonsOf(shown).find((action) => action.label === label);
      if (button?.kind !== 'button') throw new Error(`There is no button "${label}".`);
      return ask({ action: button.token });
    },
    readable: true,
    buttons: 'pressed',
    // Nobody is called by a page; links are what it draws as such.
    alive: () => ({ pings: [], links: answers.slice(-1).flatMap(linksOf) }),
    shown: () => answers.length + posted.length,
    posted: () => posted,
    violations: [],
    stop: playground.stop,
  };
});

describe('the playground', () => {
  let playground: Playground;
  beforeEach(async () => {
    playground = await openPlayground();
  });
  afterEach(() => playground.stop());

  it('serves its page and every file the page names', async () => {
    const html = await (await fetch(`${playground.url}/`)).text();
    const files = [...html.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, file]) => file);
    expect(files).toEqual(expect.arrayContaining(['page.css', 'page.js', 'icon.svg']));
    for (const file of files) expect((await fetch(`${playground.url}/${file}`)).status, file).toBe(200);
    const script = await (await fetch(`${playground.url}/page.js`)).text();
    for (const [, module] of script.matchAll(/from '\.\/([^']+)'/g)) {
      const response = await fetch(`${playground.url}/${module}`);
      expect(response.headers.get('content-type'), module).toBe('text/javascript; charset=utf-8');
    }
  });

  it('keeps script, style and markup apart, as its policy demands', async () => {
    const html = await (await fetch(`${playground.url}/`)).text();
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/);
  });

  it('asks to try again until the bot has started', async () => {
    const sentence = { error: 'paperboy is still starting. Try again in a moment.' };
    expect(await playground.get('/api/commands')).toEqual({ status: 503, body: sentence });
    expect(await playground.post('/api/ask', { text: 'help' })).toEqual({ status: 503, body: sentence });
  });

  it('lists the commands, with what a link may run without being asked', async () => {
    const { bot } = createScriptedBot(() => page);
    const command: CommandSummary = {
      name: 'x',
      description: 'X',
      visibility: 'everyone',
      specs: [],
      guide: [],
    };
    const commands: readonly CommandSummary[] = [
      { ...command, name: 'about' },
      { ...command, name: 'daily', permission: 'manage-channel' },
      { ...command, name: 'library', visibility: 'caller' },
    ];
    await playground.adapter.start({ ...bot, commands });
    const listed = (await playground.get('/api/commands')).body.commands;
    expect(listed).toEqual([
      { name: 'about', description: 'X', usage: 'about', runsFromLink: true, options: [] },
      { name: 'daily', description: 'X', usage: 'daily', runsFromLink: false, options: [] },
      { name: 'library', description: 'X', usage: 'library', runsFromLink: false, options: [] },
    ]);
  });

  it('asks as the one visitor of the one channel, who has every right', async () => {
    const { bot, inputs } = createScriptedBot(() => page);
    const rights: boolean[] = [];
    const targets: Target[] = [];
    await playground.adapter.start({
      ...bot,
      async handle(invocation) {
        rights.push(await invocation.hasRight('manage-channel'));
        targets.push(invocation.target);
        return bot.handle(invocation);
      },
    });
    await playground.post('/api/ask', { text: 'daily on &amp; 深度学习 \ud83d\ude00' });
    expect(inputs).toEqual([{ kind: 'text', text: 'daily on &amp; 深度学习 😀' }]);
    expect([rights, targets]).toEqual([[true], [channel]]);
  });

  it.each([
    ['no JSON', '{"text":'],
    ['no object', '"search rag"'],
    ['nothing', ''],
    ['both at once', { text: 'help', action: 'v1:help:' }],
    ['a form without options', { form: 'v1:settings:?' }],
    ['another field', { text: 'help', user: 'admin' }],
    ['a number', { text: 7 }],
    ['deep nesting', '['.repeat(60_000)],
    ['a key of the prototype', '{"__proto__":{"text":"help"}}'],
  ])('refuses a body that is %s, in a sentence', async (_what, body) => {
    const { bot, inputs } = createScriptedBot(() => page);
    await playground.adapter.start(bot);
    const error =
      'Send JSON with a `text` to ask, the `action` of a button, or a `form` with its `options`, and nothing else.';
    expect(await playground.post('/api/ask', body)).toEqual({ status: 400, body: { error } });
    expect(inputs).toEqual([]);
  });

  it('opens the form of a button, and takes what is filled in', async () => {
    const { bot, inputs } = createScriptedBot(() => page);
    const form = { title: 'Your settings', token: 'v1:settings:?', fields: [] };
    await playground.adapter.start({ ...bot, form: async () => form });
    const opened = await playground.post('/api/ask', { action: 'v1:settings:?zone=UTC' });
    expect(opened).toEqual({ status: 200, body: { form } });
    const sent = { form: form.token, options: { zone: 'Asia/Tokyo' } };
    expect((await playground.post('/api/ask', sent)).status).toBe(200);
    expect(inputs).toEqual([{ kind: 'form', token: form.token, options: sent.options }]);
  });

  it('reads questions of at most 64 kB', async () => {
    const { bot } = createScriptedBot(() => page);
    await playground.adapter.start(bot);
    const error = 'The question is too long; at most 64 kB are read.';
    const asked = (length: number) => playground.post('/api/ask', { text: 'x'.repeat(length) });
    expect((await asked(65_000)).status).toBe(200);
    expect(await asked(65_536)).toEqual({ status: 413, body: { error } });
  });
});

describe('the channel of the playground', () => {
  let playground: Playground;
  beforeEach(async () => {
    playground = await openPlayground();
    await playground.adapter.start(createScriptedBot(() => page).bot);
  });
  afterEach(() => playground.stop());

  const postsAfter = async (number: number) =>
    (await playground.get(`/api/posts?after=${number}`)).body.posts ?? [];
  const post = (words: string, key = words) =>
    playground.adapter.send(channel, createNotice('info', words), key);

  it('shows posts in order, and after a number only the later ones', async () => {
    await post('Monday');
    playground.clock.advance(86_400_000);
    await post('Tuesday');
    const posts = await postsAfter(0);
    expect(posts.map(({ at, reply }) => [at, textOf(reply)])).toEqual([
      ['2026-05-21T12:00:00.000Z', 'Monday'],
      ['2026-05-22T12:00:00.000Z', 'Tuesday'],
    ]);
    const later = await postsAfter(posts[0]?.number ?? 0);
    expect(later.map(({ reply }) => textOf(reply))).toEqual(['Tuesday']);
  });

  it('posts once, however often it is tried', async () => {
    const first = await post('Monday', 'v1|daily|2026-05-21|1');
    expect(await post('Monday', 'v1|daily|2026-05-21|1')).toEqual(first);
    expect(await postsAfter(0)).toHaveLength(1);
  });

  it('keeps the last hundred', async () => {
    for (let day = 1; day <= 102; day++) await post(`Day ${day}`);
    const posts = (await postsAfter(0)).map(({ reply }) => textOf(reply));
    expect([posts.length, posts[0], posts[99]]).toEqual([100, 'Day 3', 'Day 102']);
  });

  it('numbers posts so that an open page finds those of a restarted process', async () => {
    await post('before');
    const [before] = await postsAfter(0);
    const restarted = await openPlayground();
    await restarted.adapter.start(createScriptedBot(() => page).bot);
    restarted.clock.advance(1_000);
    await restarted.adapter.send(channel, page, 'after');
    expect((await restarted.get(`/api/posts?after=${before?.number}`)).body.posts).toHaveLength(1);
    await restarted.stop();
  });

  it.each(['-1', 'x', '1e9', '9'.repeat(20), ''])('refuses to count from "%s"', async (after) => {
    const error = '`after` takes the number of a post, such as 0.';
    expect(await playground.get(`/api/posts?after=${after}`)).toEqual({ status: 400, body: { error } });
  });

  it('wants to be tried again when it is not running', async () => {
    await playground.adapter.stop();
    await expect(post('too late')).rejects.toMatchObject({ name: 'DeliveryError', kind: 'retry' });
  });
});
