import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, startAsking } from '../support/asking.js';
import { BAD_QUERIES } from '../support/bad-queries.js';

describe.each(['lunr', 'bm25'] as const)('what people type into a search, with %s', (engine) => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking({ engine });
  });
  afterAll(() => asking.close());

  it.each(BAD_QUERIES)('%j gets a right answer or a clear sentence, and quickly', async (text, expected) => {
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
