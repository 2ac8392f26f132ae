import { type Block, createReply, type Reply } from '../core/reply.js';
import { cutText } from '../core/safe-text.js';
import type { Paper } from '../papers/paper.js';
import { topicReasons } from '../papers/topic-reasons.js';
import { counted, longDate, paperCard, plainCard } from './paper-card.js';
import { type KeptTopic, stopTopics } from './topic.js';

/** Queries are cut where they stand for a reason or on a button, the more so the more there are: what is to be read are the papers. */
const LONGEST_REASON = 80;
const LONGEST_REASONS = 240;
const MOST_REASONS = 6;
/** In the foot one or two are shown in full. */
const LONGEST_QUERIES = 1_200;
const MOST_TOPICS = 10;

export interface ShownDigest {
  readonly entries: readonly { readonly paper: Paper; readonly topics: readonly KeptTopic[] }[];
  /** The ids of those of which only title and link can be shown. */
  readonly plain?: ReadonlySet<string>;
  readonly behind: readonly Paper[];
  readonly topics: readonly KeptTopic[];
}

/** What topics bring: each paper with the topics it is here for and where it met them, and how to stop each of them. */
export function topicDigest(
  { entries, plain, behind, topics }: ShownDigest,
  { date, now }: { readonly date: string; readonly now: Date },
): Reply {
  return createReply([
    { type: 'heading', text: `${counted(entries.length, 'paper')} on your topics, ${longDate(date)}` },
    // Without numbers: a number names a paper of the list that a person has asked for.
    ...entries.map(({ paper, topics: wanted }) =>
      plain?.has(paper.id) === true ? plainCard(paper) : reasonedCard(paper, wanted, now),
    ),
    ...moreButton(behind),
    ...footer(topics),
  ]);
}

/** A card with the topics it is here for: "rag OR retrieval: title". */
export function reasonedCard(paper: Paper, topics: readonly KeptTopic[], now: Date, number?: number): Block {
  const card = paperCard(paper, number === undefined ? {} : { number });
  const shown = topics.slice(0, MOST_REASONS);
  const longest = Math.min(LONGEST_REASON, Math.floor(LONGEST_REASONS / shown.length));
  const reasons = topicReasons(shown, paper, now).map(({ topic, explanation }) => {
    const fields = new Set(explanation?.matched.flatMap(({ field }) => (field === undefined ? [] : [field])));
    const query = cutText(topic.query, longest);
    return fields.size === 0 ? query : `${query}: ${[...fields].join(', ')}`;
  });
  return { ...card, badges: [...card.badges, ...reasons, ...others(topics.length - shown.length)] };
}

function others(count: number): readonly string[] {
  return count === 0 ? [] : [`and ${counted(count, 'more topic')}`];
}

function moreButton(behind: readonly Paper[]): readonly Block[] {
  if (behind.length === 0) return [];
  const papers = behind.map(({ id }) => id).join(',');
  const label = `${behind.length.toLocaleString('en')} more`;
  return [
    { type: 'actions', actions: [{ kind: 'command', label, command: 'catchup', options: { papers } }] },
  ];
}

/** In every message, also where there are several: what it is about, and how to stop it. */
function footer(topics: readonly KeptTopic[]): readonly Block[] {
  const shown = topics.slice(0, MOST_TOPICS);
  const longest = Math.floor(LONGEST_QUERIES / shown.length);
  const more = topics.length - shown.length;
  return [
    { type: 'divider' },
    {
      type: 'fields',
      fields: shown.map(({ number, query }) => ({
        label: `Topic ${number}`,
        value: cutText(query, longest),
      })),
    },
    ...others(more).map((text): Block => ({ type: 'text', spans: [{ text }], subtle: true })),
    stopTopics(shown, { more: more > 0 }),
  ];
}
