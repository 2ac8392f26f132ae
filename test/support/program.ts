import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The built program as its users run it: a process of its own, with these variables and no others. */
export interface Program {
  /** Resolves with what standard output has said as soon as it holds such text. */
  says(text: RegExp): Promise<string>;
  /** The same of what it has logged. */
  logs(text: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
  type(text: string): void;
  finished: Promise<Finished>;
}

export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  log: 'pipe' | number = 'pipe',
): Program {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', log],
  });
  const [output, errors] = [collect(child, 'stdout'), collect(child, 'stderr')];
  const finished = once(child, 'close').then(() => ({
    code: child.exitCode,
    output: output(),
    errors: errors(),
  }));
  return {
    finished,
    signal: (name) => void child.kill(name),
    type: (text) => void child.stdin?.end(text),
    says: (text) => reaches(text, output, child.stdout),
    logs: (text) => reaches(text, errors, child.stderr),
  };

  async function reaches(text: RegExp, said: () => string, stream: Readable | null): Promise<string> {
    while (!text.test(said())) {
      const ended = await Promise.race([
        once(stream ?? child, 'data').then(() => false),
        finished.then(() => true),
      ]);
      if (ended && !text.test(said()))
        throw new Error(`It ended and never said ${text}: ${output()}${errors()}`);
    }
    return said();
  }
}

function collect(child: ChildProcess, from: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[from]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
