import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Bot } from '../../../src/core/chat-adapter.js';
import { createDispatcher } from '../../../src/core/dispatcher.js';
import type { Invocation } from '../../../src/core/invocation.js';
import { createRegistry } from '../../../src/core/registry.js';
import { createNotice, createReply, type Reply } from '../../../src/core/reply.js';
import { listOf } from '../../contracts/chat-adapter.js';
import { createMemoryActions } from '../../fakes/memory-actions.js';
import { buttonLabels, readable } from '../../fakes/slack/message-text.js';
import { openSlackHouse, type SlackHouse } from './slack-house.js';

let house: SlackHouse;

beforeEach(async () => {
  house = await openSlackHouse();
});

afterEach(async () => {
  await house.stop();
  expect(house.fake.violations).toEqual([]);
});

/** A bot that answers as it is told to, and remembers what it was asked. */
function botThat(answer: (invocation: Invocation) => Answer | Promise<Answer>) {
  const asked: Invocation[] = [];
  const bot: Bot = {
    commands: [],
    visibility: () => 'everyone',
    suggest: async () => [],
    form: () => Promise.reject(new Error('no form is opened here')),
    async handle(invocation) {
      asked.push(invocation);
      return answer(invocation);
    },
  };
  return { bot, asked };
}

const shown = (reply: Reply, more: Partial<Answer> = {}): Answer => ({
  reply,
  visibility: 'everyone',
  replaces: false,
  ...more,
});

describe('a slash command', () => {
  it('reaches the bot with who asked what and where', async () => {
    const { bot, asked } = botThat(() => shown(listOf(1)));
    await house.start(bot);
    const { fake } = house;
    const exchange = fake.slash({
      text: 'search &lt;rag&gt;',
      user: fake.users.admin,
      channel: fake.channels.circle,
    });
    await exchange.answer();
    expect(asked[0]).toMatchObject({
      input: { kind: 'text', text: 'search &lt;rag&gt;' },
      caller: { id: fake.users.admin.id, name: 'ada' },
      target: { platform: 'slack', tenant: fake.team.id, id: fake.channels.circle.id, kind: 'channel' },
    });
  });

  it('is acknowledged at once, before there is an answer', async () => {
    let finish = (_: Answer) => {};
    const { bot } = botThat(() => new Promise<Answer>((resolve) => (finish = resolve)));
    await house.start(bot);
    const exchange = house.fake.slash({ text: 'search rag' });
    expect(await exchange.acked).toEqual({});
    finish(shown(listOf(1)));
    await exchange.answer();
  });

  it('is answered for everyone, or for the one who asked', async () => {
    const { bot } = botThat(({ input }) =>
      shown(listOf(1), {
        visibility: input.kind === 'text' && input.text === 'help' ? 'caller' : 'everyone',
      }),
    );
    await house.start(bot);
    const { fake } = house;
    await fake.slash({ text: 'search rag' }).answer();
    expect(await fake.slash({ text: 'help' }).answer()).toMatchObject({ seenBy: fake.users.member.id });
    expect(fake.shownIn(fake.channels.papers)).toHaveLength(1);
  });

  it('gets a placeholder when the answer takes more than a second, and then the answer', async () => {
    let finish = (_: Answer) => {};
    const { bot } = botThat(() => new Promise<Answer>((resolve) => (finish = resolve)));
    await house.start(bot);
    const { fake, clock } = house;
    const exchange = fake.slash({ text: 'search rag' });
    await clock.timerStarted();
    clock.advance(1_000);
    expect(await exchange.answer()).toMatchObject({ text: 'Looking…', seenBy: fake.users.member.id });
    finish(shown(listOf(2)));
    expect(readable(await exchange.answer(2))).toContain('2 papers');
    expect(fake.shownIn(fake.channels.papers)).toHaveLength(1);
  });

  it('is answered even if the placeholder is lost', async () => {
    let finish = (_: Answer) => {};
    const { bot } = botThat(() => new Promise<Answer>((resolve) => (finish = resolve)));
    await house.start(bot);
    const { fake, clock } = house;
    fake.failNext({ method: 'response_url', answer: { status: 500 } });
    const exchange = fake.slash({ text: 'search rag' });
    await clock.timerStarted();
    clock.advance(1_000);
    await exchange.posted(1);
    finish(shown(listOf(2)));
    expect(readable(await exchange.answer())).toContain('2 papers');
  });

  it('is answered once when Slack delivers it twice', async () => {
    const { bot, asked } = botThat(() => shown(listOf(1)));
    await house.start(bot);
    const exchange = house.fake.slash({ text: 'search rag' });
    await exchange.answer();
    await house.fake.redeliver(exchange);
    await house.fake.slash({ text: 'search more' }).answer();
    expect(asked).toHaveLength(2);
    expect(exchange.posts).toHaveLength(1);
  });

  it('is answered without pictures when Slack cannot fetch one', async () => {
    const thumbnail = { url: 'https://example.org/broken.png', alt: 'First page' };
    const [item] = listOf(1).blocks.filter((block) => block.type === 'item');
    if (item === undefined) throw new Error('There is no item.');
    const { bot } = botThat(() => shown(createReply([{ ...item, thumbnail }])));
    await house.start(bot);
    const { fake } = house;
    fake.failNext({ method: 'response_url', answer: { status: 400, body: 'invalid_blocks' } });
    const exchange = fake.slash({ text: 'search rag' });
    const answer = await exchange.answer();
    expect(JSON.stringify(exchange.posts[0])).toContain('broken.png');
    expect(JSON.stringify(answer)).not.toContain('broken.png');
    expect(readable(answer)).toContain('A fine paper 1');
  });

  it('does not stop the bot when its answer cannot be delivered', async () => {
    const { bot } = botThat(() => shown(listOf(1)));
    await house.start(bot);
    const { fake, logger } = house;
    fake.failNext({ method: 'response_url', answer: 'cut' });
    await fake.slash({ text: 'search rag' }).posted(1);
    expect(readable(await fake.slash({ text: 'search rag' }).answer())).toContain('1 papers');
    expect(logger.entries).toContainEqual({
      level: 'warn',
      fields: { event: 'answer-refused', platform: 'slack', err: expect.anything() },
    });
  });
});

