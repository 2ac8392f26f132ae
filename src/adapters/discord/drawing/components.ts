import { type APIMessageTopLevelComponent, type APITextDisplayComponent, ComponentType } from 'discord.js';
import { cleanText, cutText, safeLink } from '../../../core/safe-text.js';
import { LIMITS } from '../limits.js';

export type Component = APIMessageTopLevelComponent;

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A picture from elsewhere; none of an address that may not be shown. */
export function thumbnailOf(thumbnail: { readonly url: string; readonly alt: string } | undefined) {
  const url = safeLink(thumbnail?.url);
  if (url === undefined) return undefined;
  const description = cutText(cleanText(thumbnail?.alt ?? '').trim(), LIMITS.altText);
  return {
    type: ComponentType.Thumbnail as const,
    media: { url },
    ...(description === '' ? {} : { description }),
  };
}

export type Thumbnail = NonNullable<ReturnType<typeof thumbnailOf>>;

/** A text, with a picture beside it where there is one. */
export function beside(content: string, thumbnail: Thumbnail | undefined) {
  const text = textDisplay(content);
  if (thumbnail === undefined) return text;
  return { type: ComponentType.Section as const, components: [text], accessory: thumbnail };
}

export function inPortions<Part>(parts: readonly Part[], most: number): readonly Part[][] {
  const count = Math.ceil(parts.length / most);
  return Array.from({ length: count }, (_, at) => parts.slice(at * most, (at + 1) * most));
}
