import { type Piece, wrap } from './wrap.js';

export type Style = keyof typeof CODES;
export type Text = readonly Piece<Style>[];

export interface Canvas {
  /** In cells. */
  readonly width: number;
  readonly color: boolean;
}

/** On and off, as terminals take them (SGR). */
const CODES = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  italic: ['3', '23'],
  underline: ['4', '24'],
  title: ['1;4', '22;24'],
  mark: ['1;33', '22;39'],
  info: ['36', '39'],
  warning: ['33', '39'],
  error: ['31', '39'],
} as const;

/** Wraps text and paints it. */
export function paint(text: Text, { width, color }: Canvas): string {
  return wrap(text, width)
    .map((line) => line.map((piece) => paintPiece(piece, color)).join(''))
    .join('\n');
}

export function paintPiece({ text, style }: Piece<Style>, color: boolean): string {
  if (!color || style === undefined || text.trim() === '') return text;
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
