import type { types } from '@slack/bolt';
import { spanText } from '../../core/plain-text.js';
import {
  type Block,
  type Fields,
  type Heading,
  inWords,
  type Notice,
  type Reply,
  type Span,
  type Text,
} from '../../core/reply.js';
import { safeLink } from '../../core/safe-text.js';
import { sentenceSpans } from '../../core/spans.js';
import { numberButtons, renderActions } from './buttons.js';
import { renderItem } from './card.js';
import { fallbackText } from './fallback.js';
import { fitBlocks } from './fit.js';
import { LIMITS } from './limits.js';
import { fitSpans, plainTextOf, preformatted, richText } from './rich-text.js';

/** What Slack is given: blocks for the eyes, and the same as text for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/**
 * A reply in the ways to say it, best first. Slack refuses a whole message when it cannot fetch one picture in it, so the second way has
 * no pictures; the last one is nothing but text.
 */
export function* renderVariants(reply: Reply): Generator<SlackMessage, void> {
  yield renderMessage(reply);
  if (reply.blocks.some((block) => block.type === 'item' && block.thumbnail !== undefined))
    yield renderMessage({ ...reply, blocks: reply.blocks.map(withoutPicture) });
  yield renderText(reply);
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
    case 'image':
      return renderParagraph(inWords(block));
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
  const code = spans.length === 1 && spans[0]?.style === 'code' ? spans[0].text : '';
  if (code.includes('\n')) return [preformatted(code, LIMITS.paragraph)];
  const linked = spans.some((span) => safeLink(span.url) !== undefined);
  const text = spanText(spans);
  if (!subtle || linked) return present(richText(spans, LIMITS.paragraph));
  return text.trim() === '' ? [] : [{ type: 'context', elements: [plainTextOf(text, LIMITS.context)] }];
}

function renderFields({ fields }: Fields): readonly types.KnownBlock[] {
  const spans = fields.flatMap(({ label, value }, index): Span[] => [
    { text: `${index === 0 ? '' : '\n'}${label}: `, style: 'strong' },
    ...fitSpans([{ text: value }], LIMITS.field),
  ]);
  return present(richText(spans, LIMITS.paragraph));
}

const ICONS = { info: 'ℹ️', warning: '⚠️', error: '❌' } as const satisfies Record<Notice['level'], string>;

function renderNotice({ level, text }: Notice): readonly types.KnownBlock[] {
  return present(richText([{ text: `${ICONS[level]} ` }, ...sentenceSpans(text)], LIMITS.paragraph));
}

function withoutPicture(block: Block): Block {
  if (block.type !== 'item') return block;
  const { thumbnail: _, ...bare } = block;
  return bare;
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
