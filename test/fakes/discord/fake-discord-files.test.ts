import { REST } from 'discord.js';
import { ComponentType, MessageFlags, PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000200000003', 'hex');
const gallery = (name: string, description = 'A chart') => ({
  type: ComponentType.MediaGallery,
  items: [{ media: { url: `attachment://${name}` }, description }],
});

let fake: FakeDiscord;
let rest: REST;
beforeEach(async () => {
  fake = await createFakeDiscord();
  rest = new REST({ api: fake.apiUrl, retries: 0 }).setToken(fake.token);
});
afterEach(() => fake.stop());

const base = { flags: MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] } };
const file = (name: string, data = PNG) => ({ name, data, contentType: 'image/png' });
const post = (body: object, files = [file('a.png')], channel = fake.channel) =>
  rest.post(Routes.channelMessages(channel.id), { body: { ...base, ...body }, files });

describe('the files of a message', () => {
  it('are kept with their size, and their pixels where they are pictures', async () => {
    await post({ components: [gallery('a.png')], attachments: [{ id: '0', description: 'Bars' }] });
    const [kept = expect.fail('no file')] = fake.messages()[0]?.attachments ?? [];
    expect(kept).toMatchObject({ filename: 'a.png', description: 'Bars', size: 24, width: 2, height: 3 });
    expect(fake.bytesOf(kept)).toEqual(PNG);
    expect(fake.violations).toEqual([]);
  });

  it('stay with a message that is changed unless they are left out, and should then be shown', async () => {
    await post({ components: [gallery('a.png')] });
    const edit = (body: object) =>
      rest.patch(Routes.channelMessage(fake.channel.id, fake.messages()[0]?.id ?? ''), {
        body: { ...base, ...body },
      });
    const text = [{ type: ComponentType.TextDisplay, content: 'Nothing to see' }];
    await edit({ components: text });
    expect(fake.messages()[0]?.attachments).toHaveLength(1);
    expect(fake.violations).toEqual([expect.stringContaining('nothing shows the file a.png')]);
    await edit({ components: text, attachments: [] });
    expect(fake.messages()[0]?.attachments).toEqual([]);
    await expect(edit({ components: [gallery('a.png')] })).rejects.toMatchObject({ code: 50035 });
  });

  it.each([
    ['one is too large', 413, 40005, {}, [file('a.png', Buffer.alloc(10_485_761))]],
    ['one is empty', 400, 50035, {}, [file('a.png', Buffer.alloc(0))]],
    ['there are eleven', 400, 50035, {}, Array.from({ length: 11 }, () => file('a.png'))],
    ['the body names another', 400, 50035, { attachments: [{ id: '1', filename: 'b.png' }] }, undefined],
    ['its words are too long', 400, 50035, { components: [gallery('a.png', 'x'.repeat(1_025))] }, undefined],
  ])('are refused where %s', async (_what, status, code, body, files) => {
    const refused = post({ components: [gallery('a.png')], ...body }, files);
    await expect(refused).rejects.toMatchObject({ status, code });
    expect(fake.messages()).toEqual([]);
  });

  it('are refused where none may be attached', async () => {
    const channel = fake.addChannel({ denied: PermissionFlagsBits.AttachFiles });
    const refused = post({ components: [gallery('a.png')] }, undefined, channel);
    await expect(refused).rejects.toMatchObject({ status: 403, code: 50013 });
  });
});
