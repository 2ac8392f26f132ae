import { analyze, analyzeName } from '../../analyzer.js';
import type { SearchDocument } from '../../search-engine.js';
import { type BitSet, has } from './bit-set.js';
import { createLabelIndexBuilder, labelPairs } from './label-index.js';
import { foldId } from './paper-id.js';
import { LABELS, type Labels, type Segment } from './segment.js';
import { packStrings, sortedOrder, stringAt } from './string-table.js';
import { sizeOf } from './text-index.js';
import { TextIndexBuilder } from './text-index-builder.js';

/** A segment and which of its papers count. */
export interface Survivors {
  readonly segment: Segment;
  readonly live: BitSet;
}

/** Builds a segment out of new papers. */
export function* segmentOf(documents: readonly SearchDocument[]): Generator<void, Segment> {
  const builder = createSegmentBuilder();
  for (const document of documents) {
    builder.text.add(analyze(document.title), analyze(document.abstract));
    builder.addFacts(
      [document.id, document.title, document.publishedAt ?? ''],
      [
        document.publishedAt === undefined ? Number.NaN : Date.parse(document.publishedAt),
        document.upvotes ?? Number.NaN,
        document.comments ?? Number.NaN,
        document.stars ?? Number.NaN,
      ],
    );
    const paper = builder.size() - 1;
    for (const author of new Set(document.authors)) builder.labels.authors.add(paper, author);
    for (const keyword of new Set(document.keywords)) builder.labels.keywords.add(paper, keyword);
    if (document.organization !== undefined) builder.labels.organizations.add(paper, document.organization);
    yield;
  }
  return yield* builder.finish();
}

/** Builds one segment out of what is left of several, in their order. */
export function* mergedSegment(parts: readonly Survivors[]): Generator<void, Segment> {
  const builder = createSegmentBuilder(parts.map(({ segment }) => segment));
  for (const { segment, live } of parts) {
    const size = sizeOf(segment.text);
    const places = new Int32Array(size).fill(-1);
    const copyText = builder.text.copyFrom(segment.text);
    for (let paper = 0; paper < size; paper++) {
      if (!has(live, paper)) continue;
      places[paper] = builder.size();
      copyText(paper);
      const { ids, titles, dates, published, upvotes, comments, stars } = segment;
      const facts = [published, upvotes, comments, stars].map((column) => column[paper] ?? Number.NaN);
      builder.addFacts([stringAt(ids, paper), stringAt(titles, paper), stringAt(dates, paper)], facts);
      if (paper % 16 === 0) yield;
    }
    for (const kind of LABELS) {
      yield* labelPairs(segment[kind], (label, paper) => {
        const place = places[paper] ?? -1;
        if (place >= 0) builder.labels[kind].add(place, label);
      });
    }
  }
  return yield* builder.finish();
}

/** What is built of segments is as large as they are together, or a little smaller. */
function createSegmentBuilder(parts?: readonly Segment[]) {
  const expected = (sizeIn: (part: Segment) => number) => parts?.reduce((sum, part) => sum + sizeIn(part), 0);
  const [texts, tokens] = [
    expected((part) => sizeOf(part.text)),
    expected((part) => part.text.tokens.length),
  ];
  const text = new TextIndexBuilder(
    texts === undefined || tokens === undefined ? undefined : { texts, tokens },
  );
  const pairs = (kind: Labels) => expected((part) => part[kind].papers.length);
  const labels = {
    authors: createLabelIndexBuilder(analyzeName, pairs('authors')),
    organizations: createLabelIndexBuilder(analyze, pairs('organizations')),
    keywords: createLabelIndexBuilder(analyze, pairs('keywords')),
  };
  const ids: string[] = [];
  const titles: string[] = [];
  const dates: string[] = [];
  const facts: (readonly number[])[] = [];
  const column = (at: number) => Float64Array.from(facts, (row) => row[at] ?? Number.NaN);
  return {
    text,
    labels,
    size: () => ids.length,
    /** Date, upvotes, comments and stars, in this order. */
    addFacts([id, title, date]: readonly [id: string, title: string, date: string], row: readonly number[]) {
      ids.push(id);
      titles.push(title);
      dates.push(date);
      facts.push(row);
    },
    *finish(): Generator<void, Segment> {
      const idOrder = yield* sortedOrder(ids.map(foldId));
      return {
        text: yield* text.finish(),
        authors: yield* labels.authors.finish(),
        organizations: yield* labels.organizations.finish(),
        keywords: yield* labels.keywords.finish(),
        ids: yield* packStrings(ids),
        idOrder,
        titles: yield* packStrings(titles),
        dates: yield* packStrings(dates),
        published: column(0),
        upvotes: column(1),
        comments: column(2),
        stars: column(3),
      };
    },
  };
}
