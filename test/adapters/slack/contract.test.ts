import { describeChatAdapter } from '../../contracts/chat-adapter.js';
import type { Exchange } from '../../fakes/slack/exchange.js';
import { aliveIn, readable } from '../../fakes/slack/message-text.js';
import { openSlackHouse } from './slack-house.js';

describeChatAdapter('Slack', async () => {
  const { fake, adapter, target, stop } = await openSlackHouse();
  let last: Exchange | undefined;
  return {
    adapter,
    target: target(fake.channels.papers),
    missingTarget: { ...target(fake.channels.papers), id: 'C0NOWHERE' },
    async ask(line) {
      last = fake.slash({ text: line });
      return readable(await last.answer());
    },
    async press(label) {
      if (last?.visible === undefined) throw new Error('There is nothing to press yet.');
      last = fake.press(last.visible, label);
      return readable(await last.answer());
    },
    readable: true,
    buttons: 'pressed',
    alive() {
      if (last?.visible === undefined) throw new Error('There is no answer yet.');
      return aliveIn(last.visible);
    },
    shown: () => fake.shownIn(fake.channels.papers).length,
    posted: () => fake.shownIn(fake.channels.papers).map(readable),
    violations: fake.violations,
    stop,
  };
});
