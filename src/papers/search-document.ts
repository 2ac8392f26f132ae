import type { SearchDocument } from '../search/search-engine.js';
import type { Paper } from './paper.js';

/** A paper as search and topics see it; `sequence` is the catalog's number of its last change, where that matters. */
export function searchDocument(paper: Paper, sequence?: number): SearchDocument {
  const { id, title, abstract = '', authors, organization, aiKeywords, publishedAt } = paper;
  const { upvotes, comments, githubStars } = paper;
  return {
    id,
    title,
    abstract,
    ...(authors === undefined ? {} : { authors }),
    ...(organization === undefined ? {} : { organization }),
    ...(aiKeywords === undefined ? {} : { keywords: aiKeywords }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(upvotes === undefined ? {} : { upvotes }),
    ...(comments === undefined ? {} : { comments }),
    ...(githubStars === undefined ? {} : { stars: githubStars }),
    ...(sequence === undefined ? {} : { sequence }),
  };
}
