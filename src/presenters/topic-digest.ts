import { type Action, type Block, createReply, type Reply } from '../core/reply.js';
import { cutText } from '../core/safe-text.js';
import type { Paper } from '../papers/paper.js';
import { topicReasons } from '../papers/topic-reasons.js';
import { counted, longDate, paperCard } from './paper-card.js';
import { type KeptTopic, stopTopic } from './topic.js';

/** Long queries are cut where they stand for a reason or on a button; below, they are shown in full. */
const LONGEST_REASON = 80;
const LONGEST_LABEL = 40;
/** More buttons than this would push the papers out of the message. */
const MOST_BUTTONS = 10;

export interface ShownDigest {
  readonly entries: readonly { readonly paper: Paper; readonly topics: readonly KeptTopic[] }[];
  readonly behind: readonly Paper[];
  readonly topics: readonly KeptTopic[];
}

/** What topics bring: each paper with the topics it is here for and where it met them, and how to stop each of them. */
export function topicDigest(
  { entries, behind, topics }: ShownDigest,
  { date, now }: { readonly date: string; readonly now: Date },
): Reply {
  return createReply([
    { type: 'heading', text: `${counted(entries.length, 'paper')} on your topics, ${longDate(date)}` },
    // Without numbers: a number names a paper of the list that a person has asked for.
    ...entries.map(({ paper, topics: wanted }) => reasonedCard(paper, wanted, now)),
    ...moreButton(behind),
    ...footer(topics),
  ]);
}

/** A card with the topics it is here for: "rag OR retrieval: title". */
export function reasonedCard(paper: Paper, topics: readonly KeptTopic[], now: Date, number?: number): Block {
  const card = paperCard(paper, number === undefined ? {} : { number });
  const reasons = topicReasons(topics, paper, now).map(({ topic, explanation }) => {
    const fields = new Set(explanation?.matched.flatMap(({ field }) => (field === undefined ? [] : [field])));
    const query = cutText(topic.query, LONGEST_REASON);
    return fields.size === 0 ? query : `${query}: ${[...fields].join(', ')}`;
  });
  return { ...card, badges: [...card.badges, ...reasons] };
}

function moreButton(behind: readonly Paper[]): readonly Block[] {
  if (behind.length === 0) return [];
  const papers = behind.map(({ id }) => id).join(',');
  const label = `${behind.length.toLocaleString('en')} more`;
  return [
    { type: 'actions', actions: [{ kind: 'command', label, command: 'catchup', options: { papers } }] },
  ];
}

function footer(topics: readonly KeptTopic[]): readonly Block[] {
  const stops = topics
    .slice(0, MOST_BUTTONS)
    .map((topic): Action => stopTopic(topic, `Stop ${cutText(topic.query, LONGEST_LABEL)}`));
  const all: Action = { kind: 'command', label: 'All topics', command: 'subscriptions', options: {} };
  return [
    { type: 'divider' },
    {
      type: 'fields',
      fields: topics.map(({ number, query }) => ({ label: `Topic ${number}`, value: query })),
    },
    { type: 'actions', actions: topics.length > MOST_BUTTONS ? [...stops, all] : stops },
  ];
}
