import { afterEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/core/chat-adapter.js';
import type { Invocation } from '../../../src/core/invocation.js';
import { createNotice } from '../../../src/core/reply.js';
import type { FakeSlack } from '../../fakes/slack/fake-slack.js';
import { openSlackHouse, type SlackHouse } from './slack-house.js';

type Person = keyof FakeSlack['users'];
type Place = keyof FakeSlack['channels'];

let house: SlackHouse;

afterEach(async () => {
  await house.stop();
  expect(house.fake.violations).toEqual([]);
});

/** Has somebody ask for something, and returns what the bot was handed. */
async function asked(person: Person, place: Place = 'papers'): Promise<Invocation> {
  const arrived = new Promise<Invocation>((resolve) => {
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
    void house.start(bot).then(() => {
      const { fake } = house;
      fake.slash({ text: 'daily on', user: fake.users[person], channel: fake.channels[place] });
    });
  });
  return arrived;
}

describe('who may manage the workspace', () => {
  it.each<[Person, boolean]>([
    ['owner', true],
    ['admin', true],
    ['creator', false],
    ['member', false],
    ['leaver', false],
  ])('%s: %s, wherever they ask, and whoever may manage channels', async (person, right) => {
    house = await openSlackHouse({ channelRights: 'members' });
    expect(await (await asked(person)).hasRight('manage-tenant')).toBe(right);
    await house.stop();
    house = await openSlackHouse();
    expect(await (await asked(person, 'pair')).hasRight('manage-tenant')).toBe(right);
  });
});

describe('who may manage a channel', () => {
  it.each<[Person, boolean, boolean]>([
    ['owner', true, true],
    ['admin', true, true],
    ['creator', true, true],
    ['member', false, true],
    ['guest', false, false],
    ['stranger', false, false],
    ['leaver', false, false],
  ])('%s: %s for managers, %s for members', async (person, whenManagers, whenMembers) => {
    house = await openSlackHouse();
    expect(await (await asked(person)).hasRight('manage-channel')).toBe(whenManagers);
    await house.stop();
    house = await openSlackHouse({ channelRights: 'members' });
    expect(await (await asked(person)).hasRight('manage-channel')).toBe(whenMembers);
  });

  it('is not asked of Slack before a command asks', async () => {
    house = await openSlackHouse();
    const invocation = await asked('creator');
    const questions = () => house.fake.calls.filter(({ method }) => /info$/.test(method)).length;
    expect(questions()).toBe(0);
    await invocation.hasRight('manage-channel');
    expect(questions()).toBe(2);
  });

  it('is for admins to do where the bot cannot look; others are told to invite it first', async () => {
    house = await openSlackHouse();
    const right = (await asked('creator', 'secret')).hasRight('manage-channel');
    await expect(right).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('invite me with /invite @paperboy'),
    });
    await house.stop();
    house = await openSlackHouse();
    expect(await (await asked('admin', 'secret')).hasRight('manage-channel')).toBe(true);
  });

  it('is whoever asks, in direct messages', async () => {
    house = await openSlackHouse();
    expect(await (await asked('guest', 'pair')).hasRight('manage-channel')).toBe(true);
  });

  it('is answered with a sentence when Slack does not tell', async () => {
    house = await openSlackHouse({ scopes: ['commands', 'chat:write'] });
    const right = (await asked('creator')).hasRight('manage-channel');
    await expect(right).rejects.toThrow(
      'Slack did not tell me whether you may manage this channel (missing_scope).',
    );
  });
});
