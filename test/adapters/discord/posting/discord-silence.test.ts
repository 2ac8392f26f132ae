import { REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restOptions } from '../../../../src/adapters/discord/client.js';
import { silenceAnswer } from '../../../../src/adapters/discord/posting/silence.js';
import { createFakeDiscord, type FakeDiscord } from '../../../fakes/discord/fake-discord.js';

const LOUD = { content: '@everyone', allowed_mentions: { parse: ['everyone'] } };
const SILENT = { content: '@everyone', allowed_mentions: { parse: [] } };

describe('a request that goes out', () => {
  let fake: FakeDiscord;
  let rest: REST;
  beforeEach(async () => {
    fake = await createFakeDiscord();
    rest = new REST({ ...restOptions(fake.apiUrl), retries: 0 }).setToken(fake.token);
  });
  afterEach(() => fake.stop());

  /** What arrives at Discord, whatever it makes of it. */
  async function arriving(method: 'post' | 'patch', path: `/${string}`, body: object) {
    await rest[method](path, { body }).catch(() => undefined);
    return fake.requests.at(-1)?.body;
  }

  it.each([
    ['post', '/channels/12/messages'],
    ['patch', '/channels/12/messages/34'],
    ['post', '/webhooks/12/token'],
    ['patch', '/webhooks/12/token/messages/@original'],
    ['patch', '/webhooks/12/token/messages/34'],
  ] as const)('mentions nobody, though it asks to or says nothing of it: %s %s', async (method, path) => {
    expect(await arriving(method, path, LOUD)).toEqual(SILENT);
    expect(await arriving(method, path, { content: '@everyone' })).toEqual(SILENT);
  });

  it('mentions nobody in the first message of a post in a forum', async () => {
    const post = { name: 'Papers', message: LOUD };
    expect(await arriving('post', '/channels/12/threads', post)).toEqual({ name: 'Papers', message: SILENT });
  });

  it.each([4, 7])('mentions nobody in an answer of type %d', async (type) => {
    const path = '/interactions/12/token/callback';
    expect(await arriving('post', path, { type, data: LOUD })).toEqual({ type, data: SILENT });
  });

  it.each([
    { content: '@everyone', allowed_mentions: { parse: [], users: ['12'] } },
    { allowed_mentions: { parse: [], users: ['12'] }, content: '@everyone' },
    { content: '{"type":4,"data":{"allowed_mentions":{"parse":[]},' },
    { allowed_mentions: { parse: ['users'] } },
  ])('mentions nobody, however much it looks like that already: %j', async (data) => {
    const body = await arriving('post', '/interactions/12/token/callback', { type: 4, data });
    expect(body).toEqual({ type: 4, data: { ...data, allowed_mentions: { parse: [] } } });
  });

  it('goes out as it is where it is silent', async () => {
    const body = silenceAnswer({ type: 4, data: LOUD });
    expect(await arriving('post', '/interactions/12/token/callback', body ?? {})).toEqual(body);
    expect(JSON.stringify(body)).toBe(
      '{"type":4,"data":{"allowed_mentions":{"parse":[]},"content":"@everyone"}}',
    );
  });

  it('is left alone where it is no message', async () => {
    const answer = '/interactions/12/token/callback';
    for (const body of [{ type: 6 }, { type: 8, data: { choices: [] } }, { type: 5, data: { flags: 64 } }])
      expect(await arriving('post', answer, body)).toEqual(body);
    const thread = { name: 'Papers' };
    expect(await arriving('post', '/channels/12/messages/34/threads', thread)).toEqual(thread);
    expect(await arriving('post', '/channels/12/messages/34/crosspost', {})).toEqual({});
  });

  it.each([
    ['/channels/12/messages', LOUD, SILENT],
    ['/channels/12/threads', { name: 'Papers', message: LOUD }, { name: 'Papers', message: SILENT }],
    ['/interactions/12/token/callback', { type: 4, data: LOUD }, { type: 4, data: SILENT }],
    ['/webhooks/12/token', LOUD, SILENT],
    ['/webhooks/12/token', undefined, { allowed_mentions: { parse: [] } }],
  ] as const)(
    'mentions nobody with files either, which arrive as they were: %s',
    async (path, body, silent) => {
      const files = [0, 1].map((place) => ({ name: `${place}.txt`, data: Buffer.from(`file ${place}`) }));
      await rest.post(path, { body, files }).catch(() => undefined);
      expect(fake.requests.at(-1)?.body).toEqual(silent);
      expect(
        fake.requests.at(-1)?.files.map(({ field, name, bytes }) => [field, name, String(bytes)]),
      ).toEqual([
        ['files[0]', '0.txt', 'file 0'],
        ['files[1]', '1.txt', 'file 1'],
      ]);
    },
  );

  it('does not go out in a shape in which nobody can say whom it mentions', async () => {
    const files = [{ name: 'a.txt', data: Buffer.from('a') }];
    const beside = { body: LOUD, files, appendToFormData: true };
    await expect(rest.post('/channels/12/messages', beside)).rejects.toThrow('one message and files');
    const raw = { body: Buffer.from(JSON.stringify(LOUD)), passThroughBody: true };
    await expect(rest.post('/channels/12/messages', raw)).rejects.toThrow('Only text and forms');
    expect(fake.requests).toEqual([]);
  });
});

it('an answer that is sent in the answer to an HTTP request mentions nobody either', () => {
  expect(silenceAnswer({ type: 4, data: LOUD })).toEqual({ type: 4, data: SILENT });
  expect(silenceAnswer({ type: 4, data: { flags: 64 } })).toMatchObject({
    data: { allowed_mentions: { parse: [] } },
  });
  expect(silenceAnswer({ type: 1 })).toEqual({ type: 1 });
});
