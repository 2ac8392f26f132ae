import { ARXIV, pollArxiv } from './polled-arxiv.js';
import { HUGGING_FACE, type PolledHuggingFaceOptions, pollHuggingFace } from './polled-hugging-face.js';
import type { PolledSource } from './poller.js';
import type { SourceAddresses, SourceClients } from './source-clients.js';

/** The source whose days lists are made of; undefined where there is no live source. */
export function leadingSource({ huggingFace, arxiv }: SourceAddresses): string | undefined {
  if (huggingFace !== undefined) return HUGGING_FACE;
  return arxiv === undefined ? undefined : ARXIV;
}

/** The sources of the configuration, ready to be asked by the clock. */
export function createLiveSources(
  addresses: SourceAddresses,
  clients: SourceClients,
  options: PolledHuggingFaceOptions,
): readonly PolledSource[] {
  const { huggingFace, arxiv } = clients;
  const { categories = [] } = addresses.arxiv ?? {};
  const leads = leadingSource(addresses) === ARXIV;
  return [
    ...(huggingFace === undefined ? [] : [pollHuggingFace(huggingFace, options)]),
    ...(arxiv === undefined ? [] : [pollArxiv(arxiv, { ...options, categories, leads })]),
  ];
}
