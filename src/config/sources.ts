import { z } from 'zod';
import { apiUrl, Token, type Variables } from './variables.js';

/** Where papers come from by themselves; without any, the catalog starts with the seed. */
export interface HuggingFaceConfig {
  readonly apiUrl: string;
  readonly token?: string;
}

export interface SourcesConfig {
  readonly huggingFace?: HuggingFaceConfig;
  readonly arxiv?: {
    readonly apiUrl: string;
    readonly rssUrl: string;
    readonly categories: readonly string[];
  };
}

const HF_URL = 'https://huggingface.co';
const ARXIV_URL = 'https://export.arxiv.org';
const ARXIV_RSS_URL = 'https://rss.arxiv.org';
const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'];

const listOf = (entry: RegExp, message: string) =>
  z
    .string()
    .transform((text) =>
      [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== ''),
    )
    .refine((parts) => parts.length > 0 && parts.every((part) => entry.test(part)), message);

export function readSources({ read }: Variables): {
  readonly sources: SourcesConfig;
  readonly huggingFace: HuggingFaceConfig;
  readonly publicUrl?: string;
} {
  const names = read('SOURCES', listOf(/^(?:hf|arxiv)$/, 'must be hf, arxiv, or both: hf,arxiv.').optional());
  const apiUrlOfHf = read('HF_API_URL', apiUrl(HF_URL));
  const token = read('HF_TOKEN', Token);
  const apiUrlOfArxiv = read('ARXIV_API_URL', apiUrl(ARXIV_URL));
  const categories = read(
    'ARXIV_CATEGORIES',
    listOf(/^[a-z-]{2,20}(?:\.[A-Za-z-]{2,20})?$/, 'must be categories such as cs.CL,cs.LG.').default(
      CATEGORIES,
    ),
  );
  // Another address serves both: the query interface, and the announcements, which arXiv itself has on a server of their own.
  const rssUrl = apiUrlOfArxiv === ARXIV_URL ? ARXIV_RSS_URL : apiUrlOfArxiv;
  const huggingFace = { apiUrl: apiUrlOfHf, ...(token === undefined ? {} : { token }) };
  const publicUrl = read(
    'PUBLIC_URL',
    z
      .url({ protocol: /^https?$/, error: 'must be a web address such as https://example.org/bot.' })
      .optional(),
  );
  return {
    sources: {
      ...(names?.includes('hf') ? { huggingFace } : {}),
      ...(names?.includes('arxiv') ? { arxiv: { apiUrl: apiUrlOfArxiv, rssUrl, categories } } : {}),
    },
    huggingFace,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
}
