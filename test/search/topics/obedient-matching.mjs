// A thread that does what it reads, in a paper or a query, so that tests can see it hang, crash and throw.
import { parentPort } from 'node:worker_threads';

function obey(call) {
  const [word] = call.kind === 'papers' ? call.documents.map(({ title }) => title) : call.queries;
  if (word === 'hang') for (;;);
  if (word === 'crash') process.exit(7);
  if (word === 'throw') throw new Error('out of luck');
  return { pairs: call.kind === 'papers' ? new Uint32Array() : Uint32Array.of(0, 0), failures: [] };
}

parentPort.on('message', ({ number, call }) => {
  try {
    parentPort.postMessage({ kind: 'answer', number, answer: obey(call) });
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', number, reason: error.message });
  }
});
