import { MessageFlags } from 'discord.js';
import type { Block, Reply } from '../../core/reply.js';
import { drawBlocks, drawMore } from './blocks.js';
import { type Component, fitsOneMessage, textDisplay } from './components.js';
import { type Detail, type Drawing, ITEM_STEPS } from './drawing.js';
import { escapeWithin } from './escape.js';
import { largest } from './largest.js';
import { LIMITS } from './limits.js';
import { type Picture, picturesIn, withoutPictures, withPictures } from './pictures.js';

/** A message as Discord takes it. That it mentions nobody is added on its way out (`silence.ts`). */
export interface DiscordMessage {
  readonly components: Component[];
  readonly flags: MessageFlags;
  readonly pictures: readonly Picture[];
}

/** The ways to say something, best first: whoever refuses a picture may take the words, and whoever refuses those, plain text. */
export function* renderVariants(reply: Reply): Generator<DiscordMessage, void> {
  const whole = renderReply(reply);
  yield whole;
  if (whole.pictures.length > 0) yield renderReply({ ...reply, blocks: withoutPictures(reply.blocks) });
  yield renderPlain(reply.summary);
}

/**
 * Renders a reply within Discord's limits, whatever its size: bodies get shorter first, then thumbnails go, then buttons of items, and at
 * last items, with a line that says how many.
 */
export function renderReply({ summary, ...reply }: Reply): DiscordMessage {
  const blocks = withPictures(reply.blocks);
  const drawings = drawBlocks(blocks);
  const indexes = [...blocks.keys()];
  const items = indexes.filter((index) => blocks[index]?.type === 'item');
  const components =
    squeeze(drawings) ?? squeeze(keepMost(drawings, items)) ?? squeeze(keepMost(drawings, indexes));
  return components === undefined || components.length === 0
    ? renderPlain(summary)
    : message(components, blocks);
}

/** The simplest message there is: for replies that nothing else can be made of, and for what Discord refused. */
export function renderPlain(text: string): DiscordMessage {
  const content = escapeWithin(text.trim(), LIMITS.text).trim();
  return message([textDisplay(content === '' ? 'There is nothing to show.' : content)]);
}

function message(components: readonly Component[], blocks: readonly Block[] = []): DiscordMessage {
  const pictures = picturesIn(components, blocks);
  return { components: [...components], flags: MessageFlags.IsComponentsV2, pictures };
}

/** The richest version that fits, with bodies as long as they can be; none, when even the poorest does not fit. */
function squeeze(drawings: readonly Drawing[]): readonly Component[] | undefined {
  const step = ITEM_STEPS.find((candidate) => fits(drawings, { step: candidate, longest: 0 }));
  if (step === undefined) return undefined;
  const longest = largest(LIMITS.text, (candidate) => fits(drawings, { step, longest: candidate }));
  return draw(drawings, { step, longest });
}

function draw(drawings: readonly Drawing[], detail: Detail): readonly Component[] {
  return drawings.flatMap((drawing) => drawing(detail));
}

function fits(drawings: readonly Drawing[], detail: Detail): boolean {
  return fitsOneMessage(draw(drawings, detail));
}

/** As many of the expendable ones as fit at the poorest, from the first on, with everything around them. */
function keepMost(drawings: readonly Drawing[], expendable: readonly number[]): readonly Drawing[] {
  const keep = (count: number) => leaveOut(drawings, expendable.slice(count));
  return keep(largest(expendable.length, (count) => fits(keep(count), { step: 'text-only', longest: 0 })));
}

/** Puts one line where the first of the left-out ones was. */
function leaveOut(drawings: readonly Drawing[], left: readonly number[]): readonly Drawing[] {
  const gone = new Set(left);
  return drawings.flatMap((drawing, index) => {
    if (!gone.has(index)) return [drawing];
    return index === left[0] ? [drawMore(left.length)] : [];
  });
}