describe('a pressed button', () => {
  it('puts the next page in the place of the one before', async () => {
    const { bot, asked } = botThat(({ input }) =>
      input.kind === 'action' ? shown(listOf(3, 'Page two'), { replaces: true }) : shown(listOf(3)),
    );
    await house.start(bot);
    const { fake } = house;
    const list = await fake.slash({ text: 'search rag' }).answer();
    expect(buttonLabels(list)).toEqual(['More', 'Next', 'More', 'Next', 'More', 'Next', 'Next']);
    const next = await fake.press(list, 'Next').answer();
    expect(next).toMatchObject({ ts: list.ts, edited: true });
    expect(readable(next)).toContain('Page two 1');
    expect(asked[1]?.input).toEqual({ kind: 'action', token: 'v1:search:!page=2' });
  });

  it('does so in a message that only one person sees, too', async () => {
    const { bot } = botThat(({ input }) =>
      shown(listOf(1), { visibility: 'caller', replaces: input.kind === 'action' }),
    );
    await house.start(bot);
    const { fake } = house;
    const list = await fake.slash({ text: 'search rag', user: fake.users.guest }).answer();
    expect(await fake.press(list, 'Next').answer()).toMatchObject({
      ts: list.ts,
      seenBy: fake.users.guest.id,
    });
  });

  it('gets a message of its own when the list shall stay', async () => {
    const { bot } = botThat(({ input }) =>
      shown(input.kind === 'action' ? createNotice('info', 'One') : listOf(1)),
    );
    await house.start(bot);
    const { fake } = house;
    const list = await fake.slash({ text: 'search rag' }).answer();
    const answer = await fake.press(list, 'More').answer();
    expect(answer.ts).not.toBe(list.ts);
    expect(fake.shownIn(fake.channels.papers)).toMatchObject([
      { ts: list.ts, edited: false },
      { text: 'One' },
    ]);
  });

  it('from another age is told to be too old, and only to its presser', async () => {
    const [registry, actions] = [createRegistry([]), createMemoryActions()];
    const dispatcher = createDispatcher({ registry, services: {}, actions, ...house });
    const { bot } = botThat((asked) =>
      asked.input.kind === 'action' ? dispatcher.handle(asked) : shown(listOf(1)),
    );
    await house.start(bot);
    const { fake } = house;
    const list = await fake.slash({ text: 'search rag' }).answer();
    const answer = await fake.press(list, 'Next', fake.users.guest).answer();
    expect(answer).toMatchObject({
      seenBy: fake.users.guest.id,
      text: expect.stringContaining('older message'),
    });
    expect(fake.shownIn(fake.channels.papers)).toMatchObject([{ ts: list.ts, edited: false }]);
  });

  it('is no question when it only follows a link', async () => {
    const actions = [{ kind: 'link', label: 'Open', url: 'https://arxiv.org/abs/1' } as const];
    const { bot, asked } = botThat(() =>
      shown(createReply([{ type: 'actions', actions }, { type: 'divider' }])),
    );
    await house.start(bot);
    const { fake } = house;
    const list = await fake.slash({ text: 'about' }).answer();
    await fake.press(list, 'Open').acked;
    expect(asked).toHaveLength(1);
  });
});
