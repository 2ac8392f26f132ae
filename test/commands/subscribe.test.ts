import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asking, directMessages, startAsking, titlesOf } from '../support/asking.js';
import { createTestPlatform, type TestPlatform } from '../support/test-platform.js';

describe('subscribe', () => {
  let asking: Asking;
  let platform: TestPlatform;
  beforeEach(async () => {
    platform = createTestPlatform();
    asking = await startAsking({ adapters: [platform.adapter] });
  });
  afterEach(() => asking.close());
  const say = async (line: string, as?: Parameters<Asking['ask']>[1]) =>
    (await asking.ask(line, as)).reply.summary;

  it('warns of what is odd about a query, also when it is saved at once', async () => {
    const warning = 'There is no option and no field `evry:`, so `evry:week` is looked for as it is.';
    expect(await say('subscribe rag evry:week')).toContain(warning);
    expect(await say('subscribe rag evry:week save:yes')).toContain(warning);
  });

  it('shows what a topic would bring, and saves nothing yet', async () => {
    const preview = await asking.ask('subscribe Diffusion');
    expect(preview.visibility).toBe('caller');
    expect(preview.reply.summary).toMatch(/\d of the last 40 papers match, about \d+ a day\./);
    expect(preview.reply.summary).toContain('Query: Diffusion');
    expect(preview.reply.summary).toContain('Comes: every day at 09:00 (UTC)');
    expect(preview.reply.summary).toContain('Where: to you, in direct messages');
    expect(preview.reply.summary).toMatch(/Next: Friday,? 22 May 2026, 09:00/);
    expect(titlesOf(preview)).toHaveLength(3);
    expect(await say('subscriptions')).toContain('You have no topics yet.');
  });

  it('warns of a query that is of no use', async () => {
    expect(await say('subscribe rag -rag')).toContain('no paper can do both');
  });

  it('saves with the button of the preview, and pressing it twice makes one topic', async () => {
    const preview = await asking.ask('subscribe rag every:week day:fri at:7:30 max:3');
    const saved = await asking.press(preview, 'Save');
    expect(saved.replaces).toBe(true);
    expect(saved.reply.summary).toContain('Saved as topic 1.');
    expect(saved.reply.summary).toContain('Comes: every Friday at 07:30 (UTC)');
    expect(saved.reply.summary).toContain('At most: 3 papers at a time');
    const again = await asking.press(preview, 'Save');
    expect(again.reply.summary).toContain('Topic 1 is like that already.');
    expect(await say('subscriptions')).toContain('Your topic');
  });

  it('keeps a query that is too long for a button', async () => {
    const query = Array.from({ length: 12 }, (_, at) => `"retrieval number ${at}"`).join(' OR ');
    const saved = await asking.press(await asking.ask(`subscribe ${query}`), 'Save');
    expect(saved.reply.summary).toContain(`Query: ${query}`);
  });

  it('changes the topic that has the same query, and keeps what is not named', async () => {
    await say('subscribe rag at:08:00 max:3 save:yes');
    const changed = await say('subscribe rag every:new save:yes');
    expect(changed).toContain('Topic 1 is changed.');
    expect(changed).toContain('Comes: as soon as new papers are in');
    const back = await say('subscribe rag every:day days:weekdays save:yes');
    expect(back).toContain('Comes: Monday to Friday at 08:00 (UTC)');
    expect(back).toContain('At most: 3 papers at a time');
  });

  it('gives a numbered topic another query', async () => {
    await say('subscribe rag max:3 save:yes');
    const preview = await asking.ask('subscribe "retrieval augmented" number:1');
    expect(preview.reply.summary).toContain('Topic 1, changed');
    const saved = await asking.press(preview, 'Save the change');
    expect(saved.reply.summary).toContain('Query: "retrieval augmented"');
    expect(saved.reply.summary).toContain('At most: 3 papers at a time');
    await say('subscribe vision save:yes');
    expect(await say('subscribe vision number:1')).toBe(
      'Your topic 2 has this query for the same place already.',
    );
    expect(await say('subscribe vision number:9')).toBe('You have no topic 9. `subscriptions` lists yours.');
  });

  it('comes to a channel for those who may manage it', async () => {
    expect(await say('subscribe rag to:here', { rights: false })).toMatch(/^`to:here` is for people who may/);
    const saved = await say('subscribe rag to:here save:yes');
    expect(saved).toContain('Where: in this channel');
    expect(await say('subscribe rag max:5 save:yes')).toContain('Saved as topic 2.');
    expect(await say('subscribe rag to:here max:5', { rights: false })).toContain('`to:here` is for people');
    const elsewhere = { target: directMessages('ana') };
    expect(await say('subscribe vision number:1', elsewhere)).toContain('comes to another channel');
    expect(await say('subscribe vision number:1 to:here save:yes', elsewhere)).toContain(
      'Where: to you, in direct messages',
    );
  });

  it('is not saved where nothing can be brought', async () => {
    platform.check = async () => ({ ok: false, missing: 'This channel is archived.' });
    expect(await say('subscribe rag to:here save:yes')).toBe('This channel is archived.');
    expect(await say('subscriptions')).toContain('You have no topics yet.');
  });

  it.each([
    ['subscribe', '`query` is missing'],
    ['subscribe rag every:hour', '`every` takes one of day, week, new; you gave "hour".'],
    ['subscribe rag every:week day:friday', '`day` takes one of mon, tue'],
    ['subscribe rag day:fri', '`day` is the day of a weekly digest: add `every:week`'],
    ['subscribe rag every:week days:weekdays', '`days` is not for a weekly digest'],
    ['subscribe rag every:new at:08:00', '`at` is not for a topic that comes as soon as papers are in'],
    ['subscribe rag at:24:00', '`at`: write the time of day'],
    ['subscribe rag at:7am', '`at`: write the time of day'],
    ['subscribe rag max:0', '`max` takes a whole number from 1 to 25; you gave "0".'],
    ['subscribe rag max:26', '`max` takes a whole number from 1 to 25; you gave "26".'],
    ['subscribe rag to:channel', '`to` takes one of dm, here'],
    ['subscribe rag number:0', '`number` takes a whole number from 1 to 9999'],
    ['subscribe "rag', '`query`'],
    ['subscribe -rag', '`query`'],
    ['subscribe the of and', '`query`'],
  ])('says what is wrong with "%s"', async (line, sentence) => {
    expect(await say(line)).toContain(sentence);
  });
});
