import { analyzeDocument } from '../search/document-terms.js';
import { type Explanation, explain } from '../search/query/explain.js';
import { parseQuery } from '../search/query/parse.js';
import type { Paper } from './paper.js';
import { searchDocument } from './search-document.js';

/** Why a topic has brought a paper, or what kept it out. */
export interface TopicReason<Topic> {
  readonly topic: Topic;
  /** Absent where the topic's query cannot be read any more. */
  readonly explanation?: Explanation;
}

/** Tells for each topic whether it matches a paper, by which clauses and words, or which clause blocks it; in the order of the topics. */
export function topicReasons<Topic extends { readonly query: string }>(
  topics: readonly Topic[],
  paper: Paper,
  now: Date,
): readonly TopicReason<Topic>[] {
  const analysed = analyzeDocument(searchDocument(paper));
  return topics.map((topic) => {
    const parsed = parseQuery(topic.query);
    return parsed.ok ? { topic, explanation: explain(parsed.query, analysed, now) } : { topic };
  });
}
