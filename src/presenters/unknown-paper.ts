import { type Block, createReply, type Reply } from '../core/reply.js';
import { cutText } from '../core/safe-text.js';
import type { Found, NamedPaper } from '../papers/paper-finder.js';
import type { LookupTrouble } from '../papers/paper-lookup.js';
import { paperCard } from './paper-card.js';
import { nameOf } from './source-status.js';

type NotFound = Exclude<Found, { kind: 'paper' }>;

/** Says why there is no paper to show, and offers the nearest ones where a title was not found. */
export function unknownPaper(found: NotFound): Reply {
  const near: readonly Block[] =
    found.kind === 'unknown' ? found.candidates.map((paper) => paperCard(paper)) : [];
  const offer = near.length === 0 ? '' : ' Did you mean one of these?';
  return createReply([{ type: 'notice', level: 'warning', text: `${reasonOf(found)}${offer}` }, ...near]);
}

function reasonOf(found: NotFound): string {
  switch (found.kind) {
    case 'withdrawn':
      return `${withdrawnName(found)} has been withdrawn, so I do not list it any more. \`search\` finds others on its subject.`;
    case 'unknown':
      return missing(found.reference, found.asked);
    case 'unanswered':
      return `I do not know the paper ${found.id} myself, and ${troubleOf(nameOf(found.source), found.trouble)}`;
    case 'too-many': {
      const again = `Try again in ${found.seconds === 1 ? 'a second' : `${found.seconds} seconds`}.`;
      return `I do not know the paper ${found.id} myself, and ${WAITING[found.who]} ${again}`;
    }
  }
}

function withdrawnName({ id, title }: Extract<NotFound, { kind: 'withdrawn' }>): string {
  return title === undefined ? `The paper ${id}` : `"${cutText(title, 200)}" (${id})`;
}

const WAITING = {
  person: 'you have just had me look up many.',
  tenant: 'many have just been looked up here.',
  everybody: 'many people have just had me look up papers.',
} as const;

function troubleOf(source: string, trouble: LookupTrouble): string {
  switch (trouble) {
    case 'late':
      return `${source} did not answer in time; try again in a minute.`;
    case 'limited':
      return `${source} takes no more questions from me for now; try again in a few minutes.`;
    case 'down':
      return `${source} cannot answer just now; try again in a minute.`;
    case 'refused':
      return `${source} does not answer me. Whoever runs me finds the reason in the log.`;
    case 'unreadable':
      return `what ${source} says of it cannot be used. Try again later.`;
  }
}

function missing(reference: NamedPaper, asked: readonly string[]): string {
  switch (reference.kind) {
    case 'id': {
      const others = asked.map(nameOf).join(' and ');
      const verb = asked.length === 1 ? 'does' : 'do';
      const nobody = others === '' ? '; it is not in my catalog' : `, and neither ${verb} ${others}`;
      return `I do not know the paper ${reference.id}${nobody}. \`search\` finds papers by words of their titles.`;
    }
    case 'number':
      return `There is no number ${reference.number} in the last list you asked for here. Search first, or give an id, a link or a title.`;
    case 'title':
      return `No single paper is called "${cutText(reference.title, 100)}".`;
  }
}
