import { MessageFlags } from 'discord.js';
import type { Block, Reply } from '../../core/reply.js';
import { renderBlocks } from './blocks.js';
import { type Component, fitsOneMessage, textDisplay } from './components.js';
import { escapeWithin } from './escape.js';
import { type Detail, ITEM_STEPS } from './item.js';
import { largest } from './largest.js';
import { LIMITS } from './limits.js';

/** A message as Discord takes it. Nobody is ever mentioned: that is part of the type, not of anybody's memory. */
export interface DiscordMessage {
  readonly components: Component[];
  readonly flags: MessageFlags.IsComponentsV2;
  readonly allowedMentions: { readonly parse: readonly [] };
}

/**
 * Renders a reply within Discord's limits, whatever its size: bodies get shorter first, then thumbnails go, then buttons of items, and at
 * last items, with a line that says how many.
 */
export function renderReply({ blocks, summary }: Reply): DiscordMessage {
  const components = squeeze(blocks) ?? squeeze(keepItems(blocks)) ?? squeeze(keepBlocks(blocks));
  return components === undefined || components.length === 0 ? renderPlain(summary) : message(components);
}

/** The simplest message there is: for replies that nothing else can be made of, and for what Discord refused. */
export function renderPlain(text: string): DiscordMessage {
  const content = escapeWithin(text.trim(), LIMITS.text).trim();
  return message([textDisplay(content === '' ? 'There is nothing to show.' : content)]);
}

function message(components: readonly Component[]): DiscordMessage {
  return {
    components: [...components],
    flags: MessageFlags.IsComponentsV2,
    allowedMentions: { parse: [] },
  };
}

/** The richest version that fits, with bodies as long as they can be; none, when even the poorest does not fit. */
function squeeze(blocks: readonly Block[]): readonly Component[] | undefined {
  const step = ITEM_STEPS.find((candidate) => fits(blocks, { step: candidate, longest: 0 }));
  if (step === undefined) return undefined;
  const longest = largest(LIMITS.text, (candidate) => fits(blocks, { step, longest: candidate }));
  return renderBlocks(blocks, { step, longest });
}

function fits(blocks: readonly Block[], detail: Detail): boolean {
  return fitsOneMessage(renderBlocks(blocks, detail));
}

const POOREST: Detail = { step: 'text-only', longest: 0 };

/** As many items as fit, with everything around them. */
function keepItems(blocks: readonly Block[]): readonly Block[] {
  const items = [...blocks.keys()].filter((index) => blocks[index]?.type === 'item');
  return keepMost(blocks, items);
}

/** As many blocks from the start as fit. */
function keepBlocks(blocks: readonly Block[]): readonly Block[] {
  return keepMost(blocks, [...blocks.keys()]);
}

function keepMost(blocks: readonly Block[], expendable: readonly number[]): readonly Block[] {
  const without = (kept: number) => leaveOut(blocks, expendable.slice(kept));
  return without(largest(expendable.length, (kept) => fits(without(kept), POOREST)));
}

/** Puts one line where the first of the left-out blocks was. */
function leaveOut(blocks: readonly Block[], left: readonly number[]): readonly Block[] {
  const gone = new Set(left);
  return blocks.flatMap((block, index): readonly Block[] => {
    if (!gone.has(index)) return [block];
    if (index !== left[0]) return [];
    return [{ type: 'text', spans: [{ text: `+${left.length} more` }], subtle: true }];
  });
}
