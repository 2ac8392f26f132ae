import type { Hit, Paper, Peer } from '../peers/peer.js';
import type { CollectionQuery } from './collection.js';

const ASKED = 'asked:';

/** Finds papers like the one whose text this is; the paper itself is never in the answer. Engines that cannot are asked with the text. */
export async function askForSimilar(
  peer: Peer,
  query: CollectionQuery,
  options: { readonly limit: number; readonly added?: ReadonlySet<string> },
): Promise<readonly Hit[]> {
  const { limit, added = new Set() } = options;
  // Room for the papers that are dropped from the answer.
  const most = limit + added.size + 1;
  const source = added.has(ASKED + query.id) ? ASKED + query.id : query.paper;
  const hits = await (peer.similar !== undefined && source !== undefined
    ? peer.similar(source, most)
    : peer.search(query.text, most));
  return hits.filter((hit) => hit.id !== query.paper && !added.has(hit.id)).slice(0, limit);
}

/** Query papers that the corpus does not have, or has with other words: they are added to be asked about, and kept out of all answers. */
export function papersToAsk(queries: readonly CollectionQuery[], corpus: readonly Paper[]): readonly Paper[] {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  const known = new Map(corpus.map(({ id, title, abstract }) => [id, words(`${title} ${abstract}`)]));
  return queries
    .filter(({ paper, text }) => paper === undefined || known.get(paper) !== words(text))
    .map(({ id, text }) => ({ id: ASKED + id, title: '', abstract: text }));
}
