import type { Fields } from '../core/reply.js';
import { cutText } from '../core/safe-text.js';
import type { TopicReason } from '../papers/topic-reasons.js';

type Explanation = NonNullable<TopicReason<unknown>['explanation']>;
type Evidence = Explanation['matched'][number];

const LONGEST_QUERY = 100;

/** A topic and a paper. */
export interface ShownReason {
  readonly number: number;
  readonly query: string;
  readonly paused: boolean;
  readonly explanation: Explanation | undefined;
  /** Whether the paper has been brought there already. */
  readonly given: boolean;
  /** Whether the paper was known before the topic was. */
  readonly before: boolean;
  /** Whether it was only looked up. */
  readonly lookedUp: boolean;
}

/** For each topic: matched or blocked, by which words, and whether the paper was brought. */
export function topicReasonFields(reasons: readonly ShownReason[]): Fields {
  return {
    type: 'fields',
    fields: reasons.map((reason) => ({
      label: `Topic ${reason.number}, ${cutText(reason.query, LONGEST_QUERY)}`,
      value: verdict(reason),
    })),
  };
}

function verdict({ explanation, given, before, lookedUp, paused }: ShownReason): string {
  if (explanation === undefined) return 'its query cannot be read any more.';
  if (!explanation.matches) return `blocked: ${listed(explanation.blocking, blockedBy)}.`;
  const matched = `matches: ${listed(explanation.matched, metBy) || 'nothing keeps it out'}.`;
  if (given) return `${matched} It has been brought.`;
  if (lookedUp) return `${matched} It was only looked up; it is brought when it is listed.`;
  if (before) return `${matched} It was here before the topic, so it is not brought.`;
  return paused ? `${matched} The topic is paused.` : `${matched} It has not been brought yet.`;
}

function listed(evidence: readonly Evidence[], phrase: (one: Evidence) => string): string {
  return [...new Set(evidence.map(phrase))].join('; ');
}

/** "rag in the title: RAG". */
function metBy({ clause, field, words }: Evidence): string {
  const found = words.length === 0 ? '' : `: ${words.join(', ')}`;
  return field === undefined ? `${clause}${found}` : `${clause} in ${fieldName(field)}${found}`;
}

function blockedBy({ clause, field, words }: Evidence): string {
  if (clause.startsWith('-')) return `${clause}, but ${place(field)} has ${words.join(', ') || 'it'}`;
  if (words.length > 0) return `${clause}, but ${place(field)} is ${words.join(', ')}`;
  return field === undefined ? `${clause} is missing` : `${clause} is not in ${fieldName(field)}`;
}

function place(field: string | undefined): string {
  return field === undefined ? 'the paper' : fieldName(field);
}

function fieldName(field: string): string {
  switch (field) {
    case 'author':
      return 'the authors';
    case 'org':
      return 'the organisation';
    case 'keyword':
      return 'the keywords';
    case 'published':
      return 'the date';
    case 'upvotes':
    case 'comments':
    case 'stars':
      return `the number of ${field}`;
    default:
      return `the ${field}`;
  }
}
