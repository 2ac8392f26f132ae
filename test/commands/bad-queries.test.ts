import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, startAsking } from '../support/asking.js';

const FOUND = /^\d+ papers? for /;
const NOTHING = /^Nothing found for /;
const NOTHING_TO_FIND = /no letter or digit/;

describe('what people type into a search', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
  });
  afterAll(() => asking.close());

  it.each<readonly [string, RegExp]>([
    ['', /`query` is missing|nothing to look for/],
    [' \t\n ', /`query` is missing|nothing to look for/],
    ['\u0000', NOTHING_TO_FIND],
    ['x'.repeat(6_000), /at most 500 characters; you gave 6,000/],
    ['*'.repeat(10_000), /at most 500 characters/],
    ['*', NOTHING_TO_FIND],
    ['**', NOTHING_TO_FIND],
    ['a*', /needs 3 letters or more/],
    ['*a'.repeat(60), /Nothing found|too common/],
    ['a~99', NOTHING],
    ['abcdefghijklmnopqrst~6', NOTHING],
    ['w1tion~15', /some of them/],
    ['~2', /papers? for ~2|Nothing found/],
    ['^3', /papers? for \^3|Nothing found/],
    ['a^x', /papers? for a\^x|Nothing found/],
    ['a^1e309', NOTHING],
    ['foo:bar', NOTHING],
    ['title:', /`title:` needs a word after the colon/],
    [':', NOTHING_TO_FIND],
    ['title:title:x', NOTHING],
    ['+', NOTHING_TO_FIND],
    ['-', NOTHING_TO_FIND],
    ['+-a', /too common/],
    ['-foo', /only says what to leave out/],
    ['"unbalanced', /this quote is never closed/],
    ['NEAR(', FOUND],
    ['a AND', /`AND` needs something to look for after it/],
    ["' OR 1=1 --", /papers? for ' OR 1=1|Nothing found/],
    ['%_%', NOTHING_TO_FIND],
    ['constructor', NOTHING],
    ['__proto__', NOTHING],
    ['toString', NOTHING],
    ['hasOwnProperty:x', NOTHING],
    ['C++', NOTHING],
    ['L^2', /papers? for L\^2|Nothing found/],
    ['t-SNE: a survey', /papers? for t-SNE: a survey|Nothing found/],
    ['Poincaré', NOTHING],
    ['Émile', NOTHING],
    ['café', NOTHING],
    ['Erdős–Rényi', NOTHING],
    ['naïve', /naïve/],
    ['transförmer'.normalize('NFC'), FOUND],
    ['transförmer'.normalize('NFD'), FOUND],
    ['深度学习', NOTHING],
    ['модели', NOTHING],
    ['\u202eتعلم\u202c עמוק', NOTHING],
    ['🦜 👩‍👩‍👧 \ud800', NOTHING_TO_FIND],
    ['trans\u200dformer', FOUND],
    ['DİFFUSİON', FOUND],
    ['ı', NOTHING],
    ['eﬃcient', FOUND],
    ['ｔｒａｎｓｆｏｒｍｅｒ', FOUND],
    ['word '.repeat(5_000), /at most 500 characters/],
    [`(${'a'.repeat(50)}+)+$`, NOTHING],
    ['tr\u0430nsformer', NOTHING],
  ])('%j gets a right answer or a clear sentence, and quickly', async (text, expected) => {
    const started = performance.now();
    const { reply } = await asking.ask(`search ${text}`);
    expect(performance.now() - started).toBeLessThan(300);
    expect(reply.summary).toMatch(expected);
    expect(asking.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('shows where the mistake is, and what was probably meant', async () => {
    const { reply } = await asking.ask('search diffusion title: image');
    expect(reply.summary).toBe(
      '`query`: `title:` needs a word after the colon, without a space. Perhaps: `diffusion title:image`\n\n' +
        'diffusion title: image\n          ^^^^^^',
    );
  });

  it('filters the trending list by the same language', async () => {
    const { reply } = await asking.ask('trending month comments>=2 -image');
    expect(reply.summary).toMatch(/^Trending papers for comments>=2 -image/);
    expect((await asking.ask('trending month autor:x')).reply.summary).toContain('there is no field `autor`');
  });
});
