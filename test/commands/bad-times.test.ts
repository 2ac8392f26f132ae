import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asking, startAsking } from '../support/asking.js';
import { createTestPlatform } from '../support/test-platform.js';

let asking: Asking;
beforeAll(async () => {
  asking = await startAsking({ adapters: [createTestPlatform().adapter] });
});
afterAll(() => asking.close());

const WISHES = ['subscribe rag', 'daily on', 'settings'];
const wishesWith = (option: string, values: readonly string[]) =>
  WISHES.flatMap((wish) => values.map((value) => `${wish} ${option}:"${value}"`));

it.each(wishesWith('at', ['24:00', '07:60', '-1:00', 'noonish']))(
  '%s is answered by naming the option, and is no bug',
  async (line) => {
    const { reply } = await asking.ask(line);
    expect(reply.summary).toContain('`at`');
    expect(asking.logger.entries.map(({ fields }) => fields.event)).not.toContain('bug');
  },
);

it.each(
  ['Mars/Base', 'Europe/Nowhere', '../etc'].flatMap((zone) => [
    `daily on zone:${zone}`,
    `settings zone:${zone}`,
  ]),
)('%s is answered by naming the option, and is no bug', async (line) => {
  const { reply } = await asking.ask(line);
  expect(reply.summary).toContain('`zone`');
  expect(asking.logger.entries.map(({ fields }) => fields.event)).not.toContain('bug');
});

it('a time in the digits of another script is read', async () => {
  expect((await asking.ask('subscribe rag at:٧:٠٠')).reply.summary).toContain('every day at 07:00');
});
