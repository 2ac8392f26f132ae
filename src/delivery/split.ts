import type { MessageLimits } from '../core/chat-adapter.js';
import { plainText, spanText } from '../core/plain-text.js';
import { type Block, createReply, type Item, type Reply } from '../core/reply.js';

/** So much of a body should stay readable when a platform has to shorten it, in UTF-16 units. */
const BODY = 160;

/** A part of a reply, and how many of its items come before it and are in it. */
export interface Part {
  readonly reply: Reply;
  readonly first: number;
  readonly items: number;
}

/**
 * Cuts a reply into messages that a platform can show well, on the borders of its items, each message about as long as the others. What comes
 * before the items stays with the first, what comes after them with the last; from a divider on it is the foot of each. A reply that is no list
 * stays whole.
 */
export function splitReply(reply: Reply, limits: MessageLimits): readonly Part[] {
  const { blocks } = reply;
  const starts = blocks.flatMap((block, index) => (block.type === 'item' ? [index] : []));
  const foot = footOf(blocks, starts.at(-1) ?? 0);
  const text = Math.max(limits.text / 2, limits.text - plainText(foot).length);
  const count = partCount(blocks.filter(isItem), { ...limits, text });
  if (count <= 1) return [{ reply, first: 0, items: starts.length }];
  return Array.from({ length: count }, (_, part) => {
    const first = Math.round((starts.length * part) / count);
    const end = Math.round((starts.length * (part + 1)) / count);
    const own = blocks.slice(part === 0 ? 0 : starts[first], part === count - 1 ? undefined : starts[end]);
    const whole = part === count - 1 ? own : [...own, ...foot];
    const numbered = markPart(whole, { part: part + 1, count, heading: headingOf(blocks) });
    return { reply: createReply(numbered), first, items: end - first };
  });
}

function footOf(blocks: readonly Block[], lastItem: number): readonly Block[] {
  const divider = blocks.findIndex((block, index) => index > lastItem && block.type === 'divider');
  return divider < 0 ? [] : blocks.slice(divider);
}

/** The least number of equal parts of which each is within the limits. */
function partCount(items: readonly Item[], { items: most, text: longest }: MessageLimits): number {
  const lengths = items.map(lengthOf);
  for (let count = Math.max(1, Math.ceil(items.length / most)); count < items.length; count++) {
    const fits = Array.from({ length: count }, (_, part) => {
      const from = Math.round((items.length * part) / count);
      const to = Math.round((items.length * (part + 1)) / count);
      return lengths.slice(from, to).reduce((sum, length) => sum + length, 0);
    }).every((length, part) => length <= longest && sizeOf(items.length, part, count) <= most);
    if (fits) return count;
  }
  return items.length;
}

function sizeOf(items: number, part: number, count: number): number {
  return Math.round((items * (part + 1)) / count) - Math.round((items * part) / count);
}

function lengthOf({ title, byline = '', badges, body = [] }: Item): number {
  return (
    spanText(title).length + byline.length + badges.join(' · ').length + Math.min(BODY, spanText(body).length)
  );
}

function isItem(block: Block): block is Item {
  return block.type === 'item';
}

function headingOf(blocks: readonly Block[]): string {
  const heading = blocks.find((block) => block.type === 'heading');
  return heading?.type === 'heading' ? heading.text : '';
}

/** "10 papers for 22 May 2026 (2 of 3)". */
function markPart(
  blocks: readonly Block[],
  { part, count, heading }: { readonly part: number; readonly count: number; readonly heading: string },
): readonly Block[] {
  const mark = `${part} of ${count}`;
  const text = heading === '' ? mark : `${heading} (${mark})`;
  const rest = blocks.filter((block) => block.type !== 'heading' || block.text !== heading);
  return [{ type: 'heading', text }, ...rest];
}

/** The heading of the whole list that a part belongs to. */
export function unmarked(heading: string): string {
  return heading.replace(/ \(\d+ of \d+\)$/, '');
}
