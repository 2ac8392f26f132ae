import { ComponentType } from 'discord.js';
import { spanText } from '../../core/plain-text.js';
import type { Item } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';
import { actionRows, type Component, type RenderAction, textDisplay } from './components.js';
import { escapeText } from './escape.js';
import { LIMITS } from './limits.js';
import { cutSpans, flatten, renderSpans, renderTitle } from './spans.js';

const LONGEST_TITLE = 250;
const LONGEST_BYLINE = 200;
/** A shorter piece of an abstract says nothing. */
const SHORTEST_BODY = 40;

/** How much of an item is shown besides its text; each step needs fewer components than the one before. */
export const ITEM_STEPS = ['everything', 'no-thumbnail', 'one-button', 'text-only'] as const;
export type ItemStep = (typeof ITEM_STEPS)[number];

export interface Detail {
  readonly step: ItemStep;
  /** The longest a body of text may be, before escaping. */
  readonly longest: number;
}

/** A card. One that cannot be drawn, whatever its data, is shown as its title alone: the others are not its fault. */
export function renderItem(item: Item, detail: Detail, renderAction: RenderAction): readonly Component[] {
  try {
    return drawItem(item, detail, renderAction);
  } catch {
    return [textDisplay(plainTitle(item))];
  }
}

function drawItem(item: Item, { step, longest }: Detail, renderAction: RenderAction): readonly Component[] {
  const text = textDisplay(itemText(item, longest));
  const buttons = step === 'text-only' ? [] : item.actions.flatMap(renderAction);
  const thumbnail = step === 'everything' ? thumbnailOf(item) : undefined;
  if (thumbnail !== undefined)
    return [
      { type: ComponentType.Section, components: [text], accessory: thumbnail },
      ...actionRows(buttons),
    ];
  const [first] = buttons;
  if (step === 'one-button' && first !== undefined)
    return [{ type: ComponentType.Section, components: [text], accessory: first }];
  return [text, ...actionRows(buttons)];
}

function itemText({ number, title, url, byline = '', badges, body }: Item, longest: number): string {
  const words = cutSpans(flatten(title), LONGEST_TITLE);
  const heading = renderTitle(spanText(words).trim() === '' ? [{ text: 'Untitled' }] : words, url);
  const about = [byline, ...badges]
    .map((part) => cutText(part.replace(/\s+/g, ' ').trim(), LONGEST_BYLINE))
    .filter((part) => part !== '')
    .map(escapeText);
  const shown = longest < SHORTEST_BODY ? [] : cutSpans(flatten(body ?? []), longest);
  const lines = [
    number === undefined ? heading : `**${number}.** ${heading}`,
    about.length === 0 ? '' : `-# ${about.join(' · ')}`,
    renderSpans(shown).trim(),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function thumbnailOf({ thumbnail }: Item) {
  const url = safeLink(thumbnail?.url);
  if (url === undefined) return undefined;
  const description = cutText(cleanText(thumbnail?.alt ?? ''), LIMITS.altText);
  return {
    type: ComponentType.Thumbnail as const,
    media: { url },
    ...(description === '' ? {} : { description }),
  };
}

function plainTitle(item: Item): string {
  try {
    const title = spanText(cutSpans(item.title, LONGEST_TITLE)).trim();
    return `**${escapeText(title === '' ? 'Untitled' : title)}**`;
  } catch {
    return 'This entry cannot be shown.';
  }
}
