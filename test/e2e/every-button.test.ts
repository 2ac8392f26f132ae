import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../../src/core/option-spec.js';
import { buttonsOf, menusOf, textOf } from '../fakes/discord/message-view.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const permissions = PermissionFlagsBits.ManageChannels;

/** What shows all the buttons and menus that there are, and what they lead to; what deletes comes last. */
const COMMANDS: readonly (readonly [string, RawOptions])[] = [
  ['search', { query: 'transformer' }],
  ['search', { query: '"unclosed' }],
  ['trending', { period: 'month' }],
  ['show', { paper: '1' }],
  ['similar', { paper: '1' }],
  ['subscribe', { query: 'transformer' }],
  ['subscribe', { query: 'diffusion', save: true }],
  ['subscribe', { query: 'vision', save: true }],
  ['subscriptions', {}],
  ['catchup', { span: '90d' }],
  ['why', { paper: '1' }],
  ['daily', { mode: 'on' }],
  ['daily', { mode: 'show' }],
  ['settings', {}],
  ['help', {}],
  ['privacy', {}],
  ['privacy', { mode: 'delete' }],
];

/** Without these, something that shows buttons was left out above. */
const AMONG_THEM = [
  ...['Save', 'Stop', 'Pause', 'Resume', 'Take it up again', 'Edit…', 'Change…', 'Save the change'],
  ...['Stop this daily list', 'Preview', 'Try again', 'Page n ▶', '◀ Page n', 'How to write queries'],
  ...['All topics', 'Your topics', 'Export', 'Delete', 'Delete everything', 'Trending papers'],
];

describe.each(TRANSPORTS)('every button and menu on Discord over %s', (transport) => {
  const platforms = useTwoPlatforms(transport);

  /** Presses one of each kind, and those of the answers, until there is none that was not pressed. */
  async function pressAll(messages: readonly APIMessage[]): Promise<ReadonlyMap<string, string>> {
    const { discord } = platforms;
    const said = new Map<string, string>();
    const waiting = [...messages];
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
      for (const { label, customId } of buttonsOf(message)) {
        if (customId === undefined || said.has(kindOf(label))) continue;
        const press = discord.press(message, customId, { permissions });
        const opensForm = /^v1:[a-z-]+:\?/.test(customId);
        const answer = await (opensForm ? (await press.modal()).submit() : press).answer();
        said.set(kindOf(label), textOf(answer));
        waiting.push(answer);
      }
      for (const { placeholder, options } of menusOf(message)) {
        if (said.has(placeholder)) continue;
        const answer = await discord.choose(message, placeholder, options[0]?.label ?? '').answer();
        said.set(placeholder, textOf(answer));
        waiting.push(answer);
      }
    }
    return said;
  }

  it('does what it says, whatever shows it', { timeout: 30_000 }, async () => {
    const said = new Map<string, string>();
    for (const [subcommand, options] of COMMANDS) {
      const answer = await platforms.discord.slash({ subcommand, options, permissions }).answer();
      for (const [kind, text] of await pressAll([answer])) said.set(kind, text);
    }
    expect([...said.keys()]).toEqual(expect.arrayContaining(AMONG_THEM));
    for (const [kind, text] of said) expect(text, kind).not.toMatch(/went wrong|older message|^$/);
    expect(platforms.log()).not.toContain('"level":"error"');
  });
});

/** "Page 2 ▶" and "Page 3 ▶" are the same button. */
function kindOf(label: string): string {
  return label.replace(/\d+/g, 'n');
}
