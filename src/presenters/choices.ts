import type { Choice } from '../core/typing.js';
import type { SuggestedZone } from '../core/zone-suggestions.js';
import type { SuggestedPaper } from '../papers/paper-suggestions.js';
import type { Completion } from '../search/completion/complete-query.js';
import { counted, shownTitle } from './paper-card.js';

/** A query to choose, with the number of papers it finds; where it finds none, it says nothing of that while somebody is typing. */
export function queryChoice({ query: { text }, total }: Completion): Choice {
  return { name: total === 0 ? text : `${text} · ${counted(total, 'paper')}`, value: text };
}

/**
 * Takes the numbers of papers out of a query again: a chat may put the name of a choice into its input box, where people type on or
 * delete from the end.
 */
export function withoutCounts(query: string): string {
  return query.replace(/\s·\s\d[\d,]*(?:\sp(?:a(?:p(?:e(?:rs?)?)?)?)?)?(?=\s|$)/g, '');
}

/** A paper to choose, by its title; its number in the last list stands before it. */
export function paperChoice({ paper, number }: SuggestedPaper): Choice {
  const title = shownTitle(paper);
  return { name: number === undefined ? title : `${number}. ${title}`, value: paper.id };
}

/** A time zone to choose, with the difference to Greenwich that it has now. */
export function zoneChoice({ zone, offset }: SuggestedZone): Choice {
  return { name: `${zone} · ${offset}`, value: zone };
}

/** One of somebody's topics to choose by its number. */
export function topicChoice(topic: {
  readonly number: number;
  readonly query: string;
  readonly paused: boolean;
}): Choice {
  const { number, query, paused } = topic;
  return { name: `${number}. ${paused ? '(paused) ' : ''}${query}`, value: String(number) };
}
