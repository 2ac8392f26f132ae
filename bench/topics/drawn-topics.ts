import { canonical } from '../../src/search/query/canonical.js';
import { parseQuery } from '../../src/search/query/parse.js';
import type { Paper } from '../peers/peer.js';
import { createRandom } from '../search/random.js';

type Shape = (words: readonly [string, string, string, string]) => string;

/** What topics look like: mostly two or three words, some with everything else that the language has. */
const SHAPES: readonly Shape[] = [
  ([a, b]) => `${a} ${b}`,
  ([a, b]) => `${a} ${b}`,
  ([a, b, c]) => `${a} ${b} ${c}`,
  ([a, b]) => `"${a} ${b}"`,
  ([a, b, c]) => `${a} OR ${b} ${c}`,
  ([a, b, , d]) => `${a} ${b} -${d}`,
  ([a, , c]) => `title:${a} ${c}`,
  ([a, b, c, d]) => `${a.slice(0, 5)}* ${b} OR "${c} ${d}"`,
  ([a]) => `${a} upvotes>=5 age<30d`,
];

/** Different topics, in canonical form, of words that stand together in titles; the same ones for the same papers and seed. */
export function drawTopics(papers: readonly Paper[], most: number, seed = 7): readonly string[] {
  const random = createRandom(seed);
  const titles = papers
    .map(({ title }) => title.match(/[\p{L}\p{N}]{4,}/gu) ?? [])
    .filter(({ length }) => length >= 4);
  const topics = new Set<string>();
  for (let tries = 0; topics.size < most && tries < 10 * most; tries++) {
    const title = titles[Math.floor(random() * titles.length)] ?? [];
    const start = Math.floor(random() * (title.length - 3));
    const shape = SHAPES[Math.floor(random() * SHAPES.length)];
    const [a = '', b = '', c = '', d = ''] = title.slice(start, start + 4);
    const parsed = parseQuery(shape?.([a, b, c, d]) ?? '');
    if (parsed.ok) topics.add(canonical(parsed.query.root));
  }
  return [...topics];
}
