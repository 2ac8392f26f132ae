import {
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type RepliableInteraction,
  Routes,
} from 'discord.js';
import { ButtonStyle, ComponentType, MessageFlags, TextInputStyle } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';
import { textOf } from './message-view.js';

const V2 = MessageFlags.IsComponentsV2;
const SILENT = { parse: [] };
let now: number;
let fake: FakeDiscord;
let client: Client<true>;

beforeEach(async () => {
  now = Date.UTC(2026, 4, 21);
  fake = await createFakeDiscord({ now: () => now });
  const fresh = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: fake.apiUrl, retries: 0 } });
  const ready = new Promise<Client<true>>((resolve) => fresh.once(Events.ClientReady, resolve));
  await fresh.login(fake.token);
  client = await ready;
});
afterEach(async () => {
  await client.destroy();
  await fake.stop();
});

const input = (more: object = {}) => ({
  type: ComponentType.Label,
  label: 'Zone',
  component: { type: ComponentType.TextInput, custom_id: 'zone', style: TextInputStyle.Short, ...more },
});
const select = (more: object = {}) => ({
  type: ComponentType.Label,
  label: 'Every',
  component: {
    type: ComponentType.StringSelect,
    custom_id: 'every',
    required: false,
    min_values: 0,
    options: [
      { label: 'Every day', value: 'day', default: true },
      { label: 'Every week', value: 'week' },
    ],
    ...more,
  },
});
const modal = (components: readonly object[], more: object = {}) => ({
  type: 9,
  data: { custom_id: 'settings', title: 'Your settings', components, ...more },
});

/** Resolves with what discord.js makes of what somebody does. */
function heard(act: () => unknown): Promise<RepliableInteraction> {
  const next = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
  act();
  return next.then((interaction) =>
    interaction.isRepliable() ? interaction : expect.fail('it has no answer'),
  );
}

const answer = ({ id, token }: RepliableInteraction, body: object) =>
  client.rest.post(Routes.interactionCallback(id, token), { body });

/** A message with a button, and somebody who presses it. */
async function pressed() {
  const button = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: 'c',
    label: 'Change',
  };
  const components = [{ type: ComponentType.ActionRow, components: [button] }];
  const body = { flags: V2, components, allowed_mentions: SILENT };
  await client.rest.post(Routes.channelMessages(fake.channel.id), { body });
  const [message = expect.fail('there is no message')] = fake.messages();
  const handles: ReturnType<FakeDiscord['press']>[] = [];
  const interaction = await heard(() => handles.push(fake.press(message, 'Change')));
  const [handle = expect.fail('nothing was pressed')] = handles;
  return { interaction, handle, message };
}

