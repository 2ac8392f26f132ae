import { MessageFlags } from 'discord.js';
import type { Block, Reply } from '../../../core/reply.js';
import { LIMITS } from '../limits.js';
import { type Component, textDisplay } from './components.js';
import { escapeWithin } from './escape.js';
import { layOut } from './layout.js';
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
 * Renders a reply within Discord's limits, whatever its size: bodies get shorter first, then thumbnails go, then the buttons of items become
 * menus for all of them, then titles get shorter, and at last items go, with a line that says how many.
 */
export function renderReply({ summary, ...reply }: Reply): DiscordMessage {
  const blocks = withPictures(reply.blocks);
  const components = layOut(blocks);
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
