import { REST } from 'discord.js';
import {
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  Routes,
} from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';

const V2 = MessageFlags.IsComponentsV2;
const SILENT = { parse: [] };

let fake: FakeDiscord;
let rest: REST;

beforeEach(async () => {
  fake = await createFakeDiscord();
  rest = new REST({ api: fake.apiUrl, retries: 0 }).setToken(fake.token);
});

afterEach(() => fake.stop());

const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content });
const button = (customId: string, label = 'More') => ({
  type: ComponentType.Button as const,
  style: ButtonStyle.Secondary as const,
  custom_id: customId,
  label,
});
const option = (at: number) => ({ label: `Option ${at}`, value: String(at) });
const select = (options: number) => ({
  type: ComponentType.StringSelect as const,
  custom_id: 'menu',
  options: Array.from({ length: options }, (_, at) => option(at)),
});
const row = (...components: (ReturnType<typeof button> | ReturnType<typeof select>)[]) => ({
  type: ComponentType.ActionRow as const,
  components,
});

function post(body: object): Promise<unknown> {
  const silent = { allowed_mentions: SILENT, ...body };
  return rest.post(Routes.channelMessages(fake.channel.id), { body: silent });
}

describe('the fake refuses', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => text(`${index}`));
  const link = (rest: object) => [
    {
      type: ComponentType.ActionRow,
      components: [{ type: 2, style: ButtonStyle.Link, label: 'Read', ...rest }],
    },
  ];
  const section = (count: number) => [
    { type: ComponentType.Section, components: many(count), accessory: button('a') },
  ];
  const nested = (count: number): APIMessageTopLevelComponent[] => [
    { type: ComponentType.Container, components: many(count) },
  ];
  const bad: readonly (readonly [string, object, string])[] = [
    ['an unknown key', { content: 'x', colour: 1 }, 'colour: is not a key Discord knows here'],
    [
      'an unknown key in a component',
      { flags: V2, components: [{ ...text('x'), size: 2 }] },
      'components.0.size',
    ],
    ['41 components', { flags: V2, components: nested(40) }, 'holds 41 components'],
    [
      'a repeated custom id',
      { flags: V2, components: [row(button('a'), button('a'))] },
      'cannot be duplicated',
    ],
    ['4,001 characters in one text', { flags: V2, components: [text('x'.repeat(4001))] }, '4000'],
    [
      '4,001 characters in all',
      { flags: V2, components: [text('x'.repeat(4000)), text('y')] },
      '4001 characters',
    ],
    ['a blank text', { flags: V2, components: [text(' ')] }, 'is blank'],
    ['a link button without url', { flags: V2, components: link({}) }, 'needs a url'],
    [
      'a link with a custom id',
      { flags: V2, components: link({ url: 'https://a.b', custom_id: 'x' }) },
      'custom_id',
    ],
    ['a script as a link', { flags: V2, components: link({ url: 'javascript:alert(1)' }) }, 'scheme'],
    [
      'a button without custom id',
      { flags: V2, components: [row({ ...button('a'), custom_id: '' })] },
      'custom_id',
    ],
    ['a long label', { flags: V2, components: [row(button('a', 'x'.repeat(81)))] }, '80'],
    ['a long custom id', { flags: V2, components: [row(button('x'.repeat(101)))] }, '100'],
    ['an empty row', { flags: V2, components: [row()] }, 'components.0.components'],
    [
      'six buttons',
      { flags: V2, components: [row(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)))] },
      '5',
    ],
    ['26 options', { flags: V2, components: [row(select(26))] }, '25'],
    ['a menu beside a button', { flags: V2, components: [row(select(2), button('a'))] }, 'one menu'],
    [
      'a menu with the same value twice',
      { flags: V2, components: [row({ ...select(0), options: [option(1), option(1)] })] },
      'already used',
    ],
    ['four texts in a section', { flags: V2, components: section(4) }, '3'],
    ['content beside components', { flags: V2, content: 'x', components: [text('x')] }, 'IS_COMPONENTS_V2'],
    ['embeds beside components', { flags: V2, embeds: [{ title: 'x' }], components: [text('x')] }, 'embeds'],
    ['components without their flag', { components: [text('x')] }, 'need the flag'],
    ['2,001 characters of content', { content: 'x'.repeat(2001) }, '2000'],
    [
      '6,001 characters of embeds',
      { embeds: [...'12'].map(() => ({ description: 'x'.repeat(3001) })) },
      '6002',
    ],
    ['nothing at all', {}, 'empty'],
    ['a nonce of 26 characters', { content: 'x', nonce: 'x'.repeat(26), enforce_nonce: true }, 'nonce'],
  ];

  it.each(bad)('%s', async (_what, body, reason) => {
    await expect(post(body)).rejects.toMatchObject({ status: 400 });
    expect(fake.violations.join('\n')).toContain(reason);
    expect(fake.messages()).toEqual([]);
  });

  it('commands that Discord would not register', async () => {
    const put = (body: unknown) => rest.put(Routes.applicationCommands(fake.applicationId), { body });
    const option = { type: 3, name: 'query', description: 'What to look for' };
    const command = {
      name: 'papers',
      description: 'Papers',
      options: [option, { ...option, required: true }],
    };
    await expect(put([{ ...command, name: 'Papers' }])).rejects.toThrow('lower-case');
    await expect(put([{ ...command, description: '' }])).rejects.toThrow('blank');
    await expect(put([command])).rejects.toThrow('required options must be placed before optional ones');
    await expect(put([{ ...command, colour: 1 }])).rejects.toThrow('not a key Discord knows');
    const choices = Array.from({ length: 26 }, (_, index) => ({ name: `c${index}`, value: `c${index}` }));
    await expect(put([{ ...command, options: [{ ...option, choices }] }])).rejects.toThrow('25');
    const completed = { ...option, autocomplete: true };
    await expect(put([{ ...command, options: [{ ...completed, type: 5 }] }])).rejects.toThrow('autocomplete');
    const both = [{ ...completed, choices: choices.slice(0, 2) }];
    await expect(put([{ ...command, options: both }])).rejects.toThrow('exclude each other');
    const fine = { ...command, options: [option, { ...option, name: 'sort' }] };
    const german = (options: object[]) => [{ ...fine, options }];
    const named = (name: string) => ({ ...option, name_localizations: { de: name } });
    await expect(put(german([named('Suche')]))).rejects.toThrow('lower-case');
    const same = german([named('suche'), { ...named('suche'), name: 'sort' }]);
    await expect(put(same)).rejects.toThrow('used twice');
    await expect(put(german([named('sort'), { ...option, name: 'sort' }]))).rejects.toThrow('used twice');
    const long = { ...option, description_localizations: { de: 'x'.repeat(101) } };
    await expect(put(german([long]))).rejects.toThrow('100');
    const wordy = Array.from({ length: 25 }, (_, index) => ({
      ...option,
      name: `o${index}`,
      description_localizations: { ja: 'x'.repeat(100) },
      choices: [
        { name: 'a', value: 'b'.repeat(100) },
        { name: 'c', value: 'd'.repeat(100), name_localizations: { de: 'x'.repeat(100) } },
      ],
    }));
    await expect(put(german(wordy))).rejects.toThrow('characters in all');
    await expect(put([{ type: 3, name: 'Find', description: 'x' }])).rejects.toThrow('description');
    await expect(put([{ type: 3, name: ' ' }])).rejects.toThrow('no label');
    await put([]);
    expect(fake.violations.at(-1)).toContain('an empty list would delete every command');
  });

  it('options that its input box would not send', async () => {
    const options = [{ type: 4, name: 'limit', description: 'How many', min_value: 1, max_value: 25 }];
    const body = [
      {
        name: 'papers',
        description: 'Papers',
        options: [{ type: 1, name: 'top', description: 'Top', options }],
      },
    ];
    await rest.put(Routes.applicationCommands(fake.applicationId), { body });
    expect(() => fake.slash({ subcommand: 'top', options: { limit: 26 } })).toThrow('out of range');
    expect(() => fake.slash({ subcommand: 'top', options: { size: 2 } })).toThrow('no option "size"');
    const channel = fake.foreignChannel('group');
    expect(() => fake.slash({ subcommand: 'top', channel })).toThrow('not offered there');
    expect(() => fake.slash({ subcommand: 'bottom' })).toThrow('no subcommand "bottom"');
  });
});
