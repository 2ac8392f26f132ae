import { createHash } from 'node:crypto';
import { ComponentType, type RawFile } from 'discord.js';
import { type Block, type Image, inWords } from '../../../core/reply.js';
import { cleanText, cutText } from '../../../core/safe-text.js';
import { LIMITS } from '../limits.js';
import type { Component } from './components.js';

/** A picture as it goes with a message, under a name of its own, by which components show it. */
export interface Picture extends RawFile {
  readonly name: string;
  readonly data: Buffer;
}

/** The component that shows a picture. */
export function drawPicture(image: Image): Component {
  const description = cutText(cleanText(image.alt).trim(), LIMITS.altText);
  const shown = { media: { url: urlOf(image) }, ...(description === '' ? {} : { description }) };
  return { type: ComponentType.MediaGallery, items: [shown] };
}

/** Blocks that Discord can show: what is no picture, or one too many, is said in words. */
export function withPictures(blocks: readonly Block[]): readonly Block[] {
  let count = 0;
  return blocks.map((block) => {
    if (block.type !== 'image') return block;
    count += 1;
    return count > LIMITS.files || block.png === '' ? inWords(block) : block;
  });
}

/** The same, with words in the place of every picture. */
export function withoutPictures(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => (block.type === 'image' ? inWords(block) : block));
}

/** The pictures of some blocks that components show, each once. */
export function picturesIn(components: readonly Component[], blocks: readonly Block[]): readonly Picture[] {
  const shown = new Set(components.flatMap(urlsOf));
  const pictures = blocks.flatMap((block): Picture[] => {
    if (block.type !== 'image' || !shown.has(urlOf(block))) return [];
    return [{ name: nameOf(block), data: Buffer.from(block.png, 'base64'), contentType: 'image/png' }];
  });
  return [...new Map(pictures.map((picture) => [picture.name, picture])).values()];
}

function urlsOf(component: Component): readonly string[] {
  if (component.type === ComponentType.Container) return component.components.flatMap(urlsOf);
  return component.type === ComponentType.MediaGallery ? component.items.map(({ media }) => media.url) : [];
}

function urlOf(image: Image): string {
  return `attachment://${nameOf(image)}`;
}

/** Discord changes names with any other sign in them, and would not find the file again. */
const FOREIGN = /[^a-z0-9]+/g;

function nameOf({ name, png }: Image): string {
  const hash = createHash('sha256').update(png).digest('hex').slice(0, 8);
  return `${name.toLowerCase().replace(FOREIGN, '-').slice(0, 40)}-${hash}.png`;
}
