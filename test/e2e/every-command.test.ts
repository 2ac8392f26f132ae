import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import type { RegisteredCommand } from '../fakes/discord/world.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const WORDS: Readonly<Record<string, string>> = { query: 'transformer', paper: 'Three-Phase Transformer' };

describe.each(TRANSPORTS)('every command of Discord over %s', (transport) => {
  const platforms = useTwoPlatforms(transport);

  it('answers with its required options alone, in a server and in direct messages', async () => {
    const { discord } = platforms;
    const subcommands = discord.commands().flatMap(subcommandsOf);
    expect(subcommands.length).toBeGreaterThan(10);
    for (const { name, options = [] } of subcommands)
      for (const channel of [discord.channel, discord.directChannel()]) {
        const required = options.filter((option) => option.required === true).map(filledIn);
        const asked = { subcommand: name, options: Object.fromEntries(required), channel };
        expect(textOf(await discord.slash(asked).answer())).not.toBe('');
      }
    expect(platforms.log()).not.toContain('"level":"error"');
    expect(discord.gateway.identifies).toHaveLength(transport === 'gateway' ? 1 : 0);
  });
});

describe.each(TRANSPORTS)('every option that is completed, on Discord over %s', (transport) => {
  const platforms = useTwoPlatforms(transport);

  it('offers what fits to what is typed, in a server and in direct messages', async () => {
    const { discord } = platforms;
    await discord.slash({ subcommand: 'subscribe', options: { query: 'transformer', save: true } }).answer();
    const typed: string[] = [];
    for (const { name: subcommand, options = [] } of discord.commands().flatMap(subcommandsOf))
      for (const { name: option, ...spec } of options) {
        if (!('autocomplete' in spec) || spec.autocomplete !== true) continue;
        const text = TYPED[option] ?? 'trans';
        for (const channel of [discord.channel, discord.directChannel()])
          expect(
            (await discord.type({ subcommand, option, text, channel }).choices()).length,
            `${subcommand} ${option}`,
          ).toBeGreaterThan(0);
        typed.push(`${subcommand} ${option}`);
      }
    expect(typed).toEqual(
      expect.arrayContaining([
        ...['search query', 'trending query', 'trends query', 'subscribe query', 'daily query'],
        ...['show paper', 'similar paper', 'why paper', 'settings zone', 'daily zone'],
        ...['unsubscribe number', 'subscribe number', 'subscriptions pause', 'subscriptions resume'],
      ]),
    );
    expect(platforms.log()).not.toContain('"level":"error"');
  });
});

/** What somebody types into an option where "trans" would lead to nothing. */
const TYPED: Readonly<Record<string, string>> = { zone: 'berl', number: '1', pause: '1', resume: '1' };

function subcommandsOf(command: RegisteredCommand) {
  const options = 'options' in command ? (command.options ?? []) : [];
  return options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
}

function filledIn(option: APIApplicationCommandOption): readonly [string, string | number] {
  const [choice] = 'choices' in option ? (option.choices ?? []) : [];
  if (choice !== undefined) return [option.name, choice.value];
  if (option.type === ApplicationCommandOptionType.Integer) return [option.name, option.min_value ?? 1];
  return [option.name, WORDS[option.name] ?? 'transformer'];
}
