import { BOTS, type BotName, type Load } from './order.js';

const FIRST_RATE = 500;
const COARSE = 1.25;
const FINE = 1.04;
const STEP_SECONDS = 4;
/** Below this nothing is held worth telling. */
const LEAST_RATE = 10;
/** The machine is shared: a rate is given up only when it was missed twice. */
const ATTEMPTS = 2;
export const MOST_P99_MS = 25;

export const KNEE_RULE =
  `The knee is the highest rate held: in ${STEP_SECONDS} s every interaction is answered (rightly, where answers are looked at), and 99 % of them within ${MOST_P99_MS} ms of when they were due; a rate is given up when it is missed ${ATTEMPTS} times. ` +
  `Rates grow by ${Math.round((COARSE - 1) * 100)} % until one is given up (or shrink until one is held), then the gap is halved until it is under ${Math.round((FINE - 1) * 100)} %; the bots take turns, step by step.`;

type PutUnderLoad = (bot: BotName, rate: number, seconds: number) => Promise<Load>;

/** The highest rate that each bot holds, in interactions a second. */
export async function findKnees(load: PutUnderLoad): Promise<Readonly<Record<BotName, number>>> {
  const searches = BOTS.map((bot) => ({ bot, search: createSearch() }));
  for (
    let open = searches;
    open.length > 0;
    open = open.filter(({ search }) => search.next() !== undefined)
  ) {
    for (const { bot, search } of open) {
      const rate = search.next() ?? 0;
      search.tell(rate, await holds(() => load(bot, rate, STEP_SECONDS)));
    }
  }
  const knee = (name: BotName) => searches.find(({ bot }) => bot === name)?.search.held() ?? 0;
  return { paperboy: knee('paperboy'), echo: knee('echo') };
}

async function holds(step: () => Promise<Load>): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { p99, unanswered, wrong } = await step();
    if (unanswered === 0 && wrong.length === 0 && p99 <= MOST_P99_MS) return true;
  }
  return false;
}

function createSearch() {
  let held = 0;
  let missed: number | undefined;
  return {
    held: () => held,
    /** The rate to try; undefined when it is known well enough. */
    next(): number | undefined {
      if (missed === undefined) return held === 0 ? FIRST_RATE : Math.round(held * COARSE);
      if (held === 0) return missed < LEAST_RATE ? undefined : Math.round(missed / COARSE);
      return missed / held <= FINE ? undefined : Math.round((held + missed) / 2);
    },
    tell(rate: number, isHeld: boolean) {
      if (isHeld) held = rate;
      else missed = rate;
    },
  };
}
