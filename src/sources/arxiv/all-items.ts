import { SourceError } from '../web/source-error.js';
import type { AtomFeed } from './atom.js';
import type { FeedItem } from './feed-item.js';
import { unreadable } from './xml.js';

const PAPERS_A_PAGE = 200;
/** arXiv answers nothing beyond it. */
const MOST_PAPERS = 30_000;
/** Now and then arXiv sends an empty page in the middle of a list, and the right one when it is asked again. */
const EMPTY_PAGE_TRIES = 3;

/**
 * Reads a list page by page to its end, which is where as many papers have come as arXiv has ever told, or, where it tells no number, at a page that
 * is not full. Rejects with a SourceError, also when the list stops before, or comes in crumbs: each page costs three seconds of everybody.
 */
export async function allItems(askFor: (page: string) => Promise<AtomFeed>): Promise<readonly FeedItem[]> {
  const items: FeedItem[] = [];
  let total: number | undefined;
  let empty = 0;
  for (let pages = 1; ; pages++) {
    const span = `start=${items.length}&max_results=${PAPERS_A_PAGE}`;
    const page = await askFor(`${span}&sortBy=submittedDate&sortOrder=ascending`);
    if (page.total !== undefined) total = Math.max(total ?? 0, page.total);
    if ((total ?? items.length) > MOST_PAPERS) throw tooMany(total ?? items.length);
    items.push(...page.items);
    const isEnd = total === undefined ? page.items.length < PAPERS_A_PAGE : items.length >= total;
    if (isEnd) return items;
    empty = page.items.length === 0 ? empty + 1 : 0;
    if (empty === EMPTY_PAGE_TRIES) throw unreadable('stopped in the middle of its list');
    if (pages >= mostPages(total ?? items.length)) throw unreadable('sends its list in crumbs');
  }
}

/** Twice as many as are needed, and some for empty ones. */
function mostPages(papers: number): number {
  return 2 * Math.ceil(papers / PAPERS_A_PAGE) + EMPTY_PAGE_TRIES;
}

function tooMany(papers: number): SourceError {
  return new SourceError(
    'refused',
    `arXiv has ${papers} papers there and gives at most 30,000: ask for fewer days.`,
  );
}
