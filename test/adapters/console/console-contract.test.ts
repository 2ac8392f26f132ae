import { PassThrough } from 'node:stream';
import { createConsoleAdapter } from '../../../src/adapters/console/adapter.js';
import type { Target } from '../../../src/core/invocation.js';
import { describeChatAdapter } from '../../contracts/chat-adapter.js';

const TERMINAL: Target = { platform: 'console', tenant: 'local', id: 'terminal', kind: 'direct' };

/** What a terminal obeys instead of showing it: a link behind other words, a bell, a colour, a moved cursor. */
const CONTROL = /[^\P{Cc}\n]/gu;

describeChatAdapter('the terminal', async () => {
  const output = new PassThrough({ encoding: 'utf8' });
  const adapter = createConsoleAdapter({ input: new PassThrough(), output, color: false, width: () => 100 });
  const answers: string[] = [];
  const posts: string[] = [];
  const written = () => String(output.read() ?? '');
  const ask = async (line: string) => {
    await adapter.askOnce(line);
    const answer = written();
    answers.push(answer);
    return answer;
  };
  return {
    adapter: {
      ...adapter,
      async send(target, reply, key) {
        const sent = await adapter.send(target, reply, key);
        posts.push(written());
        return sent;
      },
    },
    target: TERMINAL,
    missingTarget: { ...TERMINAL, id: 'elsewhere' },
    ask,
    async press(label) {
      const line = new RegExp(`${label}: (.+?)(?: · |$)`, 'm').exec(answers.at(-1) ?? '')?.[1];
      if (line === undefined) throw new Error(`Nothing says what to type for "${label}".`);
      return ask(line);
    },
    readable: false,
    buttons: 'typed',
    alive() {
      const answer = answers.at(-1) ?? '';
      const addresses = answer.match(/https?:\/\/[^\s)>|]+/g) ?? [];
      return { pings: answer.match(CONTROL) ?? [], links: addresses.map((url) => ({ text: url, url })) };
    },
    shown: () => answers.length + posts.length,
    posted: () => posts,
    violations: [],
    stop: () => adapter.stop(),
  };
});
