import type { Query } from '../search/query/query.js';
import { titleBeginningQueries } from '../search/query/title-query.js';
import type { SearchEngine, Sort } from '../search/search-engine.js';
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

type Ports = Pick<PaperSuggestionsOptions, 'catalog' | 'engine'>;

const ID_BEGINNING = /^(?:\d{3,4}(?:\.\d*)?|t-[\da-f]+|[a-z-]+\/\d*)$/i;
// A title has no ages in it, so the time does not matter.
const NEVER = new Date(0);

/**
 * The papers somebody may mean: by number in the list they saw last, by id or link or the beginning of an id, and by words of the title.
 * While nothing is typed, that list, and the newest papers behind it.
 */
export async function suggestPapers(
  { typed, reader, limit }: TypedPaper,
  options: PaperSuggestionsOptions,
): Promise<readonly SuggestedPaper[]> {
  const { catalog, lastLists } = options;
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
        ...(await papersWithIdBeginning(text, limit, options)),
        ...(await papersTitled(text, limit, options)),
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

async function papersWithIdBeginning(text: string, limit: number, ports: Ports): Promise<readonly Paper[]> {
  const beginning = text.replace(/^arxiv: ?/i, '');
  if (!ID_BEGINNING.test(beginning)) return [];
  const root = { kind: 'text', match: 'prefix', text: beginning, field: 'id' } as const;
  const papers = await papersFor({ text, root }, 'new', limit, ports);
  return papers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Titles that begin with what was typed come first. */
async function papersTitled(text: string, limit: number, ports: Ports): Promise<readonly Paper[]> {
  const beginsSo = ({ title }: Paper) => title.toLowerCase().startsWith(text.toLowerCase());
  for (const query of titleBeginningQueries(text)) {
    const papers = await papersFor(query, 'relevance', limit, ports);
    if (papers.length > 0) return [...papers.filter(beginsSo), ...papers.filter((paper) => !beginsSo(paper))];
  }
  return [];
}

async function papersFor(
  query: Query,
  sort: Sort,
  limit: number,
  { catalog, engine }: Ports,
): Promise<readonly Paper[]> {
  const { hits } = await engine.search({ query, match: 'all', sort, offset: 0, limit, now: NEVER });
  return hits.flatMap(({ id }) => catalog.get(id) ?? []);
}
