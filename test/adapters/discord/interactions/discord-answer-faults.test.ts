import { GatewayDispatchEvents, InteractionType } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/core/chat-adapter.js';
import { createNotice } from '../../../../src/core/reply.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { Fault } from '../../../fakes/discord/faults.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const CALLBACK = { method: 'POST', path: /\/callback$/ };
const EDIT = { method: 'PATCH', path: /^\/webhooks\// };
const FOLLOW_UP = { method: 'POST', path: /^\/webhooks\/\d+\/[^/]+$/ };
const PAGE = '<html><title>Attention Required! | Cloudflare</title></html>';
const MINUTE = 60_000;

let discord: DiscordHarness;

describe.each(TRANSPORTS)('an answer on Discord, over %s', (transport) => {
  let waiting: ((answer: Answer) => void)[];
  let arrivals: (() => void)[];
  let handled: number;

  beforeEach(async () => {
    waiting = [];
    arrivals = [];
    handled = 0;
    discord = await createDiscordHarness({}, transport);
    await discord.adapter.start({
      ...createScriptedBot(() => listOf(1)).bot,
      handle() {
        handled += 1;
        for (const arrived of arrivals.splice(0)) arrived();
        return new Promise((resolve) => void waiting.push(resolve));
      },
    });
  });
  afterEach(async () => {
    for (const give of waiting.splice(0)) give({ reply: listOf(1), visibility: 'everyone', replaces: false });
    await discord.stop();
    expect(discord.fake.violations).toEqual([]);
  });

  const answer = (given: Partial<Answer> = {}) =>
    waiting.shift()?.({ reply: listOf(1), visibility: 'everyone', replaces: false, ...given });
  const search = async () => {
    const arrived = new Promise<void>((resolve) => void arrivals.push(resolve));
    const handle = discord.fake.slash({ subcommand: 'search', options: { query: 'rag' } });
    await arrived;
    return handle;
  };
  const tried = ({ method, path }: Pick<Fault, 'method' | 'path'>) =>
    discord.fake.requests.filter((request) => request.method === method && path.test(request.path)).length;
  const failures = () =>
    discord.logger.entries
      .filter(({ level }) => level === 'warn' || level === 'error')
      .map(({ fields }) => fields.event);
  /** Everything that was begun is over, whatever came of it. */
  const settled = () => discord.adapter.stop();

  describe('that is ready after ten seconds', () => {
    it('is promised within one, and put in the place of the promise', async () => {
      const handle = await search();
      discord.clock.advance(1_000);
      await handle.deferred();
      discord.clock.advance(9_000);
      answer();
      expect(textOf(await handle.answer())).toContain('A fine paper 1');
      expect(discord.fake.messages()).toHaveLength(1);
      expect([tried(CALLBACK), tried(EDIT), failures()]).toEqual([1, 1, []]);
    });
  });

  describe('that is ready after a quarter of an hour, when its token is no good any more', () => {
    it.each([
      [401, 50027, 'Invalid Webhook Token'],
      [404, 10015, 'Unknown Webhook'],
    ])('is given up with a line in the log (%i, %i)', async (status, code, message) => {
      const handle = await search();
      discord.clock.advance(1_000);
      await handle.deferred();
      discord.clock.advance(15 * MINUTE);
      discord.fake.failNext({ ...EDIT, status, body: { code, message }, times: 9 });
      answer();
      await settled();
      expect([tried(EDIT), failures()]).toEqual([1, ['answered-too-late']]);
    });
  });

  it('is given up where the person has deleted the promise', async () => {
    const handle = await search();
    discord.clock.advance(1_000);
    await handle.deferred();
    discord.fake.failNext({ ...EDIT, status: 404, body: { code: 10008, message: 'Unknown Message' } });
    answer();
    await settled();
    expect([tried(EDIT), failures()]).toEqual([1, []]);
  });

  it.each([
    ['10062, too late', 404, { code: 10062, message: 'Unknown interaction' }, ['answered-too-late']],
    ['40060, answered by another process', 400, { code: 40060, message: 'Already' }, []],
    ['401', 401, { code: 0, message: '401: Unauthorized' }, ['answer-failed']],
    ['403', 403, { code: 50001, message: 'Missing Access' }, ['answer-failed']],
    ['a page of 403', 403, PAGE, ['answer-failed']],
    ['a page of 429', 429, PAGE, ['answer-limited']],
  ])(
    'that is refused with %s is not tried again, and the next one comes',
    async (_, status, body, events) => {
      const refused = await search();
      const path = new RegExp(`^/interactions/${refused.id}/`);
      discord.fake.failNext({ ...CALLBACK, path, status, body });
      answer();
      const next = await search();
      answer();
      expect(textOf(await next.answer())).toContain('A fine paper 1');
      await settled();
      expect([tried(CALLBACK), refused.visible, failures()]).toEqual([2, undefined, events]);
    },
  );

  describe.each([
    ['502', { status: 502, body: { message: 'Bad gateway' } }],
    ['a page of 503', { status: 503, body: PAGE }],
    ['a broken connection', {}],
  ])('that meets %s', (_, fault) => {
    it('is given once more', async () => {
      discord.fake.failNext({ ...CALLBACK, ...fault });
      const handle = await search();
      answer();
      expect(textOf(await handle.answer())).toContain('A fine paper 1');
      await settled();
      expect([tried(CALLBACK), discord.fake.messages().length, failures()]).toEqual([2, 1, []]);
    });

    it('is there once where it had arrived all the same', async () => {
      discord.fake.failNext({ ...CALLBACK, ...fault, afterAccept: true });
      const handle = await search();
      answer();
      await handle.answer();
      await settled();
      expect([tried(CALLBACK), discord.fake.messages().length, failures()]).toEqual([2, 1, []]);
    });

    it('follows its promise, though nobody heard that it was made', async () => {
      discord.fake.failNext({ ...CALLBACK, ...fault, afterAccept: true });
      const handle = await search();
      discord.clock.advance(1_000);
      await handle.deferred();
      answer();
      expect(textOf(await handle.answer())).toContain('A fine paper 1');
      expect(discord.fake.messages()).toHaveLength(1);
    });

    it('is put in the place of its promise once more, and given up after three times', async () => {
      const handle = await search();
      discord.clock.advance(1_000);
      await handle.deferred();
      discord.fake.failNext({ ...EDIT, ...fault, times: 2 });
      answer();
      expect(textOf(await handle.answer())).toContain('A fine paper 1');
      const lost = await search();
      discord.clock.advance(1_000);
      await lost.deferred();
      discord.fake.failNext({ ...EDIT, ...fault, times: 9 });
      answer();
      await settled();
      expect([tried(EDIT), failures()]).toEqual([6, ['answer-failed']]);
    });
  });

  describe('that is limited', () => {
    const limit = (seconds: number, headers: Readonly<Record<string, string>>) => ({
      status: 429,
      body: {
        message: 'You are being rate limited.',
        retry_after: seconds,
        global: 'x-ratelimit-global' in headers,
      },
      headers: { 'retry-after': String(seconds), ...headers },
    });
    const SCOPES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['the user', { 'x-ratelimit-scope': 'user', 'x-ratelimit-limit': '5' }],
      ['everything', { 'x-ratelimit-scope': 'global', 'x-ratelimit-global': 'true' }],
      ['a shared resource', { 'x-ratelimit-scope': 'shared', 'x-ratelimit-limit': '5' }],
    ];

    it.each(SCOPES)('for a moment, for %s, waits for it', async (_, headers) => {
      discord.fake.failNext({ ...CALLBACK, ...limit(0.05, headers) });
      const handle = await search();
      answer();
      await handle.answer();
      expect([tried(CALLBACK), failures()]).toEqual([2, []]);
    });

    it.each(SCOPES)('for longer than anybody waits, for %s, is given up', async (_, headers) => {
      for (const seconds of [60, 1_000_000_000])
        discord.fake.failNext({ ...CALLBACK, ...limit(seconds, headers) });
      await search();
      answer();
      await settled();
      expect([tried(CALLBACK), failures()]).toEqual([1, ['answer-limited']]);
    });
  });

  it('beside a list stops where Discord takes no more of them from an app that somebody has brought along', async () => {
    const shown = await search();
    answer({ reply: listOf(2) });
    const list = await shown.answer();
    discord.fake.failNext({
      ...FOLLOW_UP,
      status: 400,
      body: { code: 40094, message: 'Maximum number of follow up messages' },
    });
    const press = discord.fake.press(list, 'Next');
    await discord.clock.timerStarted();
    discord.clock.advance(1_000);
    await press.deferred();
    answer({ reply: createNotice('error', 'Broken.'), visibility: 'caller' });
    await settled();
    expect([tried(FOLLOW_UP), failures()]).toEqual([1, ['follow-ups-used-up']]);
  });

  it('is for an interaction that came twice, once: the command is not run again', async () => {
    const id = '100000000000000001';
    const payload = {
      id,
      application_id: discord.fake.applicationId,
      type: InteractionType.ApplicationCommand,
      token: 'token',
      version: 1,
      channel_id: discord.fake.channel.id,
      guild_id: discord.fake.guild.id,
      member: { user: discord.fake.user, permissions: '0', roles: [] },
      locale: 'en-US',
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: { '0': discord.fake.guild.id },
      context: 0,
      data: {
        id: '1',
        name: 'papers',
        type: 1,
        options: [{ type: 1, name: 'search', options: [{ type: 3, name: 'query', value: 'rag' }] }],
      },
    };
    const bring = async () => {
      if (transport === 'http') return discord.fake.endpoint.post({ body: JSON.stringify(payload) });
      discord.fake.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, payload);
      return discord.fake.heard();
    };
    for (let time = 0; time < 3; time++) await bring();
    answer();
    await settled();
    expect(handled).toBe(1);
  });
});
