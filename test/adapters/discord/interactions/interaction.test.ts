import { describe, expect, it } from 'vitest';
import { readInteraction } from '../../../../src/adapters/discord/interactions/interaction.js';
import { toInvocation } from '../../../../src/adapters/discord/interactions/interaction-reading.js';

const NEWS = '200000000000000001';
const sent = {
  id: '100000000000000001',
  application_id: '100000000000000002',
  token: 'opens-the-answers',
  version: 1,
  guild_id: '100000000000000003',
  channel_id: '100000000000000004',
  locale: 'de',
  authorizing_integration_owners: { 0: '100000000000000003' },
  member: {
    user: { id: '100000000000000005', username: 'ada', global_name: 'Ada L.' },
    permissions: '16',
    roles: [],
  },
};
const daily = {
  ...sent,
  type: 2,
  data: {
    id: '1',
    type: 1,
    name: 'papers',
    options: [
      {
        name: 'daily',
        type: 1,
        options: [
          { name: 'mode', type: 3, value: 'on' },
          { name: 'size', type: 4, value: 5 },
          { name: 'channel', type: 7, value: NEWS },
        ],
      },
    ],
    resolved: { channels: { [NEWS]: { id: NEWS, name: 'news', type: 0, permissions: '1040' } } },
  },
};

describe('an interaction as Discord sends it', () => {
  it('is a subcommand with its options, by whom and where', () => {
    expect(readInteraction(daily)).toMatchObject({
      kind: 'slash-command',
      command: 'daily',
      options: { mode: 'on', size: 5, channel: NEWS },
      user: { id: '100000000000000005', name: 'Ada L.' },
      guildId: '100000000000000003',
      channelId: '100000000000000004',
      locale: 'de',
      permissions: 16n,
    });
  });

  it('is help where no subcommand was chosen, and a pressed button or a typed option', () => {
    expect(readInteraction({ ...daily, data: { type: 1, name: 'papers' } })).toMatchObject({
      command: 'help',
    });
    expect(readInteraction({ ...sent, type: 3, data: { custom_id: 'v1:about:' } })).toMatchObject({
      kind: 'component',
      customId: 'v1:about:',
    });
    const options = [{ name: 'query', type: 3, value: 'ra', focused: true }];
    const data = { type: 1, name: 'papers', options: [{ name: 'search', type: 1, options }] };
    expect(readInteraction({ ...sent, type: 4, data })).toMatchObject({
      kind: 'typing',
      command: 'search',
      option: 'query',
      text: 'ra',
    });
  });

  it('is a modal with what was filled in, and whether a message opened it', () => {
    const field = (component: object) => ({ type: 18, id: 1, component });
    const components = [
      field({ type: 4, id: 2, custom_id: 'query', value: 'rag' }),
      field({ type: 3, id: 4, custom_id: 'every', values: ['week'] }),
      field({ type: 3, id: 6, custom_id: 'day', values: [] }),
      field({ type: 4, id: 8, custom_id: 'at', value: '' }),
    ];
    const submitted = { ...sent, type: 5, data: { custom_id: 'v1:subscribe:?', components } };
    expect(readInteraction(submitted)).toMatchObject({
      kind: 'modal',
      customId: 'v1:subscribe:?',
      fields: { query: 'rag', every: 'week', day: '', at: '' },
      hasMessage: false,
    });
    expect(readInteraction({ ...submitted, message: { id: '1' } })).toMatchObject({ hasMessage: true });
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['a number', 7],
    ['an empty object', {}],
    ['a type that is none', { ...daily, type: 99 }],
    ['a command of a kind that is none of ours', { ...daily, data: { ...daily.data, type: 2 } }],
    ['nobody', { ...daily, member: undefined }],
    ['an id that would change the path of the answer', { ...daily, id: '../channels/1' }],
    ['rights that are no number', { ...daily, member: { ...sent.member, permissions: '-1' } }],
    ['a modal without fields', { ...sent, type: 5, data: { custom_id: 'v1:about:?' } }],
    ['nothing that is being typed', { ...daily, type: 4 }],
  ])('is not read where it is %s', (_, payload) => {
    expect(readInteraction(payload)).toBeUndefined();
  });

  it('brings the rights in a channel that was chosen, so that nobody is asked for them', async () => {
    const interaction = readInteraction(daily);
    if (interaction?.kind !== 'slash-command') return expect.fail('it was not read');
    const asked = () => expect.fail('somebody was asked');
    const place = await toInvocation(interaction, asked).elsewhere?.(NEWS);
    expect(place).toMatchObject({ target: { id: NEWS, tenant: sent.guild_id }, name: '#news' });
    expect(await place?.hasRight('manage-channel')).toBe(true);
    expect(await place?.hasRight('manage-tenant')).toBe(false);
  });
});
