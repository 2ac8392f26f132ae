import { answerCalls, reasonOf } from '../../threads/answering-calls.js';
import { parseQuery } from '../query/parse.js';
import type { SearchDocument } from '../search-engine.js';
import { type BatchIndex, indexBatch } from './batch-index.js';
import type { MatchingAnswer, MatchingCall } from './messages.js';

let gathered: SearchDocument[] = [];
let index: BatchIndex = indexBatch([]);
let asked = new Set<string>();

answerCalls((call: MatchingCall): MatchingAnswer => {
  if (call.kind === 'queries') return match(call.queries, call.now);
  gathered.push(...call.documents);
  if (call.last) {
    index = indexBatch(gathered);
    gathered = [];
    asked = new Set();
  }
  return { pairs: new Uint32Array(), failures: [] };
});

function match(queries: readonly string[], now: Date): MatchingAnswer {
  const pairs: number[] = [];
  const failures: { query: number; reason: string }[] = [];
  for (const [query, text] of queries.entries()) {
    // Many people follow the same.
    if (asked.has(text)) continue;
    asked.add(text);
    try {
      const parsed = parseQuery(text);
      if (!parsed.ok) failures.push({ query, reason: parsed.problem.message });
      else for (const paper of index.matching(parsed.query.root, now)) pairs.push(query, paper);
    } catch (error) {
      failures.push({ query, reason: reasonOf(error) });
    }
  }
  return { pairs: Uint32Array.from(pairs), failures };
}
