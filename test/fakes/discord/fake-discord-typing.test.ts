import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from './fake-discord.js';

let fake: FakeDiscord;
let client: Client<true>;

beforeEach(async () => {
  fake = await createFakeDiscord();
  const fresh = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: fake.apiUrl, retries: 0 } });
  const ready = new Promise<Client<true>>((resolve) => fresh.once(Events.ClientReady, resolve));
  await fresh.login(fake.token);
  client = await ready;
  const query = {
    type: ApplicationCommandOptionType.String,
    name: 'query',
    description: 'What',
    required: true,
  };
  const limit = { type: ApplicationCommandOptionType.Integer, name: 'limit', description: 'How many' };
  const options = [{ ...query, autocomplete: true }, limit];
  const search = {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'search',
    description: 'Find',
    options,
  };
  const body = [{ name: 'papers', description: 'Papers', options: [search] }];
  await client.rest.put(Routes.applicationCommands(fake.applicationId), { body });
});

afterEach(async () => {
  await client.destroy();
  await fake.stop();
});

const type = (text: string) =>
  fake.type({ subcommand: 'search', option: 'query', text, options: { limit: 3 } });

/** What discord.js makes of it when somebody types. */
function heard(text: string): Promise<AutocompleteInteraction> {
  const next = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
  type(text);
  return next.then((interaction) => {
    if (!interaction.isAutocomplete()) throw new Error('Nobody is typing.');
    return interaction;
  });
}

describe('somebody who types', () => {
  it('sends the option they are in and those that are filled in, and sees the choices', async () => {
    const choices = [{ name: 'rag · 3 papers', value: 'rag' }];
    client.once(Events.InteractionCreate, (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { options } = interaction;
      expect([options.getSubcommand(), options.getFocused(true).name, options.getFocused()]).toEqual([
        ...['search', 'query', 'ra'],
      ]);
      expect(options.data[0]?.options?.map(({ name, value }) => [name, value])).toEqual([
        ['limit', '3'],
        ['query', 'ra'],
      ]);
      void interaction.respond(choices);
    });
    expect(await type('ra').choices()).toEqual(choices);
    expect(fake.violations).toEqual([]);
  });

  it('is only asked where the option is completed', () => {
    const text = '3';
    expect(() => fake.type({ subcommand: 'search', option: 'limit', text })).toThrow(
      'completions of "limit"',
    );
    expect(() => fake.type({ subcommand: 'search', option: 'size', text })).toThrow('completions of "size"');
  });

  const choice = { name: 'rag', value: 'rag' };
  const list = (length: number) =>
    Array.from({ length }, (_, index) => ({ name: `n${index}`, value: `v${index}` }));
  it.each([
    ['26 choices', list(26), '25'],
    ['an empty name', [{ ...choice, name: '' }], 'name'],
    ['a blank name', [{ ...choice, name: ' ' }], 'is blank'],
    ['a long name', [{ ...choice, name: 'x'.repeat(101) }], '100'],
    ['an empty value', [{ ...choice, value: '' }], 'between 1 and 100'],
    ['a long value', [{ ...choice, value: 'x'.repeat(101) }], 'between 1 and 100'],
  ])('never sees %s', async (_what, choices, reason) => {
    const interaction = await heard('ra');
    await expect(interaction.respond(choices)).rejects.toMatchObject({ status: 400 });
    expect(fake.violations.join('\n')).toContain(reason);
  });

  it('would not want to see the same choice twice', async () => {
    await (await heard('ra')).respond([choice, choice]);
    expect(fake.violations).toEqual([
      expect.stringContaining('a name is there twice'),
      expect.stringContaining('a value is there twice'),
    ]);
  });

  it('is not answered with a message, and a command not with choices', async () => {
    const { id, token } = await heard('ra');
    const answer = (body: object) => client.rest.post(Routes.interactionCallback(id, token), { body });
    await expect(answer({ type: 4, data: { content: 'x' } })).rejects.toMatchObject({ status: 400 });
    expect(fake.violations.at(-1)).toContain('choices are for somebody who is typing');
    await answer({ type: 8, data: { choices: [choice] } });
    await expect(answer({ type: 8, data: { choices: [choice] } })).rejects.toMatchObject({ code: 40060 });
  });
});
