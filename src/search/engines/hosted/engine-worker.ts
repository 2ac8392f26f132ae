import { workerData } from 'node:worker_threads';
import { answerCalls, notice, reasonOf } from '../../../threads/answering-calls.js';
import { completeQuery } from '../../completion/complete-query.js';
import { freeSearch } from '../../free-search.js';
import type { SearchDocument, SearchEngine } from '../../search-engine.js';
import { openBm25Engine } from '../bm25/bm25-engine.js';
import { createLunrEngine } from '../lunr/lunr-engine.js';
import type { Answer, Call, EngineNotice, EngineOrder } from './messages.js';

const order: EngineOrder = workerData;
const { engine, upTo } = await open(order);
let gathered: SearchDocument[] = [];

answerCalls(answer, (call) => call.kind === 'close');
notice<EngineNotice>({ kind: 'ready', size: engine.size, upTo });

async function open({
  engine: name,
  snapshot,
}: EngineOrder): Promise<{ readonly engine: SearchEngine; readonly upTo: number }> {
  if (name === 'lunr') return { engine: createLunrEngine(), upTo: 0 };
  const failed = (error: unknown) => notice<EngineNotice>({ kind: 'not-kept', reason: reasonOf(error) });
  const bm25 = await openBm25Engine(snapshot === undefined ? {} : { snapshot: { ...snapshot, failed } });
  return { engine: bm25, upTo: bm25.upTo };
}

async function answer(call: Call): Promise<Answer> {
  switch (call.kind) {
    case 'search':
      return { kind: 'found', page: await engine.search(call.request) };
    case 'similar':
      return { kind: 'similar', hits: await engine.similar(call.id, call.limit) };
    case 'suggest':
      return { kind: 'suggested', suggestions: await engine.suggest(call.prefix, call.limit) };
    case 'search-freely':
      return { kind: 'found-freely', result: await freeSearch(engine, call.request) };
    case 'complete':
      return { kind: 'completed', completions: await completeQuery(engine, call.request) };
    case 'add':
      gathered = gathered.concat(call.documents);
      if (call.last) await engine.add(gathered.splice(0));
      break;
    case 'remove':
      await engine.remove(call.ids);
      break;
    case 'close':
      await engine.close();
  }
  return { kind: 'changed', size: engine.size };
}
