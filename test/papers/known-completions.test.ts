import { describe, expect, it } from 'vitest';
import { rememberCompletions } from '../../src/papers/known-completions.js';
import type { Paper } from '../../src/papers/paper.js';
import type { Completion, CompletionRequest } from '../../src/search/completion/complete-query.js';

const typing = (written: string): CompletionRequest => ({
  written,
  examples: [],
  most: 25,
  longest: 100,
  now: new Date(0),
});

function setUp() {
  const asked: string[] = [];
  let papers: readonly Paper[] = [];
  const complete = rememberCompletions(
    { all: () => papers },
    async ({ written }): Promise<readonly Completion[]> => {
      asked.push(written);
      return [
        {
          query: { text: written, root: { kind: 'text', match: 'word', text: written } },
          total: asked.length,
        },
      ];
    },
  );
  return { asked, complete, learn: () => (papers = [...papers, { id: '1', title: 'One', source: 'test' }]) };
}

describe('completions that are remembered', () => {
  it('are worked out once for all who begin alike', async () => {
    const { asked, complete } = setUp();
    const first = await complete(typing('diff'));
    expect(await complete(typing('diff'))).toEqual(first);
    await complete({ ...typing('diff'), most: 5 });
    await complete(typing('diffu'));
    expect(asked).toEqual(['diff', 'diff', 'diffu']);
  });

  it('are worked out anew when there are other papers', async () => {
    const { asked, complete, learn } = setUp();
    await complete(typing('diff'));
    learn();
    const [{ total } = { total: 0 }] = await complete(typing('diff'));
    expect([asked.length, total]).toEqual([2, 2]);
  });

  it('are not kept where nobody waited for them', async () => {
    const { asked, complete } = setUp();
    await complete({ ...typing('diff'), signal: AbortSignal.abort() });
    await complete(typing('diff'));
    expect(asked).toEqual(['diff', 'diff']);
  });

  it.each([
    ['for ten minutes, in which ages do not change much', 10 * 60_000 - 1, 1],
    ['no longer than that', 10 * 60_000, 2],
    ['not when the clock was set back', -1, 2],
  ])('are kept %s', async (_, passed, times) => {
    const { asked, complete } = setUp();
    await complete({ ...typing('AGE<30d diff'), now: new Date(0) });
    await complete({ ...typing('AGE<30d diff'), now: new Date(passed) });
    expect(asked).toHaveLength(times);
  });

  it('are forgotten when very many others have come', async () => {
    const { asked, complete } = setUp();
    await complete(typing('first'));
    for (let number = 1; number < 500; number++) await complete(typing(String(number)));
    await complete(typing('first'));
    await complete(typing('another'));
    await complete(typing('first'));
    await complete(typing('1'));
    expect(asked.slice(500)).toEqual(['another', '1']);
  });
});
