import { displayWidth, graphemesOf } from './display-width.js';

/** A run of text and the style it is painted in. */
export interface Piece<Style> {
  readonly text: string;
  readonly style?: Style | undefined;
  /** An address: broken, it could not be followed. */
  readonly whole?: boolean;
}

interface Cell<Style> extends Piece<Style> {
  readonly width: number;
}

type Word<Style> = readonly Cell<Style>[];

/**
 * Breaks text into lines of at most `width` cells: between words, inside one that is wider than a line by itself, and anywhere between wide
 * characters, for their scripts do not write spaces. A newline in the text stays one.
 */
export function wrap<Style>(
  pieces: readonly Piece<Style>[],
  width: number,
): readonly (readonly Piece<Style>[])[] {
  return paragraphsOf(cellsOf(pieces)).flatMap((cells) => fill(wordsOf(cells, width), width).map(joinCells));
}

function cellsOf<Style>(pieces: readonly Piece<Style>[]): readonly Cell<Style>[] {
  return pieces.flatMap(({ text, style, whole }) =>
    whole === true
      ? [{ text, style, width: displayWidth(text) }]
      : graphemesOf(text.replaceAll('\t', ' ')).map((grapheme) => ({ ...grapheme, style })),
  );
}

function paragraphsOf<Style>(cells: readonly Cell<Style>[]): readonly (readonly Cell<Style>[])[] {
  const paragraphs: Cell<Style>[][] = [[]];
  for (const cell of cells) {
    if (cell.text === '\n') paragraphs.push([]);
    else paragraphs.at(-1)?.push(cell);
  }
  return paragraphs;
}

// A word ends with the space behind it, or with a wide character, or where it fills a line.
function wordsOf<Style>(cells: readonly Cell<Style>[], width: number): readonly Word<Style>[] {
  const words: Word<Style>[] = [];
  let word: Cell<Style>[] = [];
  const end = () => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  for (const cell of cells) {
    if (cell.width === 2 || widthOf(word) + cell.width > width) end();
    word.push(cell);
    if (cell.width === 2 || cell.text === ' ') end();
  }
  end();
  return words;
}

function fill<Style>(words: readonly Word<Style>[], width: number): readonly Word<Style>[] {
  const lines: Cell<Style>[][] = [[]];
  let used = 0;
  for (const word of words) {
    if (used > 0 && used + widthOf(trimEnd(word)) > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(...word);
    used += widthOf(word);
  }
  return lines.map(trimEnd);
}

function trimEnd<Style>(cells: Word<Style>): Word<Style> {
  return cells.slice(0, cells.findLastIndex((cell) => cell.text !== ' ') + 1);
}

function widthOf<Style>(cells: Word<Style>): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function joinCells<Style>(cells: Word<Style>): readonly Piece<Style>[] {
  const pieces: { text: string; style: Style | undefined }[] = [];
  for (const { text, style } of cells) {
    const last = pieces.at(-1);
    if (last !== undefined && last.style === style) last.text += text;
    else pieces.push({ text, style });
  }
  return pieces;
}
