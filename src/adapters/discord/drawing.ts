import type { Component } from './components.js';

/** How much of an item is shown besides its text; each step needs fewer components than the one before. */
export const ITEM_STEPS = ['everything', 'no-thumbnail', 'one-button', 'text-only'] as const;

export interface Detail {
  readonly step: (typeof ITEM_STEPS)[number];
  /** The longest a body of text may be, before escaping. */
  readonly longest: number;
}

/** A block that knows how to look at any level of detail; what is the same at all of them is worked out once. */
export type Drawing = (detail: Detail) => readonly Component[];
