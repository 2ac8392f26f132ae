import { App, LogLevel, type types, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeSlack, type FakeSlack } from './fake-slack.js';

const QUIET = { unfurl_links: false, unfurl_media: false } as const;
const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
const BUTTON: types.KnownBlock = {
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: 'next',
      text: { type: 'plain_text', text: 'Next', emoji: false },
      value: 'page 2',
    },
  ],
};

let fake: FakeSlack;
let app: App;

beforeEach(async () => {
  fake = createFakeSlack();
  await fake.start();
  const clientOptions = { slackApiUrl: fake.apiUrl };
  const tokens = { token: fake.botToken, appToken: fake.appToken };
  app = new App({ ...tokens, socketMode: true, clientOptions, logger: SILENT });
});

afterEach(async () => {
  await app.stop();
  await fake.stop();
});

describe('a real Bolt app', () => {
  it('connects in Socket Mode and answers a slash command', async () => {
    app.command('/papers', async ({ ack, command, respond }) => {
      await ack();
      await respond({ text: `You asked for ${command.text}`, ...QUIET });
    });
    await app.start();
    const exchange = fake.slash({ text: 'search rag' });
    const answer = await exchange.answer();
    expect(await exchange.acked).toEqual({});
    expect(answer).toMatchObject({ text: 'You asked for search rag', seenBy: fake.users.member.id });
    expect(fake.shownIn(fake.channels.papers)).toEqual([]);
    expect(fake.violations).toEqual([]);
  });

  it('replaces the message whose button was pressed', async () => {
    app.command('/papers', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'page 1', blocks: [BUTTON], response_type: 'in_channel', ...QUIET });
    });
    app.action('next', async ({ ack, respond, payload }) => {
      await ack();
      await respond({ text: payload.type === 'button' ? (payload.value ?? '') : '', replace_original: true });
    });
    await app.start();
    const list = await fake.slash({ text: '' }).answer();
    const exchange = fake.press(list, 'Next');
    expect(await exchange.answer()).toMatchObject({ ts: list.ts, text: 'page 2', edited: true });
    expect(fake.shownIn(fake.channels.papers)).toHaveLength(1);
    expect(fake.violations).toEqual([]);
  });

  it('hears it when a slash command tries to replace its own placeholder', async () => {
    app.command('/papers', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'Looking', ...QUIET });
      await respond({ text: 'Found', replace_original: true, ...QUIET });
    });
    await app.start();
    const exchange = fake.slash({ text: '' });
    await exchange.answer(2);
    expect(exchange.messages.map(({ text }) => text)).toEqual(['Looking', 'Found']);
    expect(fake.violations).toHaveLength(1);
  });

  it('may use a response URL five times', async () => {
    const failed = new Promise((resolve) => app.error(async (error) => resolve(error)));
    app.command('/papers', async ({ ack, respond }) => {
      await ack();
      for (const text of ['1', '2', '3', '4', '5', '6']) await respond({ text, ...QUIET });
    });
    await app.start();
    const exchange = fake.slash({ text: '' });
    expect(await failed).toMatchObject({ code: 'slack_bolt_respond_error' });
    expect(exchange.messages).toHaveLength(5);
  });

  it('hangs up when it is asked to come again, and hears nothing until then', async () => {
    await app.start();
    expect(fake.connections()).toBe(1);
    fake.disconnect();
    await fake.until(() => (fake.connections() === 0 ? true : undefined));
    expect(() => fake.slash({ text: '' })).toThrow('No app is connected');
  });
});

describe('the Web API', () => {
  const client = () =>
    new webApi.WebClient(fake.botToken, {
      slackApiUrl: fake.apiUrl,
      retryConfig: { retries: 0 },
      logger: SILENT,
    });
  const channel = () => fake.channels.papers.id;

  it('refuses who does not show the right token', async () => {
    const { WebClient } = webApi;
    const stranger = new WebClient('xoxb-wrong', { slackApiUrl: fake.apiUrl });
    await expect(stranger.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    const confused = new WebClient(fake.appToken, { slackApiUrl: fake.apiUrl });
    await expect(confused.auth.test()).rejects.toMatchObject({ data: { error: 'not_allowed_token_type' } });
    await expect(client().auth.test()).resolves.toMatchObject({ ok: true, user: 'paperboy' });
  });

  it('does not know what it was not taught', async () => {
    const call = client().apiCall('chat.meMessage', { text: 'hm' });
    await expect(call).rejects.toMatchObject({ data: { error: 'unknown_method' } });
    expect(fake.calls.at(-1)).toMatchObject({ method: 'chat.meMessage', answer: { ok: false } });
  });

  it.each([
    ['archive', 'is_archived'],
    ['secret', 'channel_not_found'],
  ] as const)('does not post in #%s', async (name, error) => {
    const post = client().chat.postMessage({ channel: fake.channels[name].id, text: 'hello', ...QUIET });
    await expect(post).rejects.toMatchObject({ data: { error } });
  });

  it('shows what was posted, and what became of it', async () => {
    const { ts } = await client().chat.postMessage({ channel: channel(), text: 'one', ...QUIET });
    await client().chat.update({ channel: channel(), ts: ts ?? '', text: 'two' });
    expect(fake.shownIn(fake.channels.papers)).toMatchObject([{ ts, text: 'two', edited: true }]);
    expect(fake.violations).toEqual([]);
  });

  it('opens one modal per trigger', async () => {
    await app.start();
    const { trigger_id } = fake.slash({ text: '' }).envelope.payload;
    const title = { type: 'plain_text', text: 'Settings' } as const;
    const view = { type: 'modal', title, blocks: [BUTTON] } as const;
    const open = () =>
      client().views.open({ trigger_id: String(trigger_id), view: { ...view, blocks: [BUTTON] } });
    await open();
    await expect(open()).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } });
    expect(fake.modals).toHaveLength(1);
  });

  it('fails as it is told to', async () => {
    const post = () => client().chat.postMessage({ channel: channel(), text: 'hello', ...QUIET });
    const method = 'chat.postMessage';
    fake.failNext({ method, answer: { error: 'fatal_error' } });
    await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
    fake.failNext({ method, answer: { status: 500 } });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    fake.failNext({ method, answer: { status: 200, body: '<html>' } });
    await expect(post()).rejects.toMatchObject({ data: { error: '<html>' } });
    fake.failNext({ method, answer: 'cut', afterAccept: true });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(fake.shownIn(fake.channels.papers)).toHaveLength(1);
  });
});
