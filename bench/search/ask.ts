import type { Hit, Paper, Peer } from '../peers/peer.js';
import type { CollectionQuery } from './collection.js';

const ASKED = 'asked:';

/**
 * Answers a query, or, when its text is a paper, finds papers like that one; the paper itself is never in its answer. The engine must have
 * been given what `papersToAsk` names.
 */
export async function ask(
  peer: Peer,
  query: CollectionQuery,
  options: { readonly similar: boolean; readonly limit: number; readonly added: ReadonlySet<string> },
): Promise<readonly Hit[]> {
  const { similar, limit, added } = options;
  if (!similar) return peer.search(query.text, limit);
  // Room for the papers that are dropped from the answer.
  const most = limit + added.size + 1;
  const byText = () => peer.search(query.text, most);
  const source = added.has(ASKED + query.id) ? ASKED + query.id : query.paper;
  const hits = await (peer.similar !== undefined && source !== undefined
    ? peer.similar(source, most)
    : byText());
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
