import { UserError } from './errors.js';

/** How a list stands where it is posted: as a message, as one with a thread to talk about it, or as a post of its own in a forum. */
export type Style = 'message' | 'thread' | 'forum';

/** What people choose about that. */
export interface Layout {
  readonly style: Style;
  /** What a post in a forum is marked with, by its name there. */
  readonly tag?: string;
}

export const MESSAGE: Layout = { style: 'message' };

/** What a platform is told of how a message is to stand; without it, as a message like any other. */
export interface Placement extends Layout {
  /** What its thread or post is called. */
  readonly title: string;
  /** From 1. */
  readonly part: number;
  /** The message id of the first part that was posted, where this is a later one. */
  readonly follows?: string;
  /** Whether it may be passed on to those who follow the channel from elsewhere. */
  readonly publish: boolean;
}

/** Written for `tag`, it takes the tag away. */
const NO_TAG = 'none';

/**
 * What somebody wishes for in a place that has these styles, the usual one first; what they leave open stays as it was before. Throws a
 * `UserError` where the place has no such style, or no tags.
 */
export function chooseLayout(
  wish: { readonly style?: Style | undefined; readonly tag?: string | undefined },
  before: Layout | undefined,
  styles: readonly [Style, ...Style[]],
): Layout {
  const asked = wish.style;
  if (asked !== undefined && !styles.includes(asked))
    throw new UserError(`\`style\` can be ${styles.join(' or ')} here; you gave ${asked}.`);
  const kept = before !== undefined && styles.includes(before.style) ? before.style : styles[0];
  const style = asked ?? kept;
  if (style !== 'forum') {
    if (wish.tag !== undefined) throw new UserError('`tag` marks the posts of a forum, and this is none.');
    return { style };
  }
  const tag = wish.tag?.trim() ?? before?.tag ?? NO_TAG;
  return tag.toLowerCase() === NO_TAG ? { style } : { style, tag };
}

/** Whether a message begins a post of its own in a forum; what follows it is a message in there. */
export function opensPost({ style, follows }: Placement): boolean {
  return style === 'forum' && follows === undefined;
}
