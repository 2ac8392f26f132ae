const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

// What terminals draw two cells wide: East Asian scripts and punctuation, full-width forms, and emoji.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const INVISIBLE = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/** What a person sees as one character. */
export interface Grapheme {
  readonly text: string;
  /** The cells it takes in a terminal: 0, 1 or 2. */
  readonly width: number;
}

export function graphemesOf(text: string): readonly Grapheme[] {
  return [...GRAPHEMES.segment(text)].map(({ segment }) => ({ text: segment, width: widthOf(segment) }));
}

/** The cells a text takes in a terminal. */
export function displayWidth(text: string): number {
  return graphemesOf(text).reduce((sum, { width }) => sum + width, 0);
}

function widthOf(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return INVISIBLE.test(grapheme) ? 0 : 1;
}