describe('a modal', () => {
  it('is shown to whoever pressed the button, is filled in, and comes back to discord.js', async () => {
    const { interaction, handle, message } = await pressed();
    await answer(interaction, modal([input({ value: 'UTC', required: false }), select()]));
    const shown = await handle.modal();
    expect(shown.title).toBe('Your settings');
    expect([shown.value('Zone'), shown.value('Every')]).toEqual(['UTC', 'day']);
    expect(shown.fields[1]).toMatchObject({ kind: 'select', choices: ['Every day', 'Every week'] });

    const handles: ReturnType<typeof shown.submit>[] = [];
    const sent = await heard(() => handles.push(shown.submit({ Zone: 'Asia/Tokyo', every: '' })));
    if (!sent.isModalSubmit()) return expect.fail('it is no modal');
    expect([sent.customId, sent.fields.getTextInputValue('zone')]).toEqual(['settings', 'Asia/Tokyo']);
    expect(sent.fields.getStringSelectValues('every')).toEqual([]);
    expect(sent.message?.id).toBe(message.id);
    const text = { type: ComponentType.TextDisplay, content: 'Changed.' };
    await answer(sent, { type: 7, data: { flags: V2, components: [text], allowed_mentions: SILENT } });
    expect(textOf(fake.messages()[0] ?? message)).toBe('Changed.');
    expect(fake.violations).toEqual([]);
  });

  it('is not sent as its client would not send it', async () => {
    const { interaction, handle } = await pressed();
    await answer(interaction, modal([input({ max_length: 3 }), select()]));
    const shown = await handle.modal();
    expect(() => shown.submit({ Zone: 'long' })).toThrow('0 to 3 characters');
    expect(() => shown.submit({ Zone: '' })).toThrow('"Zone" must be filled in');
    expect(() => shown.submit({ Zone: 'UTC', Every: 'hour' })).toThrow('does not offer "hour"');
    expect(() => shown.submit({ Size: '3' })).toThrow('There is no field "Size"');
    expect(() => shown.value('Size')).toThrow('There is no field "Size"');
  });

  const bad: readonly (readonly [string, object, string])[] = [
    ['no title', modal([input()], { title: '' }), 'data.title'],
    ['a blank title', modal([input()], { title: ' ' }), 'is blank'],
    ['a long title', modal([input()], { title: 'x'.repeat(46) }), '45'],
    ['a long id', modal([input()], { custom_id: 'x'.repeat(101) }), '100'],
    ['nothing in it', modal([]), 'data.components'],
    [
      'six fields',
      modal(['a', 'b', 'c', 'd', 'e', 'f'].map((custom_id) => input({ custom_id }))),
      'at most 5',
    ],
    ['an id twice', modal([input(), input()]), 'cannot be duplicated'],
    ['a long label', modal([{ ...input(), label: 'x'.repeat(46) }]), '45'],
    ['a long description', modal([{ ...input(), description: 'x'.repeat(101) }]), '100'],
    ['a label in a label', modal([input({ label: 'Zone' })]), 'cannot be used in a label'],
    ['a row of inputs', modal([{ type: 1, components: [input().component] }]), 'deprecated'],
    [
      'a button',
      modal([{ ...input(), component: { type: 2, style: 1, custom_id: 'b', label: 'B' } }]),
      'type',
    ],
    ['a long placeholder', modal([input({ placeholder: 'x'.repeat(101) })]), '100'],
    ['a value that is too long', modal([input({ value: 'long', max_length: 3 })]), 'Must be between 0 and 3'],
    [
      'lengths that exclude each other',
      modal([input({ min_length: 4, max_length: 3 })]),
      'more than max_length',
    ],
    ['a length of 4,001', modal([input({ max_length: 4_001 })]), '4000'],
    ['an unknown key', modal([input({ maxLength: 3 })]), 'not a key Discord knows'],
    ['a select of nothing', modal([select({ options: [] })]), 'options'],
    ['a required select of none', modal([select({ required: true })]), 'at least 1'],
    ['a disabled select', modal([select({ disabled: true })]), 'cannot be used in a modal'],
    [
      'two defaults',
      modal([select({ options: ['a', 'b'].map((value) => ({ label: value, value, default: true })) })]),
      'more defaults than can be chosen',
    ],
    [
      'a choice twice',
      modal([select({ options: ['a', 'b'].map((label) => ({ label, value: 'a' })) })]),
      'already used',
    ],
    ['a long choice', modal([select({ options: [{ label: 'x'.repeat(101), value: 'a' }] })]), '100'],
  ];

  it.each(bad)('is refused with %s', async (_what, body, reason) => {
    const { interaction } = await pressed();
    await expect(answer(interaction, body)).rejects.toMatchObject({ status: 400 });
    expect(fake.violations.join('\n')).toContain(reason);
  });

  it('is opened within three seconds, at once or not at all, and never by another modal', async () => {
    const late = await pressed();
    now += 3_001;
    await expect(answer(late.interaction, modal([input()]))).rejects.toMatchObject({ code: 10062 });
    const deferred = await pressed();
    await answer(deferred.interaction, { type: 6 });
    await expect(answer(deferred.interaction, modal([input()]))).rejects.toMatchObject({ code: 40060 });

    const { interaction, handle } = await pressed();
    await answer(interaction, modal([input({ value: 'UTC' })]));
    const shown = await handle.modal();
    const sent = await heard(() => shown.submit());
    await expect(answer(sent, modal([input()]))).rejects.toMatchObject({ status: 400 });
    expect(fake.violations).toEqual([expect.stringContaining('cannot answer a modal')]);
  });
});
