import fc from 'fast-check';
import type { Paper } from '../../src/papers/paper.js';
import { paperIdFromTitle } from '../../src/papers/paper.js';

const TITLES = ['Attention', 'attention', 'On Deep Nets', 'On  Deep Nets'];
const DAYS = ['2026-05-19', '2026-05-20', '2026-05-21'];
const few = (...values: string[]) => fc.constantFrom(...values);
const count = fc.integer({ min: 0, max: 3 });

/** What one source said of one paper, some time in two days. */
export interface Observed {
  readonly paper: Paper;
  readonly now: Date;
  /** Whether it called the paper withdrawn as well. */
  readonly withdrawn: boolean;
}

const instant = fc
  .integer({ min: 0, max: 12 })
  .map((steps) => new Date(Date.parse('2026-05-21T00:00:00Z') + steps * 4 * 3_600_000));

const known = fc.record(
  {
    abstract: few('Short.', 'Longer.', 'Longen.'),
    authors: fc.array(few('Ana', 'Bo', 'Cy'), { maxLength: 3 }),
    authorCount: fc.integer({ min: 1, max: 3 }),
    organization: few('Lab', 'Laboratory'),
    publishedAt: few('2023-10-11', '2023-10-11T17:00:00Z', '2024-01-02'),
    feedDate: few(...DAYS),
    feedRank: fc.integer({ min: 1, max: 3 }),
    upvotes: count,
    comments: count,
    githubStars: count,
    githubRepo: few('https://github.com/a/b', 'https://github.com/a/c'),
    url: few('https://arxiv.org/abs/2310.00001', 'https://huggingface.co/papers/2310.00001'),
  },
  { requiredKeys: [] },
);

/** Observations of a handful of papers: with arXiv ids and without, under the same titles. */
export const observations: fc.Arbitrary<readonly Observed[]> = fc.array(
  fc.record({
    now: instant,
    withdrawn: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
    paper: fc
      .tuple(
        known,
        few(...TITLES),
        few('2310.00001', '2310.00002', 't-'),
        few('hugging-face', 'hf', 'arxiv', 'daily-papers-page'),
      )
      .map(([fields, title, id, source]): Paper => {
        const whole = { ...fields, title, source, id: id === 't-' ? paperIdFromTitle(title) : id };
        const { feedRank: _rank, ...undated } = whole;
        return whole.feedDate === undefined ? undated : whole;
      }),
  }),
  { minLength: 1, maxLength: 8 },
);
