import { createArxiv } from './arxiv/arxiv.js';
import type { RequestGate } from './arxiv/request-gate.js';
import { createHuggingFace } from './hugging-face/hugging-face.js';
import { ARXIV, pollArxiv } from './polled-arxiv.js';
import { HUGGING_FACE, type PolledHuggingFaceOptions, pollHuggingFace } from './polled-hugging-face.js';
import type { PolledSource } from './poller.js';

/** Which sources there are, and where. */
export interface SourceAddresses {
  readonly huggingFace?: { readonly apiUrl: string; readonly token?: string };
  readonly arxiv?: {
    readonly apiUrl: string;
    readonly rssUrl: string;
    readonly categories: readonly string[];
  };
}

export interface LiveSourcesOptions extends PolledHuggingFaceOptions {
  readonly arxivGate: RequestGate;
  /** Told to every server. */
  readonly userAgent: string;
  readonly random: () => number;
  readonly stop: AbortSignal;
}

/** The source whose days lists are made of; undefined where there is no live source. */
export function leadingSource({ huggingFace, arxiv }: SourceAddresses): string | undefined {
  if (huggingFace !== undefined) return HUGGING_FACE;
  return arxiv === undefined ? undefined : ARXIV;
}

/** The sources of the configuration, ready to be asked by the clock. */
export function createLiveSources(
  addresses: SourceAddresses,
  options: LiveSourcesOptions,
): readonly PolledSource[] {
  const { huggingFace, arxiv } = addresses;
  const { clock, logger, random, stop, memory, userAgent } = options;
  const web = { clock, logger, random, stop, memory, userAgent };
  const sources: PolledSource[] = [];
  if (huggingFace !== undefined) {
    const { apiUrl: base, token } = huggingFace;
    sources.push(pollHuggingFace(createHuggingFace({ ...web, base, token }), options));
  }
  if (arxiv !== undefined) {
    const { apiUrl: base, rssUrl: rssBase, categories } = arxiv;
    const leads = leadingSource(addresses) === ARXIV;
    sources.push(
      pollArxiv(createArxiv({ ...web, base, rssBase, gate: options.arxivGate }), {
        ...options,
        categories,
        leads,
      }),
    );
  }
  return sources;
}
