import type { CommandSummary } from '../../core/command.js';
import {
  type Action,
  type Block,
  type Fields,
  type Item,
  inWords,
  type Notice,
  type Reply,
  type Span,
} from '../../core/reply.js';
import { cleanText, safeLink } from '../../core/safe-text.js';
import { displayWidth } from './display-width.js';
import { type Canvas, paint, paintPiece, type Style, type Text } from './paint.js';
import { typedLine } from './typed-line.js';

export interface RenderOptions extends Canvas {
  /** Needed to say what can be typed in place of a button. */
  readonly commands?: readonly CommandSummary[];
}

type SpanStyle = NonNullable<Span['style']>;

const PAINTED: Readonly<Record<SpanStyle, Style>> = {
  strong: 'bold',
  emphasis: 'italic',
  code: 'info',
  mark: 'mark',
};
/** Without colour a highlight must show in the text itself; two styles may go unseen. */
const SIGNS: Readonly<Record<SpanStyle, string>> = { strong: '', emphasis: '', code: '`', mark: '*' };
const NOTICE_SIGNS: Readonly<Record<Notice['level'], string>> = { info: 'i ', warning: '! ', error: 'x ' };

const NARROWEST = 20;
const WIDEST_LABEL = 24;

/** Writes a reply for a terminal: wrapped to its width, with what one can type where other platforms show buttons. */
export function renderReply(reply: Reply, options: RenderOptions): string {
  const canvas = { ...options, width: Math.max(options.width, NARROWEST) };
  return reply.blocks
    .map((block) => renderBlock(block, canvas))
    .filter((text) => text !== '')
    .join('\n\n');
}

function renderBlock(block: Block, options: RenderOptions): string {
  switch (block.type) {
    case 'heading':
      return paint([{ text: oneLine(block.text), style: 'title' }], options);
    case 'text':
      return paint(spansText(block.spans, options, block.subtle === true ? 'dim' : undefined), options);
    case 'item':
      return renderItem(block, options);
    case 'fields':
      return renderFields(block, options);
    case 'image':
      return renderBlock(inWords(block), options);
    case 'notice': {
      const text = { text: cleanText(block.text), style: block.level };
      return hanging(NOTICE_SIGNS[block.level], [[text]], options);
    }
    case 'divider':
      return paint([{ text: '─'.repeat(Math.min(options.width, 40)), style: 'dim' }], options);
    case 'actions':
      return paint(hints(block.actions, options), options);
  }
}

function renderItem(item: Item, options: RenderOptions): string {
  const title = item.title.map((span) => ({ ...span, text: span.text.replace(/\s+/g, ' ') }));
  const byline = [item.byline, ...item.badges].filter((part) => part !== undefined && part !== '');
  const url = safeLink(item.url);
  const lines: readonly Text[] = [
    spansText(title, options, 'bold'),
    [{ text: oneLine(byline.join(' · ')), style: 'dim' }],
    spansText(item.body ?? [], options),
    url === undefined ? [] : [{ text: url, style: 'underline', whole: true }],
    hints(item.actions, options),
  ];
  const said = lines.filter((line) => line.some(({ text }) => text !== ''));
  return hanging(item.number === undefined ? '' : `${item.number}. `, said, options);
}

function renderFields({ fields }: Fields, options: RenderOptions): string {
  const rows = fields.map(({ label, value }) => ({ label: oneLine(label), value: cleanText(value) }));
  const column = Math.max(...rows.map(({ label }) => displayWidth(label)), 0);
  const beside = column <= Math.min(WIDEST_LABEL, options.width / 2);
  return rows
    .map(({ label, value }) => {
      const lines = [[{ text: value }]];
      if (beside) return hanging(label + ' '.repeat(column - displayWidth(label) + 2), lines, options);
      return `${paint([{ text: label, style: 'bold' }], options)}\n${hanging('  ', lines, options)}`;
    })
    .join('\n');
}

/** Lines behind a lead-in such as `1. `, all of them indented by its width. */
function hanging(lead: string, lines: readonly Text[], { width, color }: Canvas): string {
  const indent = displayWidth(lead);
  const inner = { width: Math.max(width - indent, 1), color };
  const body = lines.map((line) => paint(line, inner)).join('\n');
  const start = paintPiece({ text: lead, style: 'dim' }, color);
  return start + body.replaceAll('\n', `\n${' '.repeat(indent)}`);
}

/**
 * "Page 2: search rag page:2": a button is the line that does the same; a link is its address. A menu would be many such lines, all alike,
 * and is left out.
 */
function hints(actions: readonly Action[], { commands = [] }: RenderOptions): Text {
  const parts = actions.flatMap((action): Text[] => {
    if (action.kind === 'form' || action.kind === 'menu') return [];
    const whole = action.kind === 'link';
    const target = whole ? safeLink(action.url) : typedLine(action, commands);
    if (target === undefined) return [];
    return [
      [
        { text: `${oneLine(action.label)}: `, style: 'dim' },
        { text: oneLine(target), whole },
      ],
    ];
  });
  return parts.flatMap(
    (part, index): Text => (index === 0 ? part : [{ text: ' · ', style: 'dim' }, ...part]),
  );
}

function spansText(spans: readonly Span[], { color }: Canvas, usual?: Style): Text {
  return spans.flatMap(({ text, style, url }): Text => {
    const lines = style === 'code' && text.includes('\n');
    const sign = color || lines || style === undefined ? '' : SIGNS[style];
    const words = {
      text: sign + cleanText(text) + sign,
      style: style === undefined ? usual : PAINTED[style],
    };
    const link = safeLink(url);
    return link === undefined
      ? [words]
      : [words, { text: ' ' }, { text: `(${link})`, style: 'dim', whole: true }];
  });
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
