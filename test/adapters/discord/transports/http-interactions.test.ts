import { InteractionType } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invocation } from '../../../../src/core/invocation.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { serveRoutes } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const MINUTE = 60_000;
let discord: DiscordHarness;
let heard: Invocation[];

beforeEach(async () => {
  heard = [];
  discord = await createDiscordHarness({}, 'http');
});
afterEach(async () => {
  await discord.stop();
  expect(discord.fake.violations).toEqual([]);
});

function createBot() {
  const { bot } = createScriptedBot(() => listOf(1));
  return {
    ...bot,
    handle(invocation: Invocation) {
      heard.push(invocation);
      return bot.handle(invocation);
    },
  };
}

const pressed = (id: string) =>
  JSON.stringify({
    id,
    application_id: discord.fake.applicationId,
    token: 'nobody-waits-for-this-one',
    type: InteractionType.MessageComponent,
    user: { id: discord.fake.user.id, username: 'ada' },
    data: { custom_id: 'v1:about:', component_type: 2 },
  });
const ago = (milliseconds: number) => new Date(discord.clock.now().getTime() - milliseconds);
const statusOf = async (request: Parameters<typeof discord.fake.endpoint.post>[0]) =>
  (await discord.fake.endpoint.post(request)).status;

describe('interactions over HTTP', () => {
  it('need no gateway: none is opened, commands are registered, and they are answered', async () => {
    const { fake, adapter } = discord;
    expect(await adapter.start(createBot())).toContain(
      'Discord: ready as paperboy, over HTTP at /discord/interactions.',
    );
    expect(adapter.condition?.()).toBe('http');
    expect(fake.commands().map(({ name }) => name)).toContain('papers');
    expect(textOf(await fake.slash({ subcommand: 'search', options: { query: 'rag' } }).answer())).toContain(
      'A fine paper 1',
    );
    expect(fake.gateway.identifies).toEqual([]);
    expect(fake.requests.map(({ path }) => path)).not.toContain('/gateway/bot');
  });

  it('are refused in one and the same way whatever is wrong with their signature', async () => {
    const { fake, adapter } = discord;
    await adapter.start(createBot());
    const body = pressed('100000000000000001');
    const answers = await Promise.all(
      [
        { body, signature: 'none' },
        { body, signature: '' },
        { body, untimed: true },
        { body, signed: body.replace('v1:about:', 'v1:about;') },
        { body, signature: 'a'.repeat(127) },
        { body, signature: 'zz'.repeat(64) },
        { body, signature: 'ab'.repeat(64) },
        { body, signature: 'ab'.repeat(1_000) },
        { body, at: ago(5 * MINUTE + 1_000) },
        { body, at: ago(-5 * MINUTE - 1_000) },
        { body: 'no JSON', signature: 'ab'.repeat(64) },
      ].map(async (request) => {
        const response = await fake.endpoint.post(request);
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(new Set(answers)).toEqual(new Set(['401 {"error":"The signature is not valid."}']));
    expect(heard).toEqual([]);
  });

  it('are refused where they are of a type that there is not, or only a ping', async () => {
    const { fake, adapter } = discord;
    await adapter.start(createBot());
    const ofType = (type: number) => ({ body: JSON.stringify({ ...JSON.parse(pressed('1')), type }) });
    for (const type of [0, 6, 99, -1]) expect(await statusOf(ofType(type))).toBe(400);
    const pong = await fake.endpoint.post({ body: JSON.stringify({ type: InteractionType.Ping }) });
    expect([pong.status, await pong.text()]).toEqual([200, '{"type":1}']);
    expect(heard).toEqual([]);
  });

  it('are taken with a clock that is some minutes off, and each of them once', async () => {
    await discord.adapter.start(createBot());
    const first = { body: pressed('100000000000000001'), at: ago(4 * MINUTE) };
    expect(await statusOf(first)).toBe(202);
    expect(await statusOf({ body: pressed('100000000000000002'), at: ago(-4 * MINUTE) })).toBe(202);
    expect(await statusOf(first)).toBe(409);
    expect(heard).toHaveLength(2);
  });

  it('are refused politely where they are none', async () => {
    await discord.adapter.start(createBot());
    const body = pressed('100000000000000001');
    expect(await statusOf({ body, type: 'text/plain' })).toBe(415);
    expect(await statusOf({ body: `${body}${' '.repeat(1_048_576)}` })).toBe(413);
    for (const nothing of ['', 'null', '[]', '{"type":2}', 'no JSON', '\u0000'])
      expect(await statusOf({ body: nothing })).toBe(400);
    expect(heard).toEqual([]);
    expect(discord.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('are not taken before the bot has started, nor after it has stopped', async () => {
    expect(await statusOf({ body: pressed('100000000000000001') })).toBe(503);
    await discord.adapter.start(createBot());
    await discord.adapter.stop();
    expect(await statusOf({ body: pressed('100000000000000002') })).toBe(503);
  });

  it('leave no token in the log', async () => {
    await discord.adapter.start(createBot());
    expect(await statusOf({ body: pressed('100000000000000001') })).toBe(202);
    await discord.adapter.stop();
    expect(JSON.stringify(discord.logger.entries)).not.toContain(discord.fake.token);
    expect(discord.logger.entries.at(-1)).toMatchObject({ fields: { event: 'answered-too-late' } });
  });

  it('are answered by any of several bots, and once where all of them got the same', async () => {
    const { fake, adapter, clock, logger } = discord;
    const { publicKey } = fake.endpoint;
    const other = discord.restarted({ publicKey });
    await adapter.start(createBot());
    await other.start(createBot());
    const handle = fake.slash({ subcommand: 'search', options: { query: 'rag' } });
    const answer = await handle.answer();
    await fake.heard();
    const [id = '', token = ''] = answered();
    // The other one is brought the same interaction, and its own ones.
    const server = await serveRoutes(other, fake, { clock, logger });
    const copy = { ...JSON.parse(pressed(id)), token };
    expect(await statusOf({ body: JSON.stringify(copy) })).toBe(202);
    expect(textOf(await fake.press(answer, 'More').answer())).toContain('A fine paper 1');
    await other.stop();
    expect(logger.entries.map(({ fields }) => fields.event)).toContain('answered-elsewhere');
    expect(fake.messages()).toHaveLength(2);
    await server.stop();

    function answered() {
      const callback = fake.requests.find(({ path }) => path.endsWith('/callback'));
      return callback?.path.split('/').slice(2, 4) ?? [];
    }
  });

  it('are for the application whose key was given', async () => {
    const stranger = discord.restarted({ publicKey: 'ab'.repeat(32) });
    await expect(stranger.start(createBot())).rejects.toThrow(
      'DISCORD_PUBLIC_KEY is not the key of the application',
    );
    const refused = discord.restarted({ token: 'wrong', publicKey: discord.fake.endpoint.publicKey });
    await expect(refused.start(createBot())).rejects.toThrow('Discord does not accept DISCORD_TOKEN.');
  });
});
