import type { types } from '@slack/bolt';
import { spanText } from '../../core/plain-text.js';
import type { Block, Item } from '../../core/reply.js';
import { LIMITS } from './limits.js';
import { cutSpans } from './rich-text.js';

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
  let current = blocks;
  let rendered = render(current);
  for (const { frees, change } of STEPS) {
    if (!overflows(rendered)[frees]) continue;
    current = current.map((block) => (block.type === 'item' ? change(block) : block));
    rendered = render(current);
  }
  if (fits(rendered)) return rendered;
  return cut(current, render, (block) => block.type === 'item') ?? cut(current, render, isCuttable) ?? [];
}

/** How much there is to read in some blocks. */
export function textLength(value: unknown): number {
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

/** Keeps as many of the blocks that may go as fit, the first ones; `undefined` when even none of them is too much. */
function cut(
  blocks: readonly Block[],
  render: Render,
  mayGo: (block: Block) => boolean,
): readonly types.KnownBlock[] | undefined {
  let best: readonly types.KnownBlock[] | undefined;
  let least = 0;
  let most = Math.min(blocks.filter(mayGo).length - 1, LIMITS.blocks);
  while (least <= most) {
    const kept = Math.floor((least + most) / 2);
    const rendered = render(keepFirst(blocks, mayGo, kept));
    if (fits(rendered)) best = rendered;
    if (fits(rendered)) least = kept + 1;
    else most = kept - 1;
  }
  return best;
}

function keepFirst(
  blocks: readonly Block[],
  mayGo: (block: Block) => boolean,
  kept: number,
): readonly Block[] {
  let seen = 0;
  const total = blocks.filter(mayGo).length;
  const more: Block = { type: 'text', spans: [{ text: `+${total - kept} more` }], subtle: true };
  return blocks.flatMap((block) => {
    if (!mayGo(block)) return [block];
    seen += 1;
    if (seen <= kept) return [block];
    return seen === kept + 1 ? [more] : [];
  });
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
      : { ...item, body: cutSpans(body, limit) };
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
