import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningBot, startBot, startProgram } from '../running-bot.js';
import { SHIPPED_FLAGS } from '../shipped-flags.js';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const ECHO = fileURLToPath(new URL('../../var/bench/bench/discord/echo-bot.js', import.meta.url));

type Env = Readonly<Record<string, string>>;

/** As `npm start` runs it, from a new folder. */
export function startPaperboy(env: Env, cwd: string): Promise<RunningBot> {
  return startBot(env, cwd, SHIPPED_FLAGS);
}

/** The peer, as anybody would run it. */
export function startEcho(env: Env, cwd: string): Promise<RunningBot> {
  return startProgram({ args: [ECHO], env, cwd, ready: 'ready' });
}

/** A database with the papers of a file; comes back with its address. */
export function fillDatabase(folder: string, papersFile: string): string {
  const url = `file:${join(folder, 'papers.db')}`;
  execFileSync(process.execPath, [MAIN, 'ingest', papersFile], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return url;
}
