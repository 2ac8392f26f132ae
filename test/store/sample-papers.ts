import { type Paper, paperIdFromTitle } from '../../src/papers/paper.js';

/** A paper with this title and nothing more than it must have. */
export function samplePaper(title: string, more: Partial<Paper> = {}): Paper {
  return { id: paperIdFromTitle(title), title, source: 'test', ...more };
}

/** Papers called "Paper 1", "Paper 2" and so on. */
export function samplePapers(count: number, first = 1): readonly Paper[] {
  return Array.from({ length: count }, (_, index) => samplePaper(`Paper ${first + index}`));
}
