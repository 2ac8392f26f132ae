import type { Paper } from './paper.js';

/** Finds papers by their titles, in which case, compatibility forms and white space make no difference. */
export interface TitleIndex {
  /** The first paper with exactly this title, else the only one whose title holds these words. */
  find(title: string): Paper | undefined;
}

/** Fewer letters are part of too many titles to mean one. */
const SHORTEST_PART = 4;

/**
 * All titles in one text, a line each, which is searched far faster than title by title; made anew when somebody asks and the papers are not
 * the same list any more.
 */
export function createTitleIndex(papers: () => readonly Paper[]): TitleIndex {
  let lines = linesOf([]);
  return {
    find(title) {
      const known = papers();
      if (lines.papers !== known) lines = linesOf(known);
      const wanted = comparable(title);
      const same = lines.text.indexOf(`\n${wanted}\n`);
      if (same >= 0) return paperAt(lines, same + 1);
      return wanted.length < SHORTEST_PART ? undefined : onlyHolder(lines, wanted);
    },
  };
}

interface Lines {
  readonly papers: readonly Paper[];
  /** A line break, and then every title with one behind it. */
  readonly text: string;
  /** Where the line of each paper begins. */
  readonly starts: readonly number[];
}

function linesOf(papers: readonly Paper[]): Lines {
  const titles = papers.map(({ title }) => comparable(title));
  let start = 1;
  const starts = titles.map((title) => {
    const own = start;
    start += title.length + 1;
    return own;
  });
  return { papers, text: `\n${titles.join('\n')}\n`, starts };
}

function onlyHolder(lines: Lines, wanted: string): Paper | undefined {
  const first = lines.text.indexOf(wanted);
  if (first < 0) return undefined;
  const end = lines.text.indexOf('\n', first);
  return lines.text.includes(wanted, end) ? undefined : paperAt(lines, first);
}

/** The paper on whose line a place of the text is. */
function paperAt({ papers, starts }: Lines, place: number): Paper | undefined {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return papers[low];
}

function comparable(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
