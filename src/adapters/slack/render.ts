import type { types } from '@slack/bolt';
import { encodeAction } from '../../core/action-codec.js';
import { spanText } from '../../core/plain-text.js';
import type { Action, Block, Fields, Heading, Item, Notice, Reply, Span, Text } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';
import { fallbackText } from './fallback.js';
import { fitBlocks } from './fit.js';
import { LIMITS } from './limits.js';
import {
  cutSpans,
  plainTextOf,
  richText,
  richTextBlock,
  richTextElement,
  sentenceSpans,
} from './rich-text.js';

/** What Slack is given: blocks for the eyes, and the same as text for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/**
 * A reply in the ways to say it, best first. Slack refuses a whole message when it cannot fetch one picture in it, so the second way has
 * no pictures; the last one is nothing but text.
 */
export function renderVariants(reply: Reply): readonly SlackMessage[] {
  const pictures = reply.blocks.some((block) => block.type === 'item' && block.thumbnail !== undefined);
  const bare = { ...reply, blocks: reply.blocks.map(withoutPicture) };
  return [renderMessage(reply), ...(pictures ? [renderMessage(bare)] : []), renderText(reply)];
}

/** A reply as Block Kit, within every limit of Slack. */
export function renderMessage(reply: Reply): SlackMessage {
  const blocks = fitBlocks(reply.blocks, renderBlocks);
  return { text: fallbackText(reply), blocks: numberButtons(blocks) };
}

function renderText(reply: Reply): SlackMessage {
  const text = plainTextOf(reply.summary, LIMITS.paragraph);
  return { text: fallbackText(reply), blocks: [{ type: 'section', text }] };
}

function renderBlocks(blocks: readonly Block[]): readonly types.KnownBlock[] {
  return blocks.flatMap(renderSafely);
}

// One bad paper must not take the list down with it.
function renderSafely(block: Block): readonly types.KnownBlock[] {
  try {
    return renderBlock(block);
  } catch {
    const excuse = plainTextOf('This entry could not be shown.', LIMITS.context);
    return [{ type: 'context', elements: [excuse] }];
  }
}

function renderBlock(block: Block): readonly types.KnownBlock[] {
  switch (block.type) {
    case 'heading':
      return renderHeading(block);
    case 'text':
      return renderParagraph(block);
    case 'item':
      return renderItem(block);
    case 'fields':
      return renderFields(block);
    case 'notice':
      return renderNotice(block);
    case 'divider':
      return [{ type: 'divider' }];
    case 'actions':
      return renderActions(block.actions);
  }
}

/** A heading too long for Slack's own, such as some titles, becomes a paragraph in bold. */
function renderHeading({ text }: Heading): readonly types.KnownBlock[] {
  const long = text.length > LIMITS.header;
  if (long) return present(richText([{ text, style: 'strong' }], LIMITS.paragraph));
  return [{ type: 'header', text: plainTextOf(text, LIMITS.header) }];
}

function renderParagraph({ spans, subtle = false }: Text): readonly types.KnownBlock[] {
  const linked = spans.some((span) => safeLink(span.url) !== undefined);
  const text = spanText(spans);
  if (!subtle || linked) return present(richText(spans, LIMITS.paragraph));
  return text.trim() === '' ? [] : [{ type: 'context', elements: [plainTextOf(text, LIMITS.context)] }];
}

function renderItem(item: Item): readonly types.KnownBlock[] {
  const { body = [], byline = '', badges } = item;
  const title = titleElements(item);
  const parts = [byline, ...badges].filter((part) => part.trim() !== '');
  const details = cutText(cleanText(parts.join(' · ')), LIMITS.byline);
  const image = safeLink(item.thumbnail?.url);
  // Marks need rich text; a body without them can stand beside the picture.
  const marked = body.some(({ style, url }) => style !== undefined || url !== undefined);
  const beside = image === undefined ? [] : [details, marked ? '' : spanText(body)];
  const below = image === undefined ? details : '';
  const lines: readonly Span[] = [
    ...(below === '' ? [] : [{ text: `\n${below}`, style: 'emphasis' } as const]),
    ...(body.length === 0 || (image !== undefined && !marked) ? [] : [{ text: '\n' }, ...body]),
  ];
  const rest = cutSpans(lines, LIMITS.body + LIMITS.byline).map(richTextElement);
  return [
    richTextBlock([...title, ...rest]),
    ...(image === undefined ? [] : [picture(image, item.thumbnail?.alt ?? '', beside)]),
    ...renderActions(item.actions),
  ];
}

/** The number and the title, in bold; what was searched for is in italics besides. */
function titleElements({ number, title, url }: Item) {
  const spans = title.map((span): Span => ({ ...span, ...(url === undefined ? {} : { url }) }));
  const named = cleanText(spanText(title)).trim() === '' ? [{ text: 'Untitled' }] : spans;
  const words = cutSpans(named, LIMITS.title).map((span) => {
    const italic = span.style === 'mark' ? { italic: true } : {};
    return { ...richTextElement(span), style: { bold: true, ...italic } };
  });
  const count = number === undefined ? [] : [richTextElement({ text: `${number}. `, style: 'strong' })];
  return [...count, ...words];
}

function picture(url: string, alt: string, beside: readonly string[]): types.KnownBlock {
  const words = beside.filter((part) => part !== '').join('\n');
  return {
    type: 'section',
    text: plainTextOf(words === '' ? alt : words, LIMITS.body + LIMITS.byline),
    accessory: { type: 'image', image_url: url, alt_text: plainTextOf(alt, LIMITS.altText).text },
  };
}

function renderFields({ fields }: Fields): readonly types.KnownBlock[] {
  const spans = fields.flatMap(({ label, value }, index): Span[] => [
    { text: `${index === 0 ? '' : '\n'}${label}: `, style: 'strong' },
    ...cutSpans([{ text: value }], LIMITS.field),
  ]);
  return present(richText(spans, LIMITS.paragraph));
}

const ICONS = { info: 'ℹ️', warning: '⚠️', error: '❌' } as const satisfies Record<Notice['level'], string>;

function renderNotice({ level, text }: Notice): readonly types.KnownBlock[] {
  return present(richText([{ text: `${ICONS[level]} ` }, ...sentenceSpans(text)], LIMITS.paragraph));
}

function renderActions(actions: readonly Action[]): readonly types.KnownBlock[] {
  const buttons = actions.flatMap(renderAction);
  const rows: types.KnownBlock[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsPerRow)
    rows.push({ type: 'actions', elements: buttons.slice(start, start + LIMITS.buttonsPerRow) });
  return rows;
}

/** A button; none for a link that may not be followed. */
function renderAction(action: Action): readonly types.Button[] {
  const text = plainTextOf(action.label, LIMITS.buttonLabel);
  if (action.kind === 'command') return [{ type: 'button', text, value: encodeAction(action) }];
  const url = safeLink(action.url);
  return url === undefined ? [] : [{ type: 'button', text, url }];
}

/** Slack wants every button of a message to have a name of its own; what a button does is in its value. */
function numberButtons(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  let count = 0;
  const named = <Element extends object>(element: Element) => {
    count += 1;
    return { ...element, action_id: `button-${count}` };
  };
  return blocks.map((block) =>
    block.type === 'actions' ? { ...block, elements: block.elements.map(named) } : block,
  );
}

function withoutPicture(block: Block): Block {
  if (block.type !== 'item') return block;
  const { thumbnail: _, ...bare } = block;
  return bare;
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
