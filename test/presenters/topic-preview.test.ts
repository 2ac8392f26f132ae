import { describe, expect, it } from 'vitest';
import { previewSentence } from '../../src/presenters/topic-preview.js';

const preview = (matching: number, sampled: number, perDay?: number) => ({
  canonical: 'rag',
  matching,
  sampled,
  ...(perDay === undefined ? {} : { perDay }),
  hits: [],
  warnings: [],
});

describe('the sentence of a preview', () => {
  it.each([
    [preview(6, 40, 6 / 7), '6 of the last 40 papers match, about 0.9 a day.'],
    [preview(1, 300, 1 / 14), '1 of the last 300 papers matches, about 2 papers a month.'],
    [preview(1, 300, 0.02), '1 of the last 300 papers matches, about 1 paper a month.'],
    [preview(40, 40, 40), '40 of the last 40 papers match, about 40 a day.'],
    [preview(300, 300, 1234.4), '300 of the last 300 papers match, about 1,234 a day.'],
    [preview(12, 40, 1.96), '12 of the last 40 papers match, about 2 a day.'],
    [preview(0, 40, 0), 'None of the last 40 papers match.'],
    [preview(2, 3), '2 of the last 3 papers match.'],
    [preview(1, 1, 1), '1 of the last 1 paper matches, about 1 a day.'],
    [preview(0, 0), 'There are no papers yet to try it on.'],
  ])('%#: %o', (given, sentence) => {
    expect(previewSentence(given)).toBe(sentence);
  });
});
