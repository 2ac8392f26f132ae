// Loaded into every thread before it starts: one that is asked for the word "hangforever" never comes back, as a bug could make it.
import { isMainThread, parentPort } from 'node:worker_threads';

if (!isMainThread && parentPort !== null) {
  const listen = parentPort.on.bind(parentPort);
  parentPort.on = (event, listener) =>
    listen(event, (message) => {
      if (event === 'message' && JSON.stringify(message).includes('hangforever')) for (;;);
      return listener(message);
    });
}
