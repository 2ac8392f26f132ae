import { type Arxiv, createArxiv } from './arxiv/arxiv.js';
import type { RequestGate } from './arxiv/request-gate.js';
import { createHuggingFace, type HuggingFace } from './hugging-face/hugging-face.js';
import type { SourceMemory } from './source-memory.js';
import type { WebClientOptions } from './web/web-client.js';

/** Which sources there are, and where. */
export interface SourceAddresses {
  readonly huggingFace?: { readonly apiUrl: string; readonly token?: string };
  readonly arxiv?: {
    readonly apiUrl: string;
    readonly rssUrl: string;
    readonly categories: readonly string[];
  };
}

export interface SourceClientsOptions
  extends Pick<WebClientOptions, 'clock' | 'logger' | 'random' | 'stop' | 'userAgent'> {
  readonly memory: SourceMemory;
  readonly arxivGate: RequestGate;
}

/** One client a source and process: whoever asks shares what it knows of the server's limits. */
export interface SourceClients {
  readonly huggingFace?: HuggingFace;
  readonly arxiv?: Arxiv;
}

/** The clients of the configured sources. */
export function createSourceClients(
  { huggingFace, arxiv }: SourceAddresses,
  { arxivGate: gate, ...web }: SourceClientsOptions,
): SourceClients {
  return {
    ...(huggingFace === undefined
      ? {}
      : { huggingFace: createHuggingFace({ ...web, base: huggingFace.apiUrl, token: huggingFace.token }) }),
    ...(arxiv === undefined
      ? {}
      : { arxiv: createArxiv({ ...web, base: arxiv.apiUrl, rssBase: arxiv.rssUrl, gate }) }),
  };
}
