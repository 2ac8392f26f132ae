import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asking, startAsking } from '../support/asking.js';
import { createTestPlatform } from '../support/test-platform.js';

describe('settings', () => {
  let asking: Asking;
  beforeEach(async () => {
    asking = await startAsking({ adapters: [createTestPlatform().adapter] });
  });
  afterEach(() => asking.close());
  const say = async (line: string, person?: string) =>
    (await asking.ask(line, person === undefined ? {} : { person })).reply.summary;

  it('shows what holds, and whose it is', async () => {
    const usual = await asking.ask('settings');
    expect(usual.visibility).toBe('caller');
    expect(usual.reply.summary).toContain('Time zone: UTC, as usual here');
    expect(usual.reply.summary).toContain('Digests come at: 09:00, as usual here');
    const mine = await say('settings zone:asia/tokyo');
    expect(mine).toContain('Your settings are changed');
    expect(mine).toContain('Time zone: Asia/Tokyo');
    expect(mine).toContain('Digests come at: 09:00, as usual here');
    expect(await say('settings', 'bob')).toContain('Time zone: UTC, as usual here');
  });

  it('takes back what somebody has set, and moves their topics', async () => {
    await say('subscribe rag save:yes');
    await say('settings zone:Asia/Tokyo at:07:00');
    const zoned = await say('settings at:Usual');
    expect(zoned).toContain('Time zone: Asia/Tokyo\n');
    expect(zoned).toContain('Digests come at: 09:00, as usual here');
    expect(await say('settings zone:usual')).toContain('Time zone: UTC, as usual here');
    expect(await say('subscriptions')).toContain('every day at 09:00 (UTC)');
  });

  it('moves the topics that have no time of their own', async () => {
    await say('subscribe rag save:yes');
    await say('subscribe vision at:10:00 save:yes');
    await say('settings zone:Asia/Tokyo at:07:00');
    const topics = await say('subscriptions');
    expect(topics).toContain('every day at 07:00 (Asia/Tokyo)');
    expect(topics).toContain('every day at 10:00 (Asia/Tokyo)');
    expect(topics).toMatch(/Next Friday,? 22 May 2026, 07:00/);
  });

  it('is what new topics start with', async () => {
    await say('settings at:07:00');
    expect(await say('subscribe rag')).toContain('Comes: every day at 07:00 (UTC)');
  });

  it.each([
    ['settings zone:Mars/Base', '`zone`: write the time zone as a city'],
    ['settings zone:EST', '`zone`: write the time zone as a city'],
    ['settings zone:GMT+3', '`zone`: write the time zone as a city'],
    ['settings zone:""', '`zone`: write the time zone as a city'],
    ['settings at:07:60', '`at`: write the time of day'],
    ['settings at:7', '`at`: write the time of day'],
    ['settings Berlin', 'I do not know what to do with "Berlin" here.'],
  ])('says what is wrong with "%s"', async (line, sentence) => {
    expect(await say(line)).toContain(sentence);
  });
});
