import { ComponentType } from 'discord.js';
import { spanText } from '../../core/plain-text.js';
import type { Item } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';
import { cutSpans } from '../../core/spans.js';
import { actionRows, type RenderAction, textDisplay } from './components.js';
import type { Drawing } from './drawing.js';
import { escapeText } from './escape.js';
import { LIMITS } from './limits.js';
import { flatten, renderSpans, renderTitle } from './spans.js';

const LONGEST_TITLE = 250;
const LONGEST_BYLINE = 200;
/** A shorter piece of an abstract says nothing. */
const SHORTEST_BODY = 40;

/** A card. One that cannot be drawn, whatever its data, is shown as its title alone: the others are not its fault. */
export function drawItem(item: Item, renderAction: RenderAction): Drawing {
  try {
    return drawCard(item, renderAction);
  } catch {
    const title = textDisplay(plainTitle(item));
    return () => [title];
  }
}

function drawCard(item: Item, renderAction: RenderAction): Drawing {
  const head = headOf(item);
  const body = flatten(item.body ?? []);
  const thumbnail = thumbnailOf(item);
  const buttons = item.actions.flatMap(renderAction);
  const first = buttons.find((control) => control.type === ComponentType.Button);
  return ({ step, longest }) => {
    const shown = longest < SHORTEST_BODY ? '' : renderSpans(cutSpans(body, longest)).trim();
    const text = textDisplay(shown === '' ? head : `${head}\n${shown}`);
    const section = { type: ComponentType.Section as const, components: [text] };
    if (step === 'everything' && thumbnail !== undefined)
      return [{ ...section, accessory: thumbnail }, ...actionRows(buttons)];
    if (step === 'one-button' && first !== undefined) return [{ ...section, accessory: first }];
    return step === 'text-only' ? [text] : [text, ...actionRows(buttons)];
  };
}

function headOf({ number, title, url, byline = '', badges }: Item): string {
  const words = cutSpans(flatten(title), LONGEST_TITLE);
  const heading = renderTitle(cleanText(spanText(words)).trim() === '' ? UNTITLED : words, url);
  const about = [byline, ...badges]
    .map((part) => escapeText(cutText(part.replace(/\s+/g, ' ').trim(), LONGEST_BYLINE)))
    .filter((part) => part !== '');
  const line = number === undefined ? heading : `**${number}.** ${heading}`;
  return about.length === 0 ? line : `${line}\n-# ${about.join(' · ')}`;
}

function thumbnailOf({ thumbnail }: Item) {
  const url = safeLink(thumbnail?.url);
  if (url === undefined) return undefined;
  const description = cutText(cleanText(thumbnail?.alt ?? '').trim(), LIMITS.altText);
  return {
    type: ComponentType.Thumbnail as const,
    media: { url },
    ...(description === '' ? {} : { description }),
  };
}

const UNTITLED = [{ text: 'Untitled' }];

function plainTitle(item: Item): string {
  try {
    return renderTitle(cutSpans(flatten(item.title), LONGEST_TITLE), undefined);
  } catch {
    return 'This entry cannot be shown.';
  }
}
