import type { APIMessage } from 'discord-api-types/v10';
import { readCommandName } from '../../../src/core/read-text.js';
import { type ChatHarness, describeChatAdapter } from '../../contracts/chat-adapter.js';
import { textOf } from '../../fakes/discord/message-view.js';
import { TRANSPORTS, type Transport } from '../../support/served-routes.js';
import { createDiscordHarness } from './discord-harness.js';
import { aliveIn } from './drawing/markdown-reader.js';

for (const transport of TRANSPORTS)
  describeChatAdapter(`Discord over ${transport}`, () => openHarness(transport));

async function openHarness(transport: Transport): Promise<ChatHarness> {
  const { fake, adapter, targetOf, stop } = await createDiscordHarness({}, transport);
  const target = targetOf(fake.channel);
  let last: APIMessage | undefined;
  const show = async (answer: Promise<APIMessage>) => {
    last = await answer;
    return textOf(last);
  };
  return {
    adapter,
    target,
    missingTarget: { ...target, id: '9'.repeat(18) },
    ask(line) {
      const { name, rest } = readCommandName(line);
      return show(fake.slash({ subcommand: name, options: { query: rest } }).answer());
    },
    press(label) {
      if (last === undefined) throw new Error('Nothing was answered yet.');
      return show(fake.press(last, label).answer());
    },
    readable: true,
    buttons: 'pressed',
    alive() {
      if (last === undefined) throw new Error('Nothing was answered yet.');
      return aliveIn(textOf(last));
    },
    shown: () => fake.messages().length,
    posted: () => fake.messages().map(textOf),
    violations: fake.violations,
    stop,
  };
}
