import { type Block, createReply, type Reply } from '../core/reply.js';
import { cutText } from '../core/safe-text.js';
import type { Paper } from '../papers/paper.js';
import type { Found, NamedPaper } from '../papers/paper-finder.js';
import { paperCard } from './paper-card.js';

type NotFound = Exclude<Found, { kind: 'paper' }>;

/** Says that a paper was not found, and offers the nearest ones; or that it has been withdrawn. */
export function unknownPaper(found: NotFound): Reply {
  if (found.kind === 'withdrawn') return withdrawnPaper(found.paper);
  const { reference, candidates } = found;
  const near: readonly Block[] = candidates.map((paper) => paperCard(paper));
  const offer = near.length === 0 ? '' : ' Did you mean one of these?';
  return createReply([{ type: 'notice', level: 'warning', text: `${missing(reference)}${offer}` }, ...near]);
}

function withdrawnPaper({ title, id }: Paper): Reply {
  const text = `"${cutText(title, 200)}" (${id}) has been withdrawn, so I do not list it any more.`;
  return createReply([{ type: 'notice', level: 'warning', text }]);
}

function missing(reference: NamedPaper): string {
  switch (reference.kind) {
    case 'id':
      return `I do not know the paper ${reference.id}; it is not in my catalog.`;
    case 'number':
      return `There is no number ${reference.number} in the last list you asked for here. Search first, or give an id, a link or a title.`;
    case 'title':
      return `No single paper is called "${cutText(reference.title, 100)}".`;
  }
}
