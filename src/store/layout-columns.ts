import type { Selectable } from 'kysely';
import type { Layout } from '../core/layout.js';
import type { LayoutColumns } from './schema.js';

const MESSAGE: Layout = { style: 'message' };

export function layoutColumns({ style, tag }: Layout = MESSAGE) {
  return { style, tag: tag ?? null };
}

/** What is no message like any other says so. */
export function layoutOf({ style, tag }: Selectable<LayoutColumns>): { readonly layout?: Layout } {
  if (style === MESSAGE.style) return {};
  return { layout: tag === null ? { style } : { style, tag } };
}
