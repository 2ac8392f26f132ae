import { spanText } from '../../../core/plain-text.js';
import type { Action, Item, Span } from '../../../core/reply.js';
import { cleanText, cutText, isBlank, safeLink } from '../../../core/safe-text.js';
import { cutSpans } from '../../../core/spans.js';
import { type Thumbnail, thumbnailOf } from './components.js';
import { countControls } from './controls.js';
import type { Form } from './drawing.js';
import { linkTarget, oneLine } from './escape.js';
import { inlineLinks } from './inline-links.js';
import { cleanSpans, cutMarkdown, flatten, markdownLength, renderTitle, spanStretch } from './spans.js';
import { type Allotment, allotted, type Stretch, written } from './stretch.js';

/** Longer titles are none. */
const LONGEST_TITLE = 500;
const LONGEST_BYLINE = 200;
/** A shorter piece of an abstract, or of a line of authors, says nothing; of a title there is always as much. */
const BODY = { rank: 'body', least: 40, stays: false, before: '\n' } as const;
const SHORTEST_BYLINE = 16;
const SHORTEST_TITLE = 40;
/** Longer addresses go before the authors do. */
const LONG_LINK = 100;

/** What the small line below a title begins with. */
const BELOW = '\n-# ';

/** An item of a list, whose data has been read, in every form. */
export interface Card {
  /** What it is called where one of many is chosen. */
  readonly name: string;
  readonly actions: readonly Action[];
  /** How many components its buttons are. */
  readonly controls: number;
  readonly thumbnail: Thumbnail | undefined;
  readonly fixed: number;
  stretches(form: Form): readonly Stretch[];
  text(form: Form, allotment: Allotment): string;
}

/** A card. One that cannot be read, whatever its data, is shown as its title alone: the others are not its fault. */
export function createCard(item: Item): Card {
  try {
    return readCard(item);
  } catch {
    return readCard({ type: 'item', title: titleOf(item), badges: [], actions: [] });
  }
}

function readCard(item: Item): Card {
  const { number, actions } = item;
  const lead = number === undefined ? '' : `**${number}.** `;
  const { title, heading } = createHeading(item);
  const link = linkStretch(safeLink(item.url));
  const byline = bylineStretch(item);
  const body = spanStretch(cleanSpans(flatten(item.body ?? [])), BODY);
  const inline = { full: inlineLinks(actions, 'too-long'), compact: inlineLinks(actions, 'all') };
  const linksIn = ({ cards }: Form) => inline[cards === 'full' ? 'full' : 'compact'];
  return {
    name: `${number === undefined ? '' : `${number}. `}${title.name}`,
    actions,
    controls: countControls(actions),
    thumbnail: thumbnailOf(item.thumbnail),
    // The asterisks around the title, and an empty line where cards are joined.
    fixed: lead.length + 4 + 2,
    stretches: (form) => [
      title.stretch,
      ...(link === undefined ? [] : [link]),
      byline,
      body,
      ...linksIn(form),
    ],
    text(form, allotment) {
      const target = link === undefined ? '' : written(link, allotment);
      const about = [written(byline, allotment), ...linksIn(form).map((one) => written(one, allotment))]
        .filter((part) => part !== '')
        .join(' · ');
      const below = about === '' ? '' : BELOW + about;
      return lead + heading(allotment, target) + below + written(body, allotment);
    },
  };
}

function createHeading(item: Item) {
  const words = cleanSpans(cutSpans(flatten(item.title), LONGEST_TITLE));
  const spans = isBlank(spanText(words)) ? UNTITLED : words;
  const cost = markdownLength(spans);
  const stretch: Stretch = {
    ...{ rank: 'title', least: SHORTEST_TITLE, stays: true, cost },
    write: (most) => renderTitle(cutMarkdown(spans, most), undefined),
  };
  return {
    title: { stretch, name: spanText(spans) },
    heading: (allotment: Allotment, target: string) =>
      renderTitle(cutMarkdown(spans, allotted(stretch, allotment)), target === '' ? undefined : target),
  };
}

const UNTITLED: readonly Span[] = [{ text: 'Untitled' }];

/** A link is there as a whole or not at all. */
function linkStretch(link: string | undefined): Stretch | undefined {
  if (link === undefined) return undefined;
  const cost = linkTarget(link).length + ' · [open]()'.length;
  return {
    ...{ rank: cost > LONG_LINK ? 'long-link' : 'link', least: cost, stays: false, cost },
    write: () => link,
  };
}

function bylineStretch({ byline = '', badges }: Item): Stretch {
  const text = [byline, ...badges]
    .map((part) => cutText(oneLine(part), LONGEST_BYLINE))
    .filter((part) => !isBlank(part))
    .join(' · ');
  const stretch = spanStretch(cleanSpans([{ text }]), {
    rank: 'byline',
    least: SHORTEST_BYLINE,
    stays: false,
  });
  const { cost, write } = stretch;
  const frame = BELOW.length;
  return {
    ...stretch,
    least: SHORTEST_BYLINE + frame,
    cost: cost + frame,
    write: (most) => write(most - frame),
  };
}

function titleOf({ title }: Item): readonly Span[] {
  try {
    cleanText(spanText(title));
    return title;
  } catch {
    return [{ text: 'This entry cannot be shown.' }];
  }
}
