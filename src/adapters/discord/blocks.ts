import { ComponentType } from 'discord.js';
import type { Block, Fields, Notice, Span } from '../../core/reply.js';
import { cutText } from '../../core/safe-text.js';
import { cutSpans, sentenceSpans } from '../../core/spans.js';
import {
  actionRows,
  type Component,
  createActionRenderer,
  type RenderAction,
  textDisplay,
} from './components.js';
import type { Detail, Drawing } from './drawing.js';
import { escapeText } from './escape.js';
import { drawItem } from './item.js';
import { drawPicture } from './pictures.js';
import { renderSpans } from './spans.js';

const LONGEST_HEADING = 200;
const LONGEST_LABEL = 80;
/** What stays of a text, however little room there is. */
const SHORTEST_TEXT = 80;
const ACCENTS: Readonly<Record<Notice['level'], number>> = {
  info: 0x5865f2,
  warning: 0xf0b232,
  error: 0xda373c,
};

/** The blocks of one message. */
export function drawBlocks(blocks: readonly Block[]): readonly Drawing[] {
  const renderAction = createActionRenderer();
  return blocks.map((block) => drawBlock(block, renderAction));
}

/** The line that stands where something was left out. */
export function drawMore(count: number): Drawing {
  return () => [textDisplay(`-# +${count} more`)];
}

function drawBlock(block: Block, renderAction: RenderAction): Drawing {
  switch (block.type) {
    case 'heading': {
      const text = escapeText(cutText(oneLine(block.text), LONGEST_HEADING));
      return fixed(text === '' ? [] : [textDisplay(`## ${text}`)]);
    }
    case 'text':
      return (detail) => texts(renderText(block.spans, detail), block.subtle);
    case 'item':
      return drawItem(block, renderAction);
    case 'fields':
      return (detail) => texts(renderFields(block, detail));
    case 'image':
      return fixed([drawPicture(block)]);
    case 'notice':
      return (detail) => renderNotice(block, detail);
    case 'divider':
      return fixed([{ type: ComponentType.Separator }]);
    case 'actions':
      return fixed(actionRows(block.actions.flatMap(renderAction)));
  }
}

function fixed(components: readonly Component[]): Drawing {
  return () => components;
}

function renderText(spans: readonly Span[], { longest }: Detail): string {
  return renderSpans(cutSpans(spans, Math.max(longest, SHORTEST_TEXT))).trim();
}

function renderFields({ fields }: Fields, detail: Detail): string {
  return fields
    .map(({ label, value }) => {
      const name = escapeText(cutText(oneLine(label), LONGEST_LABEL));
      return `**${name}:** ${renderText([{ text: oneLine(value) }], detail)}`;
    })
    .join('\n');
}

function renderNotice({ level, text }: Notice, detail: Detail): readonly Component[] {
  const components = texts(renderText(sentenceSpans(text), detail));
  if (components.length === 0) return [];
  return [{ type: ComponentType.Container, accent_color: ACCENTS[level], components: [...components] }];
}

/** Discord refuses blank texts. */
function texts(content: string, subtle = false) {
  const lines = content.split('\n').filter((line) => !subtle || line.trim() !== '');
  const text = lines.map((line) => (subtle ? `-# ${line}` : line)).join('\n');
  return text.trim() === '' ? [] : [textDisplay(text)];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
