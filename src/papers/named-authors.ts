import type { KnownPaper } from './merge.js';
import { byText, byValue, type Order, whereKnown } from './merge-order.js';

/** On Hugging Face authors say whether they want to be named; every other source names them all. */
const HEARS_AUTHORS = 'hugging-face';

/** Whether the list of authors that a source gives is of those who want to be named: then an empty one says that nobody does. */
export function hearsAuthors(source: string): boolean {
  return source === HEARS_AUTHORS;
}

/**
 * Whose list of authors counts: the one that leaves out whoever does not want to be named, whatever others say later, and of two such lists the
 * later one. Of two lists of one moment the larger counts, so that chance decides nothing.
 */
export const byNamedAuthors: Order<KnownPaper> = (a, b) =>
  Number(isNoted(a)) - Number(isNoted(b)) ||
  Number(isHeard(a)) - Number(isHeard(b)) ||
  whereKnown(byText)(a.observed.authors, b.observed.authors) ||
  byValue(a.paper.authors ?? [], b.paper.authors ?? []) ||
  whereKnown(byText)(a.observed.authorsSource, b.observed.authorsSource);

/** The authors that a paper names, with when and by whom they were; noted without names where nobody wants to be named. */
export function namedAuthors({ paper: { authors }, observed }: KnownPaper) {
  const { authors: at, authorsSource: source } = observed;
  return {
    paper: authors === undefined ? {} : { authors },
    observed: {
      ...(at === undefined ? {} : { authors: at }),
      ...(source === undefined ? {} : { authorsSource: source }),
    },
  };
}

function isNoted({ paper, observed }: KnownPaper): boolean {
  return paper.authors !== undefined || observed.authors !== undefined;
}

function isHeard({ observed: { authorsSource } }: KnownPaper): boolean {
  return authorsSource !== undefined && hearsAuthors(authorsSource);
}
