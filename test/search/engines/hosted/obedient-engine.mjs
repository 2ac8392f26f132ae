// An engine's thread that does what the text of a search or an id tells it to, so that tests can see it hang, crash and come back.
import { parentPort, workerData } from 'node:worker_threads';

const papers = new Map();

function search(text) {
  if (text === 'hang') for (;;);
  if (text === 'crash') process.exit(7);
  if (text === 'throw') throw new Error('out of luck');
  return { total: papers.size, hits: [...papers.keys()].map((id) => ({ id, score: 1 })) };
}

function answer(call) {
  switch (call.kind) {
    case 'search':
      return { kind: 'found', page: search(call.request.query.text) };
    case 'search-freely':
      return { kind: 'found-freely', result: { ...search(call.request.query.text), strict: 0 } };
    case 'similar':
      return { kind: 'similar', hits: [] };
    case 'suggest':
      return { kind: 'suggested', suggestions: [] };
    case 'add':
      for (const paper of call.documents) {
        if (paper.id === 'poison') process.exit(8);
        papers.set(paper.id, paper);
      }
      break;
    case 'remove':
      for (const id of call.ids) papers.delete(id);
  }
  return { kind: 'changed', size: papers.size };
}

parentPort.on('message', ({ number, call }) => {
  try {
    parentPort.postMessage({ kind: 'answer', number, answer: answer(call) });
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', number, reason: error.message });
  }
});
// What the order names as its stamp is how far it says it has got.
const ready = { kind: 'ready', size: 0, upTo: Number(workerData.snapshot?.stamp ?? 0) };
parentPort.postMessage({ kind: 'notice', notice: ready });
