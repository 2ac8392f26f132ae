import type { types } from '@slack/bolt';
import { spanText } from '../../core/plain-text.js';
import type { Block, Item } from '../../core/reply.js';
import { LIMITS } from './limits.js';
import { fitSpans } from './rich-text.js';

type Render = (blocks: readonly Block[]) => readonly types.KnownBlock[];

/** What gives way when a message is too large, in this order: words of the bodies, pictures, buttons. */
const STEPS: readonly { readonly frees: 'text' | 'blocks'; readonly change: (item: Item) => Item }[] = [
  { frees: 'text', change: shortenBody(600) },
  { frees: 'text', change: shortenBody(300) },
  { frees: 'text', change: shortenBody(150) },
  { frees: 'text', change: withoutBody },
  { frees: 'blocks', change: withoutThumbnail },
  { frees: 'blocks', change: withoutActions },
];

/** Renders blocks so that they fit into one message. What still does not fit is cut from the end, and "+N more" says so. */
export function fitBlocks(blocks: readonly Block[], render: Render): readonly types.KnownBlock[] {
  // No message holds more items than blocks, so the others need not be looked at.
  const hidden = Math.max(0, blocks.filter(isItem).length - LIMITS.blocks);
  let current = firstItems(blocks, LIMITS.blocks);
  let rendered = render(current);
  for (const { frees, change } of STEPS) {
    if (!overflows(rendered)[frees]) continue;
    current = current.map((block) => (block.type === 'item' ? change(block) : block));
    rendered = render(current);
  }
  if (hidden === 0 && fits(rendered)) return rendered;
  return cut(current, hidden, isItem, render) ?? cut(current, hidden, isCuttable, render) ?? [];
}

/** How much there is to read in some blocks. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + textLength(inner), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

function overflows(rendered: readonly types.KnownBlock[]) {
  return { text: textLength(rendered) > LIMITS.allText, blocks: rendered.length > LIMITS.blocks };
}

function fits(rendered: readonly types.KnownBlock[]): boolean {
  const { text, blocks } = overflows(rendered);
  return !text && !blocks;
}

/**
 * Keeps as many of the blocks that may go as fit, the first ones; `undefined` when even none of them is too much. `hidden` items have gone
 * before.
 */
function cut(
  blocks: readonly Block[],
  hidden: number,
  mayGo: (block: Block) => boolean,
  render: Render,
): readonly types.KnownBlock[] | undefined {
  const total = blocks.filter(mayGo).length;
  let best: readonly types.KnownBlock[] | undefined;
  let least = 0;
  let most = hidden === 0 ? total - 1 : total;
  while (least <= most) {
    const kept = Math.floor((least + most) / 2);
    const rendered = render(keepFirst(blocks, kept, mayGo, `+${total - kept + hidden} more`));
    if (fits(rendered)) {
      best = rendered;
      least = kept + 1;
    } else most = kept - 1;
  }
  return best;
}

/** The first of the blocks that may go, and a note where the others would have been. */
function keepFirst(
  blocks: readonly Block[],
  kept: number,
  mayGo: (block: Block) => boolean,
  note: string,
): readonly Block[] {
  const places = blocks.flatMap((block, place) => (mayGo(block) ? [place] : []));
  const going = new Set(places.slice(kept));
  const more: Block = { type: 'text', spans: [{ text: note }], subtle: true };
  return blocks.flatMap((block, place) => [
    ...(going.has(place) ? [] : [block]),
    ...(place === places.at(-1) ? [more] : []),
  ]);
}

function firstItems(blocks: readonly Block[], count: number): readonly Block[] {
  let seen = 0;
  return blocks.filter((block) => {
    if (block.type === 'item') seen += 1;
    return block.type !== 'item' || seen <= count;
  });
}

function isItem(block: Block): boolean {
  return block.type === 'item';
}

/** The heading stays in any case: it is short, and it says what this was about. */
function isCuttable(block: Block): boolean {
  return block.type !== 'heading';
}

function shortenBody(limit: number): (item: Item) => Item {
  return (item) => {
    const { body } = item;
    return body === undefined || spanText(body).length <= limit
      ? item
      : { ...item, body: fitSpans(body, limit) };
  };
}

function withoutBody({ body: _, ...item }: Item): Item {
  return item;
}

function withoutThumbnail({ thumbnail: _, ...item }: Item): Item {
  return item;
}

function withoutActions(item: Item): Item {
  return { ...item, actions: [] };
}
