import type { Image } from '../../src/core/reply.js';

/** A PNG of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The smallest picture there is. */
export function tinyPicture(more: Partial<Image> = {}): Image {
  return { type: 'image', png: PIXEL, alt: 'One dot, in grey', name: 'dot', ...more };
}
