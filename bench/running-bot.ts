import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));

/** A bot in a process of its own. */
export interface RunningBot {
  /** Resident memory at this moment. */
  memoryMb(): Promise<number>;
  /** How often each event was logged. */
  readonly events: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export interface Program {
  /** For Node, the file among them. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** What it prints when it is ready. */
  readonly ready: string;
}

/** The built bot. */
export function startBot(
  env: Readonly<Record<string, string>>,
  cwd: string,
  flags: readonly string[] = [],
): Promise<RunningBot> {
  return startProgram({
    args: [...flags, MAIN, 'start'],
    env: { PORT: '0', LOG_LEVEL: 'info', ...env },
    cwd,
    ready: 'papers are ready',
  });
}

export async function startProgram({ args, env, cwd, ready }: Program): Promise<RunningBot> {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  const events = new Map<string, number>();
  createInterface(child.stderr).on('line', (line) => {
    const [, event = line] = /"event":"([^"]+)"/.exec(line) ?? [];
    events.set(event, (events.get(event) ?? 0) + 1);
  });
  for await (const chunk of child.stdout) if (String(chunk).includes(ready)) break;
  return {
    events,
    async memoryMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
