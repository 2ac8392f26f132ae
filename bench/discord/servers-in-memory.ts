import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningBot } from '../running-bot.js';
import { startEcho, startPaperboy } from './bots.js';
import { startDiscords } from './discords.js';
import type { BotName } from './order.js';

const SETTLE_MS = 5_000;
const FEW = 1;
export const MANY = 2_500;

export interface Resident {
  readonly few: number;
  readonly many: number;
}

/** What a bot with the seed corpus takes that is in one server, and in very many; megabytes, some seconds after it is ready. */
export async function measureServers(
  folder: string,
  papersFile: string,
): Promise<Readonly<Record<BotName, Resident>>> {
  const residentMb = async (bot: BotName, servers: number) => {
    const discords = startDiscords(papersFile);
    try {
      const keys = await discords.open(bot, servers);
      const url = `file:${join(folder, `${bot}-${servers}.db`)}`;
      const running = await (bot === 'echo'
        ? startEcho(keys, folder)
        : startPaperboy({ DATABASE_URL: url, ...keys }, folder));
      return await settledMb(running);
    } finally {
      discords.stop();
    }
  };
  const both = async (bot: BotName) => ({
    few: await residentMb(bot, FEW),
    many: await residentMb(bot, MANY),
  });
  return { paperboy: await both('paperboy'), echo: await both('echo') };
}

async function settledMb(bot: RunningBot): Promise<number> {
  await pause(SETTLE_MS);
  const residentMb = await bot.memoryMb();
  await bot.stop();
  return residentMb;
}
