import { setTimeout as pause } from 'node:timers/promises';
import type { RunningBot } from '../running-bot.js';
import { fillDatabase, startEcho, startPaperboy } from './bots.js';
import { type Discords, startDiscords } from './discords.js';
import { findKnees } from './knee.js';
import type { BotName, Load } from './order.js';
import type { Sample } from './slope.js';

export const RATE = 500;
export const SECONDS = 60;
const ECHO_SECONDS = 20;
const SERVERS = 50;
const WARM_UPS = [100, 300, 500];
const WARM_UP_SECONDS = 4;
export const SOAK_RATE = 500;
export const COMMANDS = 100_000;
const SAMPLE_EVERY_MS = 500;
const SWEEPS = 1;

export interface Answering {
  readonly steady: Load;
  /** Before and after it. */
  readonly echo: readonly Load[];
  readonly knees: readonly Readonly<Record<BotName, number>>[];
  /** Over the first 100,000 commands after the warm-up. */
  readonly memory: readonly Sample[];
  readonly soak: Load;
  readonly events: ReadonlyMap<string, number>;
}

/** Both bots side by side, each under load in its turn. */
export async function measureAnswers(folder: string, papersFile: string): Promise<Answering> {
  const discords = startDiscords(papersFile);
  const bots: RunningBot[] = [];
  try {
    const url = fillDatabase(folder, papersFile);
    const keys = await discords.open('paperboy', SERVERS);
    const paperboy = await startPaperboy({ DATABASE_URL: url, ...keys }, folder);
    bots.push(paperboy, await startEcho(await discords.open('echo', SERVERS), folder));
    await warmUp(discords);
    const watch = watchMemory(paperboy);
    const before = await discords.load('echo', RATE, ECHO_SECONDS);
    const steady = await watch.during(discords.load('paperboy', RATE, SECONDS), RATE);
    const after = await discords.load('echo', RATE, ECHO_SECONDS);
    const rest = COMMANDS - RATE * SECONDS;
    const soak = await watch.during(discords.load('paperboy', SOAK_RATE, rest / SOAK_RATE), SOAK_RATE);
    const knees: Readonly<Record<BotName, number>>[] = [];
    for (let sweep = 0; sweep < SWEEPS; sweep++) knees.push(await findKnees(discords.load));
    return { steady, echo: [before, after], knees, memory: watch.samples, soak, events: paperboy.events };
  } finally {
    discords.stop();
    await Promise.all(bots.map((bot) => bot.stop()));
  }
}

async function warmUp({ load }: Discords): Promise<void> {
  for (const rate of WARM_UPS) {
    await load('paperboy', rate, WARM_UP_SECONDS);
    await load('echo', rate, WARM_UP_SECONDS);
  }
}

function watchMemory(bot: RunningBot) {
  const samples: Sample[] = [];
  let commands = 0;
  return {
    samples,
    /** Samples while a load of so many a second goes on. */
    async during(load: Promise<Load>, rate: number): Promise<Load> {
      const [before, started] = [commands, performance.now()];
      let over = false;
      const done = load.finally(() => {
        over = true;
      });
      while (!over) {
        const residentMb = await bot.memoryMb();
        commands = before + ((performance.now() - started) / 1_000) * rate;
        samples.push({ commands, residentMb });
        await Promise.race([done, pause(SAMPLE_EVERY_MS)]);
      }
      const report = await done;
      commands = before + report.sent;
      return report;
    },
  };
}
