import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../src/core/invocation.js';
import { type As, type Asking, CHANNEL, directMessages, itemsOf, startAsking } from '../support/asking.js';
import { createTestPlatform, type TestPlatform } from '../support/test-platform.js';

let asking: Asking;
let platform: TestPlatform;
beforeEach(async () => {
  platform = createTestPlatform();
  asking = await startAsking({ adapters: [platform.adapter] });
});
afterEach(() => asking.close());
const say = async (line: string, as?: As) => (await asking.ask(line, as)).reply.summary;

/** As many topics as asked for, without asking for them one by one. */
async function addTopics(count: number, person = 'ana', tenant = CHANNEL.tenant): Promise<void> {
  const target = directMessages(person);
  for (let at = 1; at <= count; at++)
    await asking.house.store.subscriptions.add(
      {
        owner: { platform: target.platform, tenant: target.tenant, id: person },
        ...{ tenant, query: `topic${at}`, every: 'day', weekday: 'mon', days: 'all', size: 10, target },
        nextRunAt: asking.clock.now(),
        matchesSince: asking.clock.now(),
      },
      { ofPerson: 10_000, ofTenant: 10_000 },
      asking.clock.now(),
    );
}

describe('subscriptions', () => {
  it('lists topics with their query, next run and last result, five on a page', async () => {
    await addTopics(7);
    const first = await asking.ask('subscriptions');
    expect(first.visibility).toBe('caller');
    expect(first.reply.summary).toContain('Your 7 topics');
    expect(itemsOf(first).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(first.reply.summary).toContain(
      'every day at 09:00 (UTC) · to you, in direct messages · at most 10',
    );
    expect(first.reply.summary).toMatch(/Next Thursday,? 21 May 2026, 12:00; nothing sent yet\./);
    const second = await asking.press(first, 'Page 2 ▶');
    expect(itemsOf(second).map(({ number }) => number)).toEqual([6, 7]);
    expect(await say('subscriptions page:3')).toBe(
      'There is no page 3: the list of your topics has 2 pages. The last one is `page:2`.',
    );
  });

  it('pauses and resumes, and shows the page of that topic', async () => {
    await addTopics(6);
    const second = await asking.ask('subscriptions page:2');
    const paused = await asking.press(second, 'Pause');
    expect(paused.replaces).toBe(true);
    expect(itemsOf(paused).map(({ number }) => number)).toEqual([6]);
    expect(paused.reply.summary).toContain('Paused');
    const resumed = await asking.press(paused, 'Resume');
    expect(resumed.reply.summary).toMatch(/Next Friday,? 22 May 2026, 09:00/);
    expect(await say('subscriptions pause:9')).toBe('You have no topic 9. `subscriptions` lists yours.');
  });

  it('resumes what comes to a channel for those only who may manage it, and there', async () => {
    await say('subscribe rag to:here save:yes');
    await say('subscriptions pause:1');
    expect(await say('subscriptions resume:1', { rights: false })).toContain('may manage this channel');
    expect(await say('subscriptions resume:1', { target: directMessages('ana') })).toContain(
      'This topic comes to another channel.',
    );
    expect(await say('subscriptions')).toContain('Paused');
    expect(await say('subscriptions resume:1')).not.toContain('Paused');
  });

  it('shows nobody the topics of others, nor those of a person of the same id elsewhere', async () => {
    await addTopics(1);
    expect(await say('subscriptions', { person: 'bob' })).toContain('You have no topics yet.');
    expect(await say('unsubscribe 1', { person: 'bob' })).toContain('You have no topics yet.');
  });

  it('tries direct messages again that were given up, and says what to do if they are still closed', async () => {
    await addTopics(1);
    const target = directMessages('ana');
    const { destinations } = asking.house.store;
    await destinations.suspend({ target, state: 'suspended', reason: 'Closed.' }, asking.clock.now());
    platform.check = async () => ({ ok: false, missing: 'Allow direct messages.' });
    expect(await say('subscriptions')).toContain(
      'Nothing is brought to you at the moment. Allow direct messages.',
    );
    expect(await say('subscribe rag save:yes')).toBe('Allow direct messages.');
    platform.check = async () => ({ ok: true });
    expect(await say('subscriptions')).not.toContain('Nothing is brought');
    expect(await destinations.find(target)).toMatchObject({ state: 'active' });
  });

  it('shows what a topic would bring, to be changed', async () => {
    await say('subscribe rag max:3 save:yes');
    const change = await asking.press(await asking.ask('subscriptions'), 'Preview');
    expect(change.reply.summary).toContain('Topic 1, changed');
    expect(change.reply.summary).toContain('At most: 3 papers at a time');
  });
});

describe('unsubscribe', () => {
  it('stops a topic, and takes it up again', async () => {
    await say('subscribe rag every:week day:fri max:3 save:yes');
    const stopped = await asking.ask('unsubscribe 1');
    expect(stopped.reply.summary).toBe('Topic 1 is stopped: rag');
    expect(await say('unsubscribe 1')).toBe('You have no topics yet. `subscribe <query>` makes one.');
    const again = await asking.press(stopped, 'Take it up again');
    expect(again.reply.summary).toContain('Comes: every Friday at 09:00 (UTC)');
    expect(again.reply.summary).toContain('At most: 3 papers at a time');
  });

  it('never means another topic, when an old button is pressed', async () => {
    const saved = await asking.ask('subscribe rag save:yes');
    await asking.press(saved, 'Stop');
    await say('subscribe vision save:yes');
    expect((await asking.press(saved, 'Stop')).reply.summary).toBe(
      'This topic has been stopped already. `subscriptions` lists those that you have.',
    );
    expect(await say('subscriptions')).toContain('vision');
  });

  it('leaves its number to no other topic, so that no old list means one', async () => {
    await say('subscribe rag save:yes');
    const list = await asking.ask('subscriptions');
    await say('unsubscribe 1');
    await say('subscribe vision save:yes');
    for (const label of ['Pause', 'Preview'])
      expect((await asking.press(list, label)).reply.summary).toContain('You have no topic 1.');
  });

  it('takes up again in its own place only what came to a channel', async () => {
    await say('subscribe rag to:here save:yes');
    const stopped = await asking.ask('unsubscribe 1', { target: directMessages('ana') });
    expect(stopped.reply.summary).toBe('Topic 1 is stopped: rag');
    expect(stopped.reply.blocks).toHaveLength(1);
  });

  it('is for the owner, and in a channel for those who may manage it', async () => {
    const inChannel = await asking.ask('subscribe rag to:here save:yes');
    const bob = { person: 'bob', rights: false };
    expect((await asking.press(inChannel, 'Stop', bob)).reply.summary).toContain(
      'This topic is somebody else’s.',
    );
    const other = { ...bob, rights: true, target: { ...CHANNEL, tenant: 'elsewhere' } };
    expect((await asking.press(inChannel, 'Stop', other)).reply.summary).toContain('stopped already');
    const stopped = await asking.press(inChannel, 'Stop', { ...bob, rights: true });
    expect(stopped.reply.summary).toBe('The topic is stopped: rag');
    expect(stopped.reply.blocks).toHaveLength(1);
    const toAna = await asking.ask('subscribe vision save:yes');
    expect((await asking.press(toAna, 'Stop', { person: 'bob' })).reply.summary).toContain('stopped already');
  });

  it.each([
    ['unsubscribe', '`number` is missing'],
    ['unsubscribe three', '`number` takes a whole number from 1 to 9999; you gave "three".'],
    ['unsubscribe 0', '`number` takes a whole number from 1 to 9999'],
    ['unsubscribe 1e9', '`number` takes a whole number from 1 to 9999'],
    ['unsubscribe １', '`number` takes a whole number from 1 to 9999'],
  ])('says what is wrong with "%s"', async (line, sentence) => {
    expect(await say(line)).toContain(sentence);
  });
});

describe('limits', () => {
  it('keeps 100 topics of a person', async () => {
    await addTopics(99);
    expect(await say('subscribe rag save:yes')).toContain('Saved as topic 100.');
    expect(await say('subscribe vision save:yes')).toMatch(
      /^You have 100 topics, and that is as many as I keep/,
    );
    await say('unsubscribe 100');
    expect(await say('subscribe vision save:yes')).toContain('Saved as topic 101.');
  });

  it('keeps 1,000 topics of a tenant', async () => {
    for (let at = 0; at < 10; at++) await addTopics(100, `person ${at}`);
    expect(await say('subscribe rag save:yes')).toMatch(/^There are 1,000 topics of people here/);
    await addTopics(1, 'bob', 'elsewhere');
    await say('unsubscribe 1', { person: 'person 0' });
    expect(await say('subscribe rag save:yes')).toContain('Saved as topic 1.');
  });

  it('slows down a person who subscribes and unsubscribes fifty times in a second, and nobody else', async () => {
    const answers: string[] = [];
    for (let at = 1; at <= 50; at++)
      answers.push(await say('subscribe rag save:yes'), await say(`unsubscribe ${at}`));
    expect(answers.filter((answer) => answer.includes('Saved as topic'))).toHaveLength(10);
    expect(answers.at(-2)).toMatch(
      /^That was a lot of changes in a short time\. Try again in \d+ seconds\.$/,
    );
    expect(await say('subscribe rag save:yes', { person: 'bob' })).toContain('Saved as topic 1.');
    expect(await say('subscribe rag', { person: 'ana' })).toContain('papers match');
  });

  it('slows down the people of a workspace together, but not those of separate conversations', async () => {
    const changes = async (targetOf: (person: number) => Target) => {
      const answers: string[] = [];
      for (let person = 0; person <= 10; person++)
        for (let change = 0; change < 20; change++)
          answers.push(
            await say(`settings at:08:${change + 10}`, {
              person: `${targetOf(person).id} ${person}`,
              target: targetOf(person),
            }),
          );
      return answers.filter((answer) => answer.startsWith('A lot of people here')).length;
    };
    expect(await changes(() => CHANNEL)).toBe(20);
    expect(await changes((person) => ({ ...CHANNEL, tenant: 'direct', id: `group ${person}` }))).toBe(0);
  });
});
