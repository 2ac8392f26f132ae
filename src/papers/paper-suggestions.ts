import { titleBeginningQueries } from '../search/query/title-query.js';
import type { SearchEngine } from '../search/search-engine.js';
import type { Catalog } from './catalog.js';
import type { LastLists } from './last-lists.js';
import type { Paper } from './paper.js';
import { parsePaperReference } from './paper-reference.js';

/** A paper that somebody may mean, with its number where the list they saw last has it. */
export interface SuggestedPaper {
  readonly paper: Paper;
  readonly number?: number;
}

export interface PaperSuggestionsOptions {
  readonly catalog: Catalog;
  readonly engine: SearchEngine;
  readonly lastLists: LastLists;
}

/** What somebody has typed so far to name a paper. */
export interface TypedPaper {
  readonly typed: string;
  readonly reader: string;
  readonly limit: number;
}

const SHORTEST_ID_BEGINNING = 3;
// A title has no ages in it, so the time does not matter.
const NEVER = new Date(0);

/**
 * The papers somebody may mean: by number in the list they saw last, by id or link or the beginning of an id, and by words of the title.
 * While nothing is typed, that list, and the newest papers behind it.
 */
export async function suggestPapers(
  { typed, reader, limit }: TypedPaper,
  { catalog, engine, lastLists }: PaperSuggestionsOptions,
): Promise<readonly SuggestedPaper[]> {
  const listed = [...lastLists.listOf(reader)].flatMap(([number, id]) => {
    const paper = catalog.get(id);
    return paper === undefined ? [] : [{ paper, number }];
  });
  const text = typed.trim();
  if (text === '') return distinct([...listed, ...unnumbered(catalog.all().slice(0, limit))], limit);
  const number = text.replace(/^#/, '');
  return distinct(
    [
      ...listed.filter((one) => String(one.number).startsWith(number)),
      ...unnumbered([
        ...papersNamed(text, catalog),
        ...papersWithIdBeginning(text, limit, catalog),
        ...(await papersTitled(text, limit, { catalog, engine })),
      ]),
    ],
    limit,
  );
}

function unnumbered(papers: readonly Paper[]): readonly SuggestedPaper[] {
  return papers.map((paper) => ({ paper }));
}

function distinct(papers: readonly SuggestedPaper[], limit: number): readonly SuggestedPaper[] {
  const seen = new Set<string>();
  const isNew = ({ paper: { id } }: SuggestedPaper) => !seen.has(id) && seen.add(id);
  return papers.filter(isNew).slice(0, limit);
}

function papersNamed(text: string, catalog: Catalog): readonly Paper[] {
  const reference = parsePaperReference(text);
  const paper = reference.kind === 'id' ? catalog.get(reference.id) : undefined;
  return paper === undefined ? [] : [paper];
}

function papersWithIdBeginning(text: string, limit: number, catalog: Catalog): readonly Paper[] {
  const beginning = text.toLowerCase().replace(/^arxiv: ?/, '');
  if (beginning.length < SHORTEST_ID_BEGINNING) return [];
  return catalog
    .all()
    .filter(({ id }) => id.startsWith(beginning))
    .slice(0, limit);
}

/** Titles that begin with what was typed come first. */
async function papersTitled(
  text: string,
  limit: number,
  { catalog, engine }: Pick<PaperSuggestionsOptions, 'catalog' | 'engine'>,
): Promise<readonly Paper[]> {
  const beginsSo = ({ title }: Paper) => title.toLowerCase().startsWith(text.toLowerCase());
  for (const query of titleBeginningQueries(text)) {
    const request = { query, match: 'all', sort: 'relevance', offset: 0, limit, now: NEVER } as const;
    const { hits } = await engine.search(request);
    const papers = hits.flatMap(({ id }) => catalog.get(id) ?? []);
    if (papers.length > 0) return [...papers.filter(beginsSo), ...papers.filter((paper) => !beginsSo(paper))];
  }
  return [];
}
