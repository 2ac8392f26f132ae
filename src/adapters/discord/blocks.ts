import { ComponentType } from 'discord.js';
import type { Block, Fields, Notice, Text } from '../../core/reply.js';
import { cutText } from '../../core/safe-text.js';
import {
  actionRows,
  type Component,
  createActionRenderer,
  type RenderAction,
  textDisplay,
} from './components.js';
import { escapeText } from './escape.js';
import { type Detail, renderItem } from './item.js';
import { cutSpans, renderSpans, sentenceSpans } from './spans.js';

const LONGEST_HEADING = 200;
const LONGEST_LABEL = 80;
/** What stays of a text, however little room there is. */
const SHORTEST_TEXT = 80;
const ACCENTS: Readonly<Record<Notice['level'], number>> = {
  info: 0x5865f2,
  warning: 0xf0b232,
  error: 0xda373c,
};

/** All blocks of a message as components, at one level of detail. */
export function renderBlocks(blocks: readonly Block[], detail: Detail): readonly Component[] {
  const renderAction = createActionRenderer();
  return blocks.flatMap((block) => renderBlock(block, detail, renderAction));
}

function renderBlock(block: Block, detail: Detail, renderAction: RenderAction): readonly Component[] {
  switch (block.type) {
    case 'heading':
      return texts(`## ${escapeText(cutText(oneLine(block.text), LONGEST_HEADING))}`);
    case 'text':
      return texts(renderText(block, detail));
    case 'item':
      return renderItem(block, detail, renderAction);
    case 'fields':
      return texts(renderFields(block, detail));
    case 'notice':
      return renderNotice(block, detail);
    case 'divider':
      return [{ type: ComponentType.Separator }];
    case 'actions':
      return actionRows(block.actions.flatMap(renderAction));
  }
}

function renderText({ spans, subtle = false }: Text, detail: Detail): string {
  const text = renderSpans(cutSpans(spans, room(detail))).trim();
  if (!subtle) return text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => `-# ${line}`).join('\n');
}

function renderFields({ fields }: Fields, detail: Detail): string {
  return fields
    .map(({ label, value }) => {
      const name = escapeText(cutText(oneLine(label), LONGEST_LABEL));
      return `**${name}:** ${escapeText(cutText(oneLine(value), room(detail)))}`;
    })
    .join('\n');
}

function renderNotice({ level, text }: Notice, detail: Detail): readonly Component[] {
  const content = renderSpans(cutSpans(sentenceSpans(text), room(detail))).trim();
  if (content === '') return [];
  return [
    { type: ComponentType.Container, accent_color: ACCENTS[level], components: [textDisplay(content)] },
  ];
}

/** Discord refuses blank texts. */
function texts(content: string): readonly Component[] {
  return content.trim() === '' || content === '## ' ? [] : [textDisplay(content)];
}

function room({ longest }: Detail): number {
  return Math.max(longest, SHORTEST_TEXT);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
