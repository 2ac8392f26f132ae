import type { Component } from './components.js';
import type { Allotment, Stretch } from './stretch.js';

/** How a message can look; each form needs fewer components than the one before. */
export const FORMS = [
  { cards: 'full', thumbnails: true, lines: true },
  { cards: 'full', thumbnails: true, lines: false },
  { cards: 'full', thumbnails: false, lines: true },
  { cards: 'full', thumbnails: false, lines: false },
  { cards: 'compact', thumbnails: false, lines: true },
  { cards: 'compact', thumbnails: false, lines: false },
  { cards: 'joined', thumbnails: false, lines: false },
] as const satisfies readonly Form[];

export interface Form {
  /** Each with its own buttons; each a text, and menus for all; or all of them one text. */
  readonly cards: 'full' | 'compact' | 'joined';
  readonly thumbnails: boolean;
  /** Between the cards. */
  readonly lines: boolean;
}

/** A part of a message whose size is known before it is drawn; what is the same in all forms is worked out once. */
export interface Drawing {
  /** How many components it takes at most, nested ones included. */
  count(form: Form): number;
  /** The length of its text that cannot be shortened. */
  fixed(form: Form): number;
  stretches(form: Form): readonly Stretch[];
  draw(form: Form, allotment: Allotment): readonly Component[];
}

/** What looks the same however little room there is. */
export function fixedDrawing(
  components: readonly Component[],
  size: { count: number; text: number },
): Drawing {
  return {
    count: () => size.count,
    fixed: () => size.text,
    stretches: () => [],
    draw: () => components,
  };
}
