import { createButtons } from './answers.js';
import { readTitled } from './daily-papers.js';
import { type LeanDiscord, openLeanDiscord } from './lean-discord.js';
import { putUnderLoad, type Receiver } from './load.js';
import { drawWishes } from './mix.js';
import { type BotName, type Order, OrderSchema, type Report } from './order.js';

const WISHES = 20_000;

interface Place {
  readonly discord: LeanDiscord;
  readonly receiver: Receiver;
  readonly servers: number;
  /** How many interactions there have been. */
  asked: number;
}

const [file = ''] = process.argv.slice(2);
const wishes = drawWishes(await readTitled(file), WISHES);
const buttons = createButtons();
const places = new Map<BotName, Place>();

process.on('message', (message) => {
  obey(OrderSchema.parse(message)).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function obey(order: Order): Promise<Report> {
  if (order.step === 'open') {
    const receiver: Receiver = { answered: () => {} };
    const discord = await openLeanDiscord(order.servers, (...answer) => receiver.answered(...answer));
    places.set(order.bot, { discord, receiver, servers: order.servers, asked: 0 });
    return { step: 'opened', token: discord.token, apiUrl: discord.apiUrl };
  }
  const place = places.get(order.bot);
  if (place === undefined) throw new Error(`There is no Discord for ${order.bot}.`);
  const answersPapers = order.bot === 'paperboy';
  const load = await putUnderLoad({ ...place, ...order, wishes, buttons, first: place.asked, answersPapers });
  place.asked += load.sent;
  return load;
}
