import { type APIMessage, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { picturesIn } from '../../../../src/adapters/discord/drawing/pictures.js';
import { renderReply } from '../../../../src/adapters/discord/drawing/render.js';
import type { Answer } from '../../../../src/core/chat-adapter.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { type CommandAction, createNotice, createReply, type Image } from '../../../../src/core/reply.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { tinyPicture } from '../../../support/tiny-picture.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const next: CommandAction = { kind: 'command', label: 'Next', command: 'a', options: {}, replaces: true };
const beside: CommandAction = { kind: 'command', label: 'Beside', command: 'a', options: {} };
const withPicture = (picture: Partial<Image> = {}) =>
  createReply([
    { type: 'heading', text: 'A chart' },
    tinyPicture(picture),
    { type: 'actions', actions: [next, beside] },
  ]);
const DOT = Buffer.from(tinyPicture().png, 'base64');

/** Name, words and bytes of each picture that a message shows, however it came by its file. */
function shownIn(message: APIMessage, { fake }: DiscordHarness) {
  return (message.components ?? []).flatMap((component) => {
    if (component.type !== ComponentType.MediaGallery) return [];
    return component.items.map(({ media, description }) => {
      const file = message.attachments.find(({ filename }) => media.url === `attachment://${filename}`);
      return { description, bytes: file === undefined ? undefined : fake.bytesOf(file) };
    });
  });
}

describe.each(TRANSPORTS)('a picture in an answer on Discord over %s', (transport) => {
  let discord: DiscordHarness;
  let answers: (Partial<Answer> & { readonly slow?: boolean })[];
  let asked: Invocation[];
  beforeEach(async () => {
    [answers, asked] = [[], []];
    discord = await createDiscordHarness({}, transport);
    const { bot } = createScriptedBot(() => listOf(1));
    await discord.adapter.start({
      ...bot,
      async handle(invocation) {
        asked.push(invocation);
        const { slow, ...given } = answers.shift() ?? {};
        if (slow === true) await discord.clock.timer(2_000).elapsed;
        return { reply: withPicture(), visibility: 'everyone', replaces: false, ...given };
      },
    });
  });
  afterEach(async () => {
    await discord.stop();
    expect([...discord.fake.violations, ...discord.fake.unknownRoutes]).toEqual([]);
  });

  const ask = (channel = discord.fake.channel) =>
    discord.fake.slash({ subcommand: 'search', options: { query: 'rag' }, channel });
  const pictures = (message: APIMessage) => shownIn(message, discord);
  const THE_DOT = [{ description: 'One dot, in grey', bytes: DOT }];
  /** Resolves with what was answered after a deferral. */
  async function later<Handle extends { deferred(): Promise<unknown>; answer(): Promise<APIMessage> }>(
    handle: Handle,
  ) {
    await discord.clock.timerStarted();
    discord.clock.advance(1_000);
    await handle.deferred();
    discord.clock.advance(1_000);
    return handle.answer();
  }

  it('is uploaded with the first answer, and shown with its words', async () => {
    const message = await ask().answer();
    expect(pictures(message)).toEqual(THE_DOT);
    expect(message.attachments).toMatchObject([{ content_type: 'image/png', width: 1, height: 1 }]);
  });

  it('comes with an answer that takes a while', async () => {
    answers.push({ slow: true });
    expect(pictures(await later(ask()))).toEqual(THE_DOT);
  });

  it('comes with an answer beside a message', async () => {
    answers.push({}, { slow: true }, { slow: true, visibility: 'caller' });
    const first = await ask().answer();
    expect(pictures(await later(discord.fake.press(first, 'Beside')))).toEqual(THE_DOT);
    expect(pictures(await later(discord.fake.press(first, 'Next')))).toEqual(THE_DOT);
    expect(discord.fake.messages().map(pictures)).toEqual([THE_DOT, THE_DOT]);
  });

  it.each([[false], [true]])(
    'leaves with the message that is replaced, after a deferral: %s',
    async (slow) => {
      answers.push({}, { slow, replaces: true, reply: listOf(1) });
      const first = await ask().answer();
      const press = discord.fake.press(first, 'Next');
      const replaced = slow ? await later(press) : await press.answer();
      expect([replaced.id, replaced.attachments]).toEqual([first.id, []]);
      expect(textOf(replaced)).toContain('A fine paper 1');
    },
  );

  it.each([[false], [true]])('gives way to the next one, after a deferral: %s', async (slow) => {
    const other = { png: Buffer.from('another').toString('base64'), alt: 'Something else' };
    answers.push({}, { slow, replaces: true, reply: withPicture(other) });
    const first = await ask().answer();
    const press = discord.fake.press(first, 'Next');
    const replaced = slow ? await later(press) : await press.answer();
    expect(pictures(replaced)).toEqual([{ description: 'Something else', bytes: Buffer.from('another') }]);
    expect(replaced.attachments).toHaveLength(1);
  });

  it.each([
    [413, { code: 40005, message: 'Request entity too large' }],
    [413, '<html>413 Request Entity Too Large</html>'],
    [400, { code: 50035, message: 'Invalid Form Body' }],
    [403, { code: 50013, message: 'Missing Permissions' }],
  ])('is said in words where Discord refuses it: %d %j', async (status, body) => {
    discord.fake.failNext({ method: 'POST', path: /callback$/, status, body });
    const message = await ask().answer();
    expect([textOf(message), message.attachments]).toEqual(['## A chart\n-# One dot, in grey', []]);
    expect(discord.logger.entries.at(-1)).toMatchObject({ fields: { event: 'pictures-refused' } });
  });

  it('that Discord finds too large is left out of an answer that came late, too', async () => {
    answers.push({ slow: true, reply: withPicture({ png: Buffer.alloc(10_485_761).toString('base64') }) });
    expect(textOf(await later(ask()))).toContain('-# One dot, in grey');
  });

  it('is not asked for where no files may be attached', async () => {
    await ask().answer();
    answers.push({ reply: createNotice('info', 'No picture.') });
    await ask(discord.fake.addChannel({ denied: PermissionFlagsBits.AttachFiles })).answer();
    expect(asked.map(({ showsPictures }) => showsPictures)).toEqual([true, false]);
  });

  it('goes with a message that nobody has asked for', async () => {
    await discord.adapter.send(discord.targetOf(discord.fake.channel), withPicture(), 'key');
    const forum = discord.fake.addChannel({ kind: 'forum' });
    const placement = { style: 'forum', publish: false, part: 1, title: 'Papers' } as const;
    await discord.adapter.send(discord.targetOf(forum), withPicture(), 'other key', placement);
    const [post = expect.fail('nothing was posted')] = discord.fake.posts(forum);
    expect([...discord.fake.messages(), ...discord.fake.messages(post)].map(pictures)).toEqual([
      THE_DOT,
      THE_DOT,
    ]);
  });
});

describe('a picture as it is drawn for Discord', () => {
  it('has a file name that Discord leaves as it is, whatever it was called', () => {
    const names = ['Trends!', '../../etc/passwd', '深度学习', ''].map((name) => tinyPicture({ name }));
    for (const { name } of names.flatMap((picture) => renderReply(createReply([picture])).pictures))
      expect(name).toMatch(/^[a-z0-9-]+\.png$/);
  });

  it('is uploaded once where it is shown twice', () => {
    expect(renderReply(createReply([tinyPicture(), tinyPicture()])).pictures).toHaveLength(1);
  });

  it('is uploaded where a frame holds it', () => {
    const [gallery = expect.fail('nothing was drawn')] = renderReply(createReply([tinyPicture()])).components;
    if (gallery.type !== ComponentType.MediaGallery) return expect.fail('it is no gallery');
    const frame = { type: ComponentType.Container, components: [gallery] } as const;
    expect(picturesIn([{ ...frame, components: [...frame.components] }], [tinyPicture()])).toHaveLength(1);
    expect(picturesIn([], [tinyPicture()])).toEqual([]);
  });

  it('has no more words than Discord takes', () => {
    const reply = createReply([tinyPicture({ alt: 'dots '.repeat(400) })]);
    expect(renderReply(reply).components).toMatchObject([
      { items: [{ description: expect.stringMatching(/^[^…]{1000,1023}…$/) }] },
    ]);
  });

  it('is said in words where there are more than ten, or nothing to show', () => {
    const many = Array.from({ length: 12 }, (_, index) => tinyPicture({ name: `dot-${index}` }));
    const { pictures, components } = renderReply(createReply([tinyPicture({ png: '' }), ...many]));
    expect([pictures.length, components.length]).toEqual([9, 13]);
  });

  it('is not uploaded where it had to be left out', () => {
    const texts = Array.from({ length: 50 }, (_, index) => ({
      type: 'text' as const,
      spans: [{ text: `Line ${index}` }],
    }));
    expect(renderReply(createReply([...texts, tinyPicture()])).pictures).toEqual([]);
  });
});
