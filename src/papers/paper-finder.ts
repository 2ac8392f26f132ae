import { freeSearch } from '../search/free-search.js';
import { titleQuery } from '../search/query/title-query.js';
import type { SearchEngine } from '../search/search-engine.js';
import type { Catalog } from './catalog.js';
import type { LastLists } from './last-lists.js';
import type { Paper } from './paper.js';
import type { LookedUp, LookupAsker, PaperLookup } from './paper-lookup.js';
import type { PaperReference } from './paper-reference.js';
import { type SuggestedPaper, suggestPapers, type TypedPaper } from './paper-suggestions.js';
import { createTitleIndex } from './title-index.js';

export type NamedPaper = Exclude<PaperReference, { kind: 'problem' }>;

/**
 * A paper, or why there is none: nothing of that name, or several that it could mean, or one that has been withdrawn, or no answer of those who
 * may know it.
 */
export type Found =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** The title is absent where nothing but the id was ever known. */
  | { readonly kind: 'withdrawn'; readonly id: string; readonly title?: string }
  | {
      readonly kind: 'unknown';
      readonly reference: NamedPaper;
      readonly candidates: readonly Paper[];
      /** The sources that do not have it either. */
      readonly asked: readonly string[];
    }
  | (Extract<LookedUp, { kind: 'unanswered' | 'too-many' }> & { readonly id: string });

/** Who is looking for a paper. */
export interface Reader extends LookupAsker {
  /** The key under which the lists that they saw last are remembered. */
  readonly key: string;
}

export interface PaperFinder {
  /** A paper that is named by its arXiv id and not known here is looked up where papers come from. */
  find(reference: NamedPaper, reader: Reader): Promise<Found>;
  /** The papers somebody may mean who has not typed all of it yet; most likely first. */
  suggest(typed: TypedPaper): Promise<readonly SuggestedPaper[]>;
}

/** Ids that we have made of titles: no source knows them. */
const TITLE_ID = 't-';
const MOST_CANDIDATES = 3;
// A title has no ages in it, so the time does not matter.
const NEVER = new Date(0);

/** Finds the paper a person means by an id, a title or a number in the list they saw last. */
export function createPaperFinder(options: {
  readonly catalog: Catalog;
  readonly engine: SearchEngine;
  readonly lastLists: LastLists;
  readonly lookup: PaperLookup;
}): PaperFinder {
  const { catalog, engine, lastLists, lookup } = options;
  const titles = createTitleIndex(() => catalog.all());
  const byId = (id = '', reference: NamedPaper): Found => {
    const [paper, withdrawn] = [catalog.get(id), catalog.withdrawn(id)];
    if (paper !== undefined) return { kind: 'paper', paper };
    if (withdrawn !== undefined) return { kind: 'withdrawn', id, title: withdrawn.title };
    return { kind: 'unknown', reference, candidates: [], asked: [] };
  };
  const byLookup = async (reference: NamedPaper & { kind: 'id' }, reader: Reader): Promise<Found> => {
    const { id } = reference;
    const here = byId(id, reference);
    if (here.kind !== 'unknown' || id.startsWith(TITLE_ID)) return here;
    const outcome = await lookup.lookUp(id, reader);
    switch (outcome.kind) {
      case 'found':
        await catalog.follow();
        return byId(id, reference);
      case 'unknown':
        return { ...here, asked: outcome.asked };
      default:
        return { ...outcome, id };
    }
  };

  return {
    suggest: (typed) => suggestPapers(typed, options),
    async find(reference, reader) {
      switch (reference.kind) {
        case 'id':
          return byLookup(reference, reader);
        case 'number':
          return byId(lastLists.paperAt(reader.key, reference.number), reference);
        case 'title': {
          const paper = titles.find(reference.title);
          return paper === undefined
            ? {
                kind: 'unknown',
                reference,
                candidates: await near(reference.title, catalog, engine),
                asked: [],
              }
            : { kind: 'paper', paper };
        }
      }
    },
  };
}

async function near(title: string, catalog: Catalog, engine: SearchEngine): Promise<readonly Paper[]> {
  const query = titleQuery(title);
  if (query === undefined) return [];
  const request = { query, sort: 'relevance', offset: 0, limit: MOST_CANDIDATES, now: NEVER } as const;
  const { hits } = await freeSearch(engine, request);
  return hits.flatMap(({ id }) => catalog.get(id) ?? []);
}
