import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asking, itemsOf, startAsking, titlesOf } from '../support/asking.js';
import { createTestPlatform } from '../support/test-platform.js';

describe('catchup', () => {
  let asking: Asking;
  beforeEach(async () => {
    asking = await startAsking({ adapters: [createTestPlatform().adapter] });
    asking.clock.advance(60_000);
  });
  afterEach(() => asking.close());
  const say = async (line: string) => (await asking.ask(line)).reply.summary;

  it('shows each paper of the span once, numbered, with all the topics it matches', async () => {
    await say('subscribe transformer save:yes');
    await say('subscribe title:transformer save:yes');
    await say('subscriptions pause:1');
    const answer = await asking.ask('catchup');
    expect(answer.visibility).toBe('caller');
    expect(answer.reply.summary).toMatch(/^\d+ papers on your topics in the last 7 days/);
    const titles = titlesOf(answer);
    expect(new Set(titles).size).toBe(titles.length);
    expect(answer.reply.summary).toMatch(/transformer: (?:title|abstract).* · title:transformer: title/);
    expect(await say('show 1')).toContain(titles[0]);
  });

  it('turns pages', async () => {
    await say('subscribe model save:yes');
    const first = await asking.ask('catchup span:2w');
    const second = await asking.press(first, 'Page 2 ▶');
    expect(itemsOf(first)).toHaveLength(10);
    expect(itemsOf(second)[0]?.number).toBe(11);
    expect(second.reply.summary).toContain('in the last 336 hours');
    expect(await say('catchup page:1000')).toMatch(/^There is no page 1000: the list has \d pages\./);
  });

  it('finds nothing where nothing came in, or nobody asked for anything', async () => {
    expect(await say('catchup')).toBe('You have no topics yet. `subscribe <query>` makes one.');
    await say('subscribe transformer save:yes');
    asking.clock.advance(2 * 60 * 60 * 1_000);
    expect(await say('catchup span:1h')).toContain('No paper of the last 1 hour matches your topics.');
  });

  it('shows papers by their ids, as the button of a digest asks for', async () => {
    const ids = asking.house.services.catalog
      .all()
      .slice(0, 12)
      .map(({ id }) => id);
    const answer = await asking.ask(`catchup papers:${ids.join(',')}`);
    expect(answer.reply.summary).toContain('12 more papers on your topics');
    const second = await asking.press(answer, 'Page 2 ▶');
    expect(titlesOf(second)).toHaveLength(2);
    expect(await say('catchup papers:t-000000000000')).toBe('I do not know these papers any more.');
  });

  it.each([
    ['catchup span:week', '`span`: write how far back as 12h, 7d, 2w or 1m; I cannot read "week".'],
    ['catchup span:91d', '`span`: write how far back as 12h, 7d, 2w or 1m, up to 90 days.'],
    ['catchup papers:<script>', '`papers` takes'],
    ['catchup page:0', '`page` takes a whole number from 1 to 1000'],
  ])('says what is wrong with "%s"', async (line, sentence) => {
    expect(await say(line)).toContain(sentence);
  });
});
