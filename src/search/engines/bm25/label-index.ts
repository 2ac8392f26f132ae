import type { Token } from '../../analyzer.js';
import { growingNumbers } from './growing-numbers.js';
import { accumulate, createNumbering } from './numbering.js';
import { packStrings, type StringTable, stringAt, stringCount } from './string-table.js';
import type { TextIndex } from './text-index.js';
import { TextIndexBuilder } from './text-index-builder.js';

/** Names that papers carry (authors, organisations, keywords): each once, with its words and its papers. */
export interface LabelIndex {
  readonly labels: StringTable;
  readonly words: TextIndex;
  /** Where the papers of a label are listed. */
  readonly paperStarts: Uint32Array;
  readonly papers: Uint32Array;
}

export interface LabelIndexBuilder {
  add(paper: number, label: string): void;
  finish(): Generator<void, LabelIndex>;
}

/** `expected` is the number of pairs of a label and a paper to come, where it is known. */
export function createLabelIndexBuilder(
  analyzeLabel: (text: string) => readonly Token[],
  expected?: number,
): LabelIndexBuilder {
  const numbering = createNumbering();
  const labelOfPair = growingNumbers(expected);
  const paperOfPair = growingNumbers(expected);
  return {
    add(paper, label) {
      labelOfPair.push(numbering.numberOf(label));
      paperOfPair.push(paper);
    },
    *finish() {
      const { texts } = numbering;
      const words = new TextIndexBuilder();
      for (const [at, text] of texts.entries()) {
        words.add(analyzeLabel(text), []);
        if (at % 64 === 0) yield;
      }
      const paperStarts = new Uint32Array(texts.length + 1);
      const [labels, papers] = [labelOfPair.toArray(), paperOfPair.toArray()];
      for (const label of labels) paperStarts[label + 1] = (paperStarts[label + 1] ?? 0) + 1;
      accumulate(paperStarts);
      const next = paperStarts.slice();
      const listed = new Uint32Array(papers.length);
      for (let pair = 0; pair < labels.length; pair++) {
        const label = labels[pair] ?? 0;
        const place = next[label] ?? 0;
        next[label] = place + 1;
        listed[place] = papers[pair] ?? 0;
        if ((pair & 0x3fff) === 0) yield;
      }
      yield;
      return { labels: yield* packStrings(texts), words: yield* words.finish(), paperStarts, papers: listed };
    },
  };
}

/** Visits every pair of a label and a paper, a label at a time. */
export function* labelPairs(
  { labels, paperStarts, papers }: LabelIndex,
  visit: (label: string, paper: number) => void,
): Generator<void> {
  for (let label = 0; label < stringCount(labels); label++) {
    const text = stringAt(labels, label);
    const end = paperStarts[label + 1] ?? 0;
    for (let at = paperStarts[label] ?? 0; at < end; at++) visit(text, papers[at] ?? 0);
    if (label % 256 === 0) yield;
  }
}
