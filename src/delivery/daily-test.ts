import { randomUUID } from 'node:crypto';
import { type ActionStore, keepLongActions } from '../core/action-codec.js';
import type { Clock } from '../core/clock.js';
import type { Target } from '../core/invocation.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import { testOf } from '../presenters/daily-list.js';
import { presentCarefully } from './careful-presenting.js';
import type { DailySettings } from './daily.js';
import { chooseDailyList, type DailyList, readIn } from './daily-list.js';
import type { DailyMaterial } from './daily-material.js';
import type { Destinations } from './destinations.js';
import { freezeMessage, oweMessage } from './new-deliveries.js';
import type { OutboxStore } from './outbox.js';
import { localDate } from './schedule.js';
import type { StatusStore } from './status.js';

const MOST = 3;
const WITHIN_MS = 60_000;
/** Whoever wanted to see it has gone by then. */
const WORTH_SENDING_MS = 10 * 60_000;

export interface DailyTestOptions {
  readonly outbox: Pick<OutboxStore, 'plan' | 'history'>;
  readonly status: Pick<StatusStore, 'tests'>;
  readonly actions: ActionStore;
  readonly material: DailyMaterial;
  readonly limitsOf: Destinations['limitsOf'];
  readonly present: (list: DailyList) => Reply;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Lists that somebody wants to see now. They are remembered nowhere: neither the schedule nor what a channel has had depends on them. */
export interface DailyTest {
  /** Owes the destination its list as it would look now; false when it has had three tests within a minute. */
  post(target: Target, settings: DailySettings): Promise<boolean>;
}

export function createDailyTest(options: DailyTestOptions): DailyTest {
  const { outbox, status, actions, limitsOf, present, clock, logger } = options;
  return {
    async post(target, settings) {
      const now = clock.now();
      const since = new Date(now.getTime() - WITHIN_MS);
      if ((await status.tests(target, since)) >= MOST) return false;
      const { layout } = settings;
      const chosen = await choose(target, settings, now, options);
      const list = readIn(chosen, { target, ...(layout === undefined ? {} : { layout }) });
      const show = (papers: DailyList['papers'], plain: ReadonlySet<string>) =>
        testOf(present({ ...list, papers, plain }));
      const { reply } = presentCarefully({ papers: list.papers, show, logger });
      await keepLongActions(reply, actions);
      const period = `test:${randomUUID()}`;
      const until = { dueAt: now, expiresAt: new Date(now.getTime() + WORTH_SENDING_MS) };
      const parts = freezeMessage({ content: 'papers', reply, paperIds: [] }, limitsOf(target));
      const deliveries = oweMessage(parts, { target, list: 'daily', period, layout, ...until });
      await outbox.plan([{ advances: [], deliveries }], now);
      return true;
    },
  };
}

async function choose(
  target: Target,
  settings: DailySettings,
  now: Date,
  { outbox, material }: DailyTestOptions,
): Promise<DailyList> {
  const { query, zone } = settings;
  const [history = NOTHING_YET] = await outbox.history([target]);
  const date = localDate(now, zone);
  const matching = query === undefined ? {} : { matching: await material.matching(query) };
  const batch = await material.batch(settings.batch ?? 'complete');
  const about = { ...settings, ...matching, ...batch, date, history, quiet: true };
  const list = chooseDailyList({ ...about, supply: await material.supply() });
  return list ?? { date, papers: [] };
}

const NOTHING_YET = { paperIds: new Set<string>(), toldExhausted: false };
