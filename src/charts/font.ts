import { fileURLToPath } from 'node:url';

/** The one font in charts; a machine may have none of its own. */
export const FONT = 'DejaVu Sans';
export const FONT_FILE = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));

/** Latin, Greek and Cyrillic, and the signs of everyday text: what is in these blocks, the font has. */
const KNOWN =
  /^[\u0020-\u007e\u00a0-\u02af\u0370-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u0525\u2010-\u2027\u2030-\u205e]*$/u;

/** Whether every sign of a text can be drawn; one that cannot would be an empty box. */
export function canDraw(text: string): boolean {
  return KNOWN.test(text);
}
