import { isItem, isToBeWithdrawn, type RecordedPaper } from '../../fakes/hugging-face/living-days.js';
import { listIn, type RealDays } from '../../fakes/hugging-face/real-days.js';
import { createSeededRandom } from '../../fakes/seeded-random.js';

/** What the recordings hold, read without any of our code. */
export interface Recorded {
  /** Every paper by its id. */
  readonly papers: ReadonlyMap<string, RecordedPaper>;
  /** Every item that is no paper, as the log would name its place. */
  readonly malformed: readonly string[];
  /** How many papers each day has. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Days with a paper that is withdrawn one day. */
  readonly shrinking: ReadonlySet<string>;
}

export function readRecorded({ bodyOf }: RealDays, days: readonly string[]): Recorded {
  const papers = new Map<string, RecordedPaper>();
  const malformed: string[] = [];
  const sizes = new Map<string, number>();
  const shrinking = new Set<string>();
  for (const day of days) {
    const items = listIn(JSON.parse(bodyOf(day) ?? '[]'));
    for (const [index, item] of items.entries()) {
      if (!isItem(item)) malformed.push(`${day}, item ${index + 1}`);
      else papers.set(item.paper.id, item.paper);
      if (isItem(item) && isToBeWithdrawn(item.paper)) shrinking.add(day);
    }
    sizes.set(day, items.filter(isItem).length);
  }
  return { papers, malformed, sizes, shrinking };
}

/** The same days in an order that a seed decides. */
export function shuffled(days: readonly string[], seed: number): readonly string[] {
  const random = createSeededRandom(seed);
  const drawn = days.map((day) => ({ day, at: random() })).sort((a, b) => a.at - b.at);
  return drawn.map(({ day }) => day);
}
