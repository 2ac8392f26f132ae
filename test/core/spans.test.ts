import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/core/reply.js';
import { cutSpans, sentenceSpans } from '../../src/core/spans.js';

describe('spans', () => {
  const spans: readonly Span[] = [
    { text: 'We study ' },
    { text: 'rag', style: 'mark' },
    { text: ' at length' },
  ];

  it('stay as they are when there is room', () => {
    expect(cutSpans(spans, 22)).toBe(spans);
  });

  it('end with an ellipsis where they had to be cut, and keep their style', () => {
    expect(cutSpans(spans, 12)).toEqual([{ text: 'We study ' }, { text: 'ra…', style: 'mark' }]);
    expect(cutSpans(spans, 9)).toEqual([{ text: 'We study…' }]);
  });

  it('of a sentence make code of what stands between backticks', () => {
    expect(sentenceSpans('`help` lists what `papers` can do; a lone ` is itself.')).toEqual([
      { text: 'help', style: 'code' },
      { text: ' lists what ' },
      { text: 'papers', style: 'code' },
      { text: ' can do; a lone ` is itself.' },
    ]);
  });
});
