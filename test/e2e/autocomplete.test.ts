import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

describe.each(TRANSPORTS)('typing a command on Discord (Discord over %s)', (transport) => {
  const platforms = useTwoPlatforms(transport);

  const type = (subcommand: string, option: string, text: string) =>
    platforms.discord.type({ subcommand, option, text }).choices();
  const run = (subcommand: string, options: Readonly<Record<string, string>>) =>
    platforms.discord.slash({ subcommand, options }).answer();
  const named = (choices: Awaited<ReturnType<typeof type>>, name: RegExp) =>
    String(choices.find((choice) => name.test(choice.name))?.value);

  it('offers whole queries; the chosen one finds as many papers as it said', async () => {
    const choices = await type('search', 'query', 'diffusion trans');
    expect(choices[0]).toMatchObject({ value: 'diffusion trans' });
    const chosen = choices.find(({ value }) => value === 'diffusion transformer');
    const [, papers = ''] = /· (\d+ papers)$/.exec(chosen?.name ?? '') ?? [];
    const answer = await run('search', { query: String(chosen?.value) });
    expect(textOf(answer)).toContain(`${papers} for diffusion transformer`);
  });

  it('finds the paper whose title begins as typed', async () => {
    const choices = await type('search', 'query', 'three-phase tr');
    const query = named(choices, /^title:"Three-Phase Transformer/);
    expect(textOf(await run('search', { query }))).toMatch(/1 paper for .*Three-Phase Transformer/);
  });

  it('understands the name of a choice where Discord sends it instead of the value', async () => {
    const [, choice] = await type('search', 'query', 'trans');
    expect(choice?.name).toMatch(/ · \d+ papers$/);
    const answer = await run('search', { query: String(choice?.name) });
    expect(textOf(answer)).toContain(`papers for ${choice?.value}`);
  });

  it('offers examples before anything is typed, and queries to filter what is trending', async () => {
    expect((await type('search', 'query', '')).length).toBeGreaterThan(5);
    const query = named(await type('trending', 'query', 'transf'), /^transformer/);
    expect(textOf(await run('trending', { query, period: 'month' }))).toContain('Trending papers');
  });

  it('offers papers by title, and by their number in the list that was seen last', async () => {
    const byTitle = named(await type('show', 'paper', 'Three-Phase'), /^Three-Phase Transformer/);
    expect(textOf(await run('show', { paper: byTitle }))).toContain('Three-Phase Transformer');
    await run('trending', { period: 'day' });
    const second = named(await type('similar', 'paper', '2'), /^2\. /);
    expect(textOf(await run('similar', { paper: second }))).toMatch(/Like |Nothing else here is like /);
    expect((await type('show', 'paper', '')).length).toBe(25);
  });

  it('offers time zones by city, with their difference to Greenwich at the moment', async () => {
    const [munich] = await type('settings', 'zone', 'munih');
    expect(munich).toEqual({
      name: expect.stringMatching(/^Europe\/Berlin · UTC\+0[12]:00$/),
      value: 'Europe/Berlin',
    });
    expect(textOf(await run('settings', { zone: String(munich?.name) }))).toContain('Europe/Berlin');
    expect((await type('daily', 'zone', '')).length).toBe(25);
    expect(await type('daily', 'zone', 'xyzzy')).toEqual([]);
  });

  it("offers a person's own topics by their numbers", async () => {
    const { discord } = platforms;
    const subscribe = (query: string, user = discord.user) =>
      discord.slash({ subcommand: 'subscribe', options: { query, save: true }, user }).answer();
    const number = (text: string, user = discord.user) =>
      discord.type({ subcommand: 'unsubscribe', option: 'number', text, user }).choices();
    expect(await number('')).toEqual([]);
    await subscribe('"chain of thought"');
    await subscribe('zebrafish OR axolotl');
    await subscribe('x'.repeat(200));
    await discord.slash({ subcommand: 'subscriptions', options: { pause: 2 } }).answer();
    expect(await number('')).toEqual([
      { name: '1. "chain of thought"', value: 1 },
      { name: expect.stringMatching(/^2\. \(paused\) .*zebrafish/), value: 2 },
      { name: expect.stringMatching(/^3\. x{96}…$/), value: 3 },
    ]);
    expect(await number('ZEBRA')).toMatchObject([{ value: 2 }]);
    expect(await number('1')).toMatchObject([{ value: 1 }]);
    expect(await number('', discord.addUser('ben'))).toEqual([]);
    for (const [subcommand, option] of [
      ['subscribe', 'number'],
      ['subscriptions', 'pause'],
      ['subscriptions', 'resume'],
    ] as const)
      expect(await type(subcommand, option, '')).toHaveLength(3);
  });

  it('is not disturbed by anything that can be typed', async () => {
    const odd = ['"', '(((', 'title:', '-', 'OR', '\u202e', '🦜', 'x'.repeat(600), 'a:b:c', '*', '\\'];
    for (const text of odd) {
      expect(await type('search', 'query', text)).toBeInstanceOf(Array);
      expect(await type('show', 'paper', text)).toBeInstanceOf(Array);
      expect(await type('settings', 'zone', text)).toBeInstanceOf(Array);
      expect(await type('unsubscribe', 'number', text)).toBeInstanceOf(Array);
    }
  });
});
