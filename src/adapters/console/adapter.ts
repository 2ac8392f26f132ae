import type { Answer, Bot, ChatAdapter } from '../../core/chat-adapter.js';
import { DeliveryError } from '../../core/errors.js';
import type { Target } from '../../core/invocation.js';
import type { Reply } from '../../core/reply.js';
import { runPrompt } from './prompt.js';
import { renderReply } from './render.js';

const TERMINAL: Target = { platform: 'console', tenant: 'local', id: 'terminal', kind: 'direct' };
/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;

export interface ConsoleAdapterOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly color: boolean;
  /** The cells of a line; asked again for every answer, for windows are resized. */
  width(): number;
}

export interface ConsoleAdapter extends ChatAdapter {
  /** Asks one question and prints the answer; resolves with the exit code: 1 when the answer is a warning or an error. */
  askOnce(text: string): Promise<0 | 1>;
  /** Takes questions until the person leaves with `exit` or Ctrl-D. */
  prompt(): Promise<void>;
}

/** paperboy in a terminal: one question from the command line, or a conversation. */
export function createConsoleAdapter({ input, output, color, width }: ConsoleAdapterOptions): ConsoleAdapter {
  let bot: Bot | undefined;
  let sent = 0;

  const print = (reply: Reply) => {
    const options = { width: Math.min(width(), WIDEST), color, commands: bot?.commands ?? [] };
    output.write(`${renderReply(reply, options)}\n`);
  };
  const answer = async (text: string): Promise<Reply> => {
    if (bot === undefined) throw new Error('The console adapter takes questions only once it has started.');
    const { reply } = await ask(bot, text);
    print(reply);
    return reply;
  };

  return {
    platform: TERMINAL.platform,
    async start(started) {
      bot = started;
      return [];
    },
    async stop() {
      bot = undefined;
    },
    connected: () => bot !== undefined,
    async send(target, reply) {
      if (!isTerminal(target)) throw new DeliveryError('gone', missing(target));
      if (bot === undefined) throw new DeliveryError('retry', 'The terminal is not being used.');
      print(reply);
      sent += 1;
      return { messageId: String(sent) };
    },
    remembersKeyMs: 0,
    limits: { items: 50, text: 100_000 },
    // What was printed cannot be read back.
    find: async () => 'unreadable',
    async check(target) {
      return isTerminal(target) ? { ok: true } : { ok: false, missing: missing(target) };
    },
    askOnce: async (text) => (isFailure(await answer(text)) ? 1 : 0),
    prompt: () => runPrompt({ input, output, commands: bot?.commands ?? [], answer }),
  };
}

function ask(bot: Bot, text: string): Promise<Answer> {
  return bot.handle({
    input: { kind: 'text', text },
    caller: { id: 'terminal' },
    target: TERMINAL,
    direct: TERMINAL,
    hasRight: async () => true,
  });
}

/** An answer that says nothing but what went wrong; a warning above results is still an answer. */
function isFailure({ blocks }: Reply): boolean {
  return blocks.length > 0 && blocks.every((block) => block.type === 'notice' && block.level !== 'info');
}

function isTerminal({ platform, tenant, id }: Target): boolean {
  return platform === TERMINAL.platform && tenant === TERMINAL.tenant && id === TERMINAL.id;
}

function missing({ id }: Target): string {
  return `There is no "${id}" here: a terminal posts to itself only.`;
}
