import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type BotName, type Load, type Order, type Report, ReportSchema } from './order.js';

const CHILD = fileURLToPath(new URL('../../var/bench/bench/discord/child.js', import.meta.url));

/** The process that plays Discord for both bots, and measures them by one clock. */
export interface Discords {
  /** What a bot needs to know to log in there. */
  open(bot: BotName, servers: number): Promise<Readonly<Record<'DISCORD_TOKEN' | 'DISCORD_API_URL', string>>>;
  load(bot: BotName, rate: number, seconds: number): Promise<Load>;
  stop(): void;
}

export function startDiscords(papersFile: string): Discords {
  const child = fork(CHILD, [papersFile]);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The Discords have ended.')));
  ended.catch(() => undefined);
  const ask = async (order: Order): Promise<Report> => {
    const reported = once(child, 'message');
    child.send(order);
    const [message] = await Promise.race([reported, ended]);
    return ReportSchema.parse(message);
  };
  return {
    async open(bot, servers) {
      const report = await ask({ step: 'open', bot, servers });
      if (report.step !== 'opened') throw new Error('No Discord was opened.');
      return { DISCORD_TOKEN: report.token, DISCORD_API_URL: report.apiUrl };
    },
    async load(bot, rate, seconds) {
      const report = await ask({ step: 'load', bot, rate, seconds });
      if (report.step !== 'loaded') throw new Error('Nothing was sent.');
      return report;
    },
    stop: () => void child.kill(),
  };
}
