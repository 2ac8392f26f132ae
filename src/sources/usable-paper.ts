import { type Paper, type PaperReading, paperSchema, readPaper } from '../papers/paper.js';
import { parsePaperReference } from '../papers/paper-reference.js';

/** What a source says of a paper, field by field and not checked yet. */
export type PaperCandidate = Readonly<Record<string, unknown>>;

/** What an item of a list turns out to be. */
export type ItemReading =
  | { readonly kind: 'paper'; readonly paper: Paper }
  | { readonly kind: 'withdrawn'; readonly id: string }
  | { readonly kind: 'unusable'; readonly problem: string };

/** A field that makes no sense is left out; a paper without a usable id or title is none, and the problem says why. */
export function readUsablePaper(candidate: PaperCandidate): PaperReading {
  const whole = readPaper(candidate);
  if (whole.ok) return whole;
  const { id, title, source } = candidate;
  const usable: Record<string, unknown> = { id, title, source };
  for (const [field, schema] of Object.entries(paperSchema.shape)) {
    const value = candidate[field];
    if (value === undefined || field in usable) continue;
    const reading = schema.safeParse(value);
    if (reading.success) usable[field] = reading.data;
  }
  return readPaper(usable);
}

/** The arXiv id in an id, with or without version and `arXiv:`, or in a link; undefined where there is none. */
export function readArxivId(text: string): string | undefined {
  const reference = parsePaperReference(text);
  return reference.kind === 'id' && !reference.id.startsWith('t-') ? reference.id : undefined;
}

/** Whether an arXiv id begins with its year and month, as all do since April 2007; Hugging Face has pages of no others. */
export function isDatedId(id: string): boolean {
  return /^\d{4}\.\d{4,5}$/.test(id);
}
