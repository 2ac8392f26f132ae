import { ARXIV, pollArxiv } from './polled-arxiv.js';
import { HUGGING_FACE, type PolledHuggingFaceOptions, pollHuggingFace } from './polled-hugging-face.js';
import type { PolledSource } from './poller.js';
import type { SourceAddresses, SourceClients } from './source-clients.js';

/** The source whose days lists are made of; undefined where there is no live source. */
export function leadingSource({ huggingFace, arxiv }: SourceAddresses): string | undefined {
  if (huggingFace !== undefined) return HUGGING_FACE;
  return arxiv === undefined ? undefined : ARXIV;
}

/** The sources at these addresses, ready to be asked by the clock through the clients that there are of them. */
export function createLiveSources(
  addresses: SourceAddresses,
  clients: SourceClients,
  options: PolledHuggingFaceOptions,
): readonly PolledSource[] {
  const sources: PolledSource[] = [];
  if (addresses.huggingFace !== undefined && clients.huggingFace !== undefined)
    sources.push(pollHuggingFace(clients.huggingFace, options));
  if (addresses.arxiv !== undefined && clients.arxiv !== undefined) {
    const { categories } = addresses.arxiv;
    const leads = leadingSource(addresses) === ARXIV;
    sources.push(pollArxiv(clients.arxiv, { ...options, categories, leads }));
  }
  return sources;
}
