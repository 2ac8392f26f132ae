import { ComponentType } from 'discord.js';
import type { Actions, Block, Fields, Heading, Item, Notice, Text } from '../../../core/reply.js';
import { cutText } from '../../../core/safe-text.js';
import { cutSpans, sentenceSpans } from '../../../core/spans.js';
import { LIMITS } from '../limits.js';
import { beside, type Component, textDisplay, thumbnailOf } from './components.js';
import { type Controls, countControls } from './controls.js';
import { type Drawing, type Form, fixedDrawing } from './drawing.js';
import { escapeText, oneLine } from './escape.js';
import { inlineLinks } from './inline-links.js';
import { drawPicture } from './pictures.js';
import { cleanSpans, spanStretch } from './spans.js';
import { type Stretch, written } from './stretch.js';

const LONGEST_HEADING = 500;
const LONGEST_LABEL = 80;
/** What stays of a text, however little room there is. */
const TEXT = { rank: 'body', least: 80, stays: true } as const;
const ACCENTS: Readonly<Record<Notice['level'], number>> = {
  info: 0x5865f2,
  warning: 0xf0b232,
  error: 0xda373c,
};

/** A block that is no item of a list. */
export function drawBlock(block: Exclude<Block, Item>, controls: Controls): Drawing {
  switch (block.type) {
    case 'heading':
      return drawHeading(block);
    case 'text':
      return drawText(block);
    case 'fields':
      return drawFields(block);
    case 'image':
      return fixedDrawing([drawPicture(block)], { count: 1, text: 0 });
    case 'notice':
      return drawNotice(block);
    case 'divider':
      return fixedDrawing([{ type: ComponentType.Separator }], { count: 1, text: 0 });
    case 'actions':
      return drawActions(block, controls);
  }
}

/** The line that stands where something was left out. */
export function drawMore(count: number): Drawing {
  const line = `-# +${count} more`;
  return fixedDrawing([textDisplay(line)], { count: 1, text: line.length });
}

function drawHeading({ text }: Heading): Drawing {
  const words = cleanSpans([{ text: cutText(oneLine(text), LONGEST_HEADING) }]);
  const stretch = spanStretch(words, { rank: 'title', least: 80, stays: true, line: '## ' });
  return drawStretches([stretch], { count: () => 1, show: (shown) => [textDisplay(shown)] });
}

function drawText({ spans, subtle = false, thumbnail }: Text): Drawing {
  // More than a message holds need not be looked at.
  const words = cleanSpans(cutSpans(spans, LIMITS.text));
  const picture = thumbnailOf(thumbnail);
  const pictureIn = ({ thumbnails }: Form) => (thumbnails ? picture : undefined);
  return drawStretches([spanStretch(words, subtle ? { ...TEXT, line: '-# ' } : TEXT)], {
    count: (form) => (pictureIn(form) === undefined ? 1 : 3),
    show: (text, form) => [beside(text, pictureIn(form))],
  });
}

function drawFields({ fields }: Fields): Drawing {
  const stretches = fields.map(({ label, value }) => {
    const before = `**${escapeText(cutText(oneLine(label), LONGEST_LABEL))}:** `;
    const words = cleanSpans([{ text: cutText(oneLine(value), LIMITS.text) }]);
    const { cost, write } = spanStretch(words, TEXT);
    const frame = before.length + 1;
    const size = { cost: cost + frame, least: TEXT.least + frame };
    return { ...TEXT, ...size, write: (most: number) => before + write(most - frame) };
  });
  return drawStretches(stretches, { count: () => 1, show: (text) => [textDisplay(text)] });
}

function drawNotice({ level, text }: Notice): Drawing {
  const words = cleanSpans(sentenceSpans(cutText(text, LIMITS.text)));
  return drawStretches([spanStretch(words, TEXT)], {
    count: () => 2,
    show: (shown) => [
      { type: ComponentType.Container, accent_color: ACCENTS[level], components: [textDisplay(shown)] },
    ],
  });
}

/** Buttons and menus; what is too long for one is a line of links above them. */
function drawActions({ actions }: Actions, controls: Controls): Drawing {
  const links = inlineLinks(actions, 'too-long');
  const line = drawStretches(links, { count: () => 1, show: (text) => [textDisplay(text)], between: ' · ' });
  const count = countControls(actions);
  return {
    ...line,
    count: (form) => count + (links.length === 0 ? 0 : line.count(form)),
    draw: (form, allotment) => [...line.draw(form, allotment), ...controls.rows(actions)],
  };
}

/** Discord refuses blank texts. */
function drawStretches(
  stretches: readonly Stretch[],
  {
    count,
    show,
    between = '\n',
  }: {
    readonly count: Drawing['count'];
    readonly show: (text: string, form: Form) => readonly Component[];
    readonly between?: string;
  },
): Drawing {
  return {
    count,
    fixed: () => 0,
    stretches: () => stretches,
    draw(form, allotment) {
      const parts = stretches.map((stretch) => written(stretch, allotment)).filter((part) => part !== '');
      const text = parts.join(between);
      return text.trim() === '' ? [] : show(text, form);
    },
  };
}
