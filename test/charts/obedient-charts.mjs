// A thread that does what it reads in the title of a chart, so that tests can see it hang, crash and throw.
import { parentPort } from 'node:worker_threads';

function obey([word]) {
  if (word === 'hang') for (;;);
  if (word === 'crash') process.exit(7);
  if (word === 'throw') throw new Error('out of ink');
  return `by thread ${STARTED}`;
}

const STARTED = process.hrtime.bigint();

parentPort.on('message', ({ number, call }) => {
  try {
    parentPort.postMessage({ kind: 'answer', number, answer: obey(call.titles) });
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', number, reason: error.message });
  }
});
