import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { ButtonStyle, ComponentType, PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';
import { buttonsOf, isEphemeral, textOf } from './message-view.js';

const V2 = MessageFlags.IsComponentsV2;
const SILENT = { parse: [] };

let fake: FakeDiscord;
let client: Client<true>;

beforeEach(async () => {
  fake = await createFakeDiscord();
  client = await logIn({});
});

afterEach(async () => {
  await client.destroy();
  await fake.stop();
});

async function logIn(rest: ClientOptions['rest']): Promise<Client<true>> {
  const fresh = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: SILENT,
    rest: { api: fake.apiUrl, retries: 0, ...rest },
  });
  const ready = new Promise<Client<true>>((resolve) => fresh.once(Events.ClientReady, resolve));
  await fresh.login(fake.token);
  return ready;
}

function onInteraction(react: (interaction: Interaction) => Promise<unknown>): void {
  client.on(Events.InteractionCreate, (interaction) => void react(interaction));
}

const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content });
const button = (customId: string, label = 'More') => ({
  type: ComponentType.Button as const,
  style: ButtonStyle.Secondary as const,
  custom_id: customId,
  label,
});
const row = (...components: ReturnType<typeof button>[]) => ({
  type: ComponentType.ActionRow as const,
  components,
});

function post(body: object, channel = fake.channel.id): Promise<unknown> {
  return client.rest.post(Routes.channelMessages(channel), { body: { allowed_mentions: SILENT, ...body } });
}

describe('a real discord.js client at the fake', () => {
  it('logs in, sees its guild and asks for the guilds intent only', () => {
    expect(client.user.id).toBe(fake.applicationId);
    expect(client.guilds.cache.get(fake.guild.id)?.name).toBe('Reading group');
    expect(client.channels.cache.get(fake.channel.id)?.isSendable()).toBe(true);
    expect(fake.gateway.identifies.map(({ intents }) => intents)).toEqual([GatewayIntentBits.Guilds]);
  });

  it('is refused with a wrong token', async () => {
    const other = new Client({ intents: [], rest: { api: fake.apiUrl } });
    await expect(other.login(`${fake.token}x`)).rejects.toThrow('An invalid token was provided.');
  });

  it('receives a slash command with typed options and answers it', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const query = interaction.options.getString('query', true);
      const limit = interaction.options.getInteger('limit', true);
      const subcommand = interaction.options.getSubcommand();
      await interaction.reply({ components: [text(`${subcommand}: ${query}, ${limit}`)], flags: V2 });
    });
    const handle = fake.slash({ subcommand: 'search', options: { query: 'rag', limit: 3 } });
    expect(textOf(await handle.answer())).toBe('search: rag, 3');
    expect(fake.messages()).toHaveLength(1);
    expect(fake.violations).toEqual([]);
  });

  it('defers, edits and follows up', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ components: [text('late')], flags: V2 });
      await interaction.followUp({ content: 'and more' });
    });
    const handle = fake.slash({ subcommand: 'search' });
    await handle.deferred();
    const answer = await handle.answer();
    expect([textOf(answer), isEphemeral(answer)]).toEqual(['late', true]);
    expect(textOf((await fake.posted(1))[0] ?? answer)).toBe('and more');
    expect(handle.edits).toHaveLength(1);
    expect(fake.violations).toEqual([]);
  });

  it('takes five follow-ups where somebody has brought the app along, and no more', async () => {
    const refused: unknown[] = [];
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply({ content: 'first' });
      for (const content of ['1', '2', '3', '4', '5', '6'])
        await interaction.followUp({ content }).catch((error: unknown) => void refused.push(error));
      await interaction.editReply({ content: 'done' });
    });
    const channel = fake.foreignChannel('text');
    const handle = fake.slash({ subcommand: 'search', channel });
    await handle.edited();
    expect(handle.followUps).toHaveLength(5);
    expect(refused).toMatchObject([{ code: 40094 }]);
    await expect(post({ content: 'hello' }, channel.id)).rejects.toMatchObject({ code: 50001 });
  });

  it('has its buttons pressed and updates the message', async () => {
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ components: [text('page 1'), row(button('next', 'Next'))], flags: V2 });
      if (interaction.isButton())
        await interaction.update({ components: [text(`page 2 after ${interaction.customId}`)], flags: V2 });
    });
    const message = await fake.slash({ subcommand: 'search' }).answer();
    expect(buttonsOf(message)).toEqual([{ label: 'Next', customId: 'next', disabled: false }]);
    const updated = await fake.press(message, 'Next').answer();
    expect([updated.id, textOf(updated)]).toEqual([message.id, 'page 2 after next']);
    expect(() => fake.press(updated, 'Next')).toThrow('There is no button "Next" to press');
  });

  it('posts to channels and people, and reads its messages back', async () => {
    await post({ content: 'hello' });
    const user = await client.users.fetch(fake.user.id, { cache: false }).catch(() => undefined);
    expect(user).toBeUndefined();
    expect(fake.unknownRoutes).toEqual([`GET /users/${fake.user.id}`]);
    const body = { recipient_id: fake.user.id };
    await client.rest.post(Routes.userChannels(), { body });
    await post({ content: 'for you' }, fake.directChannel().id);
    expect(fake.messages(fake.directChannel()).map(textOf)).toEqual(['for you']);
    expect(await client.rest.get(Routes.channelMessages(fake.channel.id))).toMatchObject([
      { content: 'hello' },
    ]);
  });

  it('sends a file that a gallery shows', async () => {
    const gallery = {
      type: ComponentType.MediaGallery as const,
      items: [{ media: { url: 'attachment://chart.png' }, description: 'A chart' }],
    };
    const send = (name: string) =>
      client.rest.post(Routes.channelMessages(fake.channel.id), {
        body: { components: [gallery], flags: V2, allowed_mentions: SILENT },
        files: [{ name, data: Buffer.from('png'), contentType: 'image/png' }],
      });
    await send('chart.png');
    expect(fake.messages()[0]?.attachments[0]?.filename).toBe('chart.png');
    await expect(send('other.png')).rejects.toMatchObject({ status: 400, code: 50035 });
    expect(fake.violations).toHaveLength(1);
  });
});

