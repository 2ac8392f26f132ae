import { createInterface } from 'node:readline/promises';
import type { CommandSummary } from '../../core/command.js';

const LEAVING = new Set(['exit', 'quit']);

export interface PromptOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly commands: readonly CommandSummary[];
  answer(text: string): Promise<unknown>;
}

/** Reads one question a line until `exit`, Ctrl-D or the end of the input. Lines that come in while one is being answered wait. */
export async function runPrompt({ input, output, commands, answer }: PromptOptions): Promise<void> {
  const completer = completerOf([...commands.map(({ name }) => name), 'exit']);
  const lines = createInterface({ input, output, prompt: 'paperboy> ', completer, historySize: 200 });
  let open = true;
  lines.once('close', () => {
    open = false;
  });
  const invite = () => {
    if (open && lines.terminal) lines.prompt();
  };
  try {
    invite();
    for await (const line of lines) {
      const text = line.trim();
      if (LEAVING.has(text.toLowerCase())) return;
      if (text !== '') {
        await answer(text);
        output.write('\n');
      }
      invite();
    }
    if (lines.terminal) output.write('\n');
  } finally {
    lines.close();
  }
}

function completerOf(names: readonly string[]): (line: string) => [string[], string] {
  return (line) => [names.filter((name) => name.startsWith(line)), line];
}
