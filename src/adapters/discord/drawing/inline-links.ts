import type { Action, LinkAction } from '../../../core/reply.js';
import { cleanText, safeLink } from '../../../core/safe-text.js';
import { LIMITS } from '../limits.js';
import { canBeLabel, linkTarget, oneLine } from './escape.js';
import type { Stretch } from './stretch.js';

/** Longer ones go before what is said about a paper. */
const LONG = 100;

/** Links as words, where there are no buttons for them: `too-long` for one, or `all`. */
export function inlineLinks(actions: readonly Action[], which: 'too-long' | 'all'): readonly Stretch[] {
  return actions.flatMap((action) => (action.kind === 'link' ? inlineLink(action, which) : []));
}

function inlineLink({ label, url }: LinkAction, which: 'too-long' | 'all'): readonly Stretch[] {
  const link = safeLink(url);
  if (link === undefined || (which === 'too-long' && link.length <= LIMITS.buttonUrl)) return [];
  const words = oneLine(cleanText(label));
  const text = `[${canBeLabel(words) ? words : 'open'}](${linkTarget(link)})`;
  // With what stands between it and its neighbours.
  const cost = text.length + 4;
  return [{ rank: cost > LONG ? 'long-link' : 'link', cost, least: cost, stays: false, write: () => text }];
}
