import { Resvg } from '@resvg/resvg-js';
import { FONT, FONT_FILE } from './font.js';

/** Pixels of the picture for each of the drawing: sharp where a screen has two for one. */
const ZOOM = 2;

/** Turns a drawing into a PNG, in base64. */
export function toPng(svg: string): string {
  const font = { fontFiles: [FONT_FILE], loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng().toString('base64');
}