describe('the fake minds', () => {
  it('a second answer to the same interaction, and one to a made-up one', async () => {
    const codes = new Promise<readonly unknown[]>((resolve) => {
      onInteraction(async ({ id, token }) => {
        const body = { type: 4, data: { content: 'x', allowed_mentions: SILENT } };
        const answer = (key: string) =>
          client.rest.post(Routes.interactionCallback(id, key), { body, auth: false });
        const codeOf = (error: { readonly code: number }) => error.code;
        resolve([
          await answer(token),
          await answer(token).catch(codeOf),
          await answer('made-up').catch(codeOf),
        ]);
      });
    });
    fake.slash({ subcommand: 'search' });
    expect((await codes).slice(1)).toEqual([40060, 10062]);
  });

  it('that a message pings nobody, which Discord does not ask for', async () => {
    const loud = { content: '@everyone', allowed_mentions: { parse: ['everyone'] } };
    for (const body of [loud, { content: 'x', allowed_mentions: undefined }])
      await expect(post(body)).rejects.toMatchObject({ code: 50035 });
    expect(fake.messages()).toEqual([]);
    const refusal = expect.stringContaining('allowed_mentions: must be { parse: [] }');
    expect(fake.violations).toEqual([refusal, refusal]);
  });

  it('a nonce: the same one gives the first message back', async () => {
    const body = { content: 'once', nonce: 'n', enforce_nonce: true };
    expect(await post(body)).toEqual(await post(body));
    expect(fake.messages()).toHaveLength(1);
    fake.forgetNonces();
    await post(body);
    expect(fake.messages()).toHaveLength(2);
  });

  it('what the bot may do in a channel', async () => {
    const mute = fake.addChannel({ denied: PermissionFlagsBits.SendMessages });
    const hidden = fake.addChannel({ denied: PermissionFlagsBits.ViewChannel });
    const thread = fake.addChannel({ kind: 'thread', parentId: fake.channel.id, locked: true });
    const closed = fake.directChannel(fake.addUser('bob', { closedToMessages: true }));
    const codes = [];
    for (const { id } of [mute, hidden, thread, closed, { id: '1'.repeat(18) }])
      codes.push(await post({ content: 'x' }, id).catch(({ code }) => code));
    expect(codes).toEqual([50013, 50001, 160005, 50007, 10003]);
  });

  it('the faults a test asks for', async () => {
    const path = /\/messages$/;
    fake.failNext({ method: 'POST', path, status: 503 });
    fake.failNext({ method: 'POST', path, afterAccept: true });
    fake.failNext({ method: 'POST', path });
    await expect(post({ content: 'lost' })).rejects.toMatchObject({ status: 503 });
    await expect(post({ content: 'accepted' })).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    await expect(post({ content: 'cut' })).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(fake.messages().map(textOf)).toEqual(['accepted']);
  });
});
