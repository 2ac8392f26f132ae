import type { Block, Fields } from '../core/reply.js';
import { ARXIV_MISSED, HUGGING_FACE_TRENDING, isLate } from '../papers/source-states.js';
import { longDate } from './paper-card.js';

/** How a source fares, as it is told to people. */
export interface SourceStatus {
  readonly source: string;
  readonly lastSuccessAt?: Date;
  /** Why it failed the last time, while it does. */
  readonly failure?: string;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['hugging-face', 'Hugging Face'],
  [HUGGING_FACE_TRENDING, 'Hugging Face, trending'],
  ['arxiv', 'arXiv'],
  [ARXIV_MISSED, 'arXiv, days missed'],
]);

/** A warning for each source that has brought nothing for hours because it fails; nothing while all is well. */
export function lateSources(states: readonly SourceStatus[], now: Date): readonly Block[] {
  return states.filter((state) => isLate(state, now)).map(lateNotice);
}

/** The warning for a source that is late. */
export function lateNotice({ source, lastSuccessAt }: SourceStatus): Block {
  const when = lastSuccessAt === undefined ? '' : ` since ${moment(lastSuccessAt)}`;
  return { type: 'notice', level: 'warning', text: `${nameOf(source)} is late: nothing new${when}.` };
}

/** When each source was last read, and what is wrong with it. */
export function sourceFields(states: readonly SourceStatus[]): Fields['fields'] {
  return states.map(({ source, lastSuccessAt, failure }) => {
    const read = lastSuccessAt === undefined ? 'not read yet' : `read ${moment(lastSuccessAt)}`;
    return { label: nameOf(source), value: failure === undefined ? read : `${read}; ${failure}` };
  });
}

/** What people call a source. */
export function nameOf(source: string): string {
  return NAMES.get(source) ?? source;
}

function moment(instant: Date): string {
  const text = instant.toISOString();
  return `${longDate(text)}, ${text.slice(11, 16)} UTC`;
}
