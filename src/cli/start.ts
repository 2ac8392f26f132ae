import { StartError, startApp } from '../app.js';
import { complain, type Terminal } from './terminal.js';

/** `paperboy start`: runs the bot until it is told to stop. */
export async function start(terminal: Terminal): Promise<number> {
  const { reading, clock, logger, output } = terminal;
  const stopped = terminal.awaitStop();
  try {
    const app = await startApp({ reading, clock, logger, stopped });
    output.write(`${app.welcome.join('\n')}\n`);
    const signal = await stopped;
    logger.info({ event: 'stopping', signal });
    await app.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    if (error.problems.length > 0) return complain(terminal, error.problems);
    logger.info({ event: 'stopped-early', signal: await stopped });
    return 0;
  }
}
