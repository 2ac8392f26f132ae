import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryFailure } from '../../../src/core/errors.js';
import type { Target } from '../../../src/core/invocation.js';
import { createNotice, createReply } from '../../../src/core/reply.js';
import { listOf } from '../../contracts/chat-adapter.js';
import type { Fault } from '../../fakes/slack/faults.js';
import { readable } from '../../fakes/slack/message-text.js';
import { closedAddress, openSlackHouse, type SlackHouse } from './slack-house.js';

const hello = createNotice('info', 'Hello');

let house: SlackHouse;

beforeEach(async () => {
  house = await openSlackHouse();
});

afterEach(async () => {
  await house.stop();
  expect(house.fake.violations).toEqual([]);
});

const papers = () => house.target(house.fake.channels.papers);
const send = () => house.adapter.send(papers(), hello, 'k1');

describe('posting', () => {
  it('carries its key, for whoever has to find it again', async () => {
    const { messageId } = await send();
    expect(house.fake.shownIn(house.fake.channels.papers)).toMatchObject([
      { ts: messageId, metadata: { event_type: 'paperboy_message', event_payload: { key: 'k1' } } },
    ]);
  });

  it('reaches people directly', async () => {
    const { member } = house.fake.users;
    await house.adapter.send({ ...papers(), id: member.id, kind: 'direct' }, hello, 'k2');
    expect(house.fake.shownIn(house.fake.directMessages(member)).map(readable)).toEqual(['ℹ️ Hello']);
  });

  it('is found again in the direct messages of a person', async () => {
    const { fake, adapter } = house;
    const person: Target = { ...papers(), id: fake.users.member.id, kind: 'direct' };
    const since = new Date('2026-05-20T17:00:00Z');
    expect(await adapter.find(person, 'k2', since)).toBe('absent');
    const sent = await adapter.send(person, hello, 'k2');
    expect(await adapter.find(person, 'k2', since)).toEqual(sent);
    const { id } = fake.directMessages(fake.users.member);
    const read = fake.calls.filter(({ method }) => method === 'conversations.history');
    expect(read.map(({ args }) => args['channel'])).toEqual([id, id]);
  });

  it('cannot be looked for in direct messages that we may not open', async () => {
    const poor = await openSlackHouse({ scopes: ['commands', 'chat:write', 'im:history'] });
    const person: Target = { ...papers(), id: poor.fake.users.member.id, kind: 'direct' };
    await poor.adapter.send(person, hello, 'k2');
    expect(await poor.adapter.find(person, 'k2', new Date(0))).toBe('unreadable');
    await poor.stop();
  });

  it.each([
    ['the direct messages of two people', () => house.fake.channels.pair],
    ['its own direct messages', () => house.fake.directMessages(house.fake.users.member)],
  ])('reaches whoever asked in %s', async (_, channelOf) => {
    const { fake, adapter } = house;
    const targets: Target[] = [];
    await house.start({
      commands: [],
      visibility: () => 'caller',
      suggest: async () => [],
      form: () => Promise.reject(new Error('no form is opened here')),
      async handle({ target }) {
        targets.push(target);
        return { reply: hello, visibility: 'caller', replaces: false };
      },
    });
    await fake.slash({ text: 'daily on', user: fake.users.member, channel: channelOf() }).answer();
    const target = { platform: 'slack', tenant: fake.team.id, id: fake.users.member.id, kind: 'direct' };
    expect(targets).toEqual([target]);
    for (const found of targets) {
      expect(await adapter.check(found)).toEqual({ ok: true });
      await adapter.send(found, hello, 'k3');
    }
    expect(fake.shownIn(fake.directMessages(fake.users.member)).map(readable)).toEqual(['ℹ️ Hello']);
  });

  it('is refused by Slack in the direct messages of two people', async () => {
    const target = house.target(house.fake.channels.pair);
    await expect(house.adapter.send(target, hello, 'k4')).rejects.toMatchObject({ kind: 'gone' });
  });

  it.each<[Fault['answer'], DeliveryFailure, number?]>([
    [{ error: 'channel_not_found' }, 'gone'],
    [{ error: 'is_archived' }, 'gone'],
    [{ error: 'not_in_channel' }, 'denied'],
    [{ error: 'restricted_action_read_only_channel' }, 'denied'],
    [{ error: 'messages_tab_disabled' }, 'denied'],
    [{ error: 'token_revoked' }, 'retry', Number.POSITIVE_INFINITY],
    [{ error: 'missing_scope' }, 'retry'],
    [{ error: 'ratelimited' }, 'retry'],
    [{ error: 'message_limit_exceeded' }, 'retry', 86_400_000],
    [{ error: 'fatal_error' }, 'unknown'],
    [{ error: 'duplicate_message_not_found' }, 'unknown'],
    [{ status: 500 }, 'unknown'],
    [{ status: 404, body: '<html>' }, 'retry'],
    [{ status: 200, body: '<html>' }, 'unknown'],
    [{ status: 429, headers: { 'retry-after': '30' } }, 'retry', 30_000],
    [{ status: 429 }, 'retry'],
    ['cut', 'unknown'],
  ])('fails on %j as "%s"', async (answer, kind, retryAfterMs) => {
    house.fake.failNext({ method: 'chat.postMessage', answer });
    await expect(send()).rejects.toMatchObject({ name: 'DeliveryError', kind, retryAfterMs });
    expect(house.fake.calls).toHaveLength(1);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const adapter = house.another({ apiUrl: await closedAddress() });
    await expect(adapter.send(papers(), hello, 'k')).rejects.toMatchObject({ kind: 'retry' });
  });

  it('tries plainer words when Slack refuses the blocks, and gives up when it refuses those, too', async () => {
    const refused: Fault = { method: 'chat.postMessage', answer: { error: 'invalid_blocks' } };
    house.fake.failNext(refused);
    await house.adapter.send(papers(), createReply([{ type: 'heading', text: 'Today' }]), 'k');
    expect(house.fake.shownIn(house.fake.channels.papers).map(readable)).toEqual(['Today']);
    house.fake.failNext({ ...refused, times: 2 });
    await expect(send()).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('invalid_blocks'),
    });
  });

  it('does not lose the last papers of a long list', async () => {
    await house.adapter.send(papers(), listOf(25), 'k');
    const [list] = house.fake.shownIn(house.fake.channels.papers);
    expect(list === undefined ? '' : readable(list)).toContain('A fine paper 25');
  });
});

describe('looking at a channel', () => {
  it.each([
    ['papers', { ok: true }],
    ['elsewhere', { ok: true }],
    ['circle', { ok: true }],
    ['secret', { ok: false, missing: expect.stringContaining('/invite') }],
    ['archive', { ok: false, missing: expect.stringContaining('archived') }],
  ] as const)('sees whether it can post in #%s', async (name, finding) => {
    expect(await house.adapter.check(house.target(house.fake.channels[name]))).toEqual(finding);
  });

  it('says when Slack does not tell', async () => {
    house.fake.failNext({ method: 'conversations.info', answer: { status: 500 } });
    await expect(house.adapter.check(papers())).rejects.toMatchObject({
      name: 'DeliveryError',
      kind: 'unknown',
    });
  });
});
