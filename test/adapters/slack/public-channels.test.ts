import { afterEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/core/chat-adapter.js';
import type { Invocation } from '../../../src/core/invocation.js';
import { createNotice } from '../../../src/core/reply.js';
import type { FakeSlack, FakeSlackOptions } from '../../fakes/slack/fake-slack.js';
import { openSlackHouse, type SlackHouse } from './slack-house.js';

let house: SlackHouse;

afterEach(async () => {
  await house.stop();
  expect(house.fake.violations).toEqual([]);
});

async function asked(person: keyof FakeSlack['users'], options?: FakeSlackOptions): Promise<Invocation> {
  house = await openSlackHouse(options);
  const { fake } = house;
  return new Promise<Invocation>((resolve) => {
    const bot: Bot = {
      commands: [],
      visibility: () => 'caller',
      suggest: async () => [],
      form: () => Promise.reject(new Error('no form is opened here')),
      async handle(invocation) {
        resolve(invocation);
        return { reply: createNotice('info', 'Done'), visibility: 'caller', replaces: false };
      },
    };
    void house.start(bot).then(() => fake.slash({ text: 'daily', user: fake.users[person] }));
  });
}

async function finder(person: keyof FakeSlack['users'] = 'admin', options?: FakeSlackOptions) {
  const { elsewhere } = await asked(person, options);
  return elsewhere ?? expect.fail('there is no elsewhere');
}

describe('another channel of the workspace', () => {
  it('is found by its name, its id and a mention', async () => {
    const find = await finder();
    const { team, channels } = house.fake;
    const { id } = channels.elsewhere;
    const place = { target: { platform: 'slack', tenant: team.id, id, kind: 'channel' }, name: '#elsewhere' };
    for (const written of ['#elsewhere', 'Elsewhere', id, `<#${id}|elsewhere>`, `<#${id}>`])
      expect(await find(written)).toMatchObject(place);
    expect(await find('#archive')).toMatchObject({ name: '#archive' });
  });

  it('is no private one, whoever asks and whether or not the bot is in it', async () => {
    const find = await finder('owner');
    const { circle, secret, pair } = house.fake.channels;
    const others = ['#circle', '#general', 'C0', '', 'D0MIA0ADA', '#', '<#C1|x>'];
    for (const written of [circle.id, secret.id, pair.id, ...others])
      await expect(find(written)).rejects.toThrow('I find no public channel');
  });

  it.each([
    ['admin', true],
    ['creator', true],
    ['member', false],
    ['stranger', false],
  ] as const)('is managed by its managers; %s: %s', async (person, right) => {
    const place = await (await finder(person))('#elsewhere');
    expect(await place.hasRight('manage-channel')).toBe(right);
  });

  it('is not found out about while Slack does not tell', async () => {
    const find = await finder('admin', { scopes: ['commands', 'chat:write'] });
    await expect(find('#elsewhere')).rejects.toThrow(
      'Slack did not tell me which channel that is (missing_scope).',
    );
  });
});
