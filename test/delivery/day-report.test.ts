import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDayReport } from '../../src/delivery/day-report.js';
import { ana, channel, type Newsroom, openNewsroom } from './newsroom.js';

describe('the report of the day', () => {
  let room: Newsroom;
  beforeEach(async () => {
    room = await openNewsroom();
  });
  afterEach(() => room.close());

  const reports = () => room.logger.entries.filter(({ fields }) => fields.event === 'deliveries-of-the-day');

  it('is one line for each day, and says how it balances', async () => {
    const { store, clock, logger } = room;
    const day = createDayReport({ status: store.status, memory: store.settings, clock, logger });
    await room.daily.turnOn(channel, { at: '09:00', zone: 'UTC', size: 2 }, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    await day.report();
    for (const instant of ['2026-05-22T00:30:00Z', '2026-05-22T01:00:40Z', '2026-05-22T02:00:40Z']) {
      await room.tickAt(instant);
      await day.report();
    }
    const none = { planned: 0, sent: 0, failed: 0, skipped: 0, unknown: 0, waiting: 0 };
    expect(reports().map(({ fields }) => fields)).toEqual([
      { event: 'deliveries-of-the-day', period: '2026-05-20', ...none },
      { event: 'deliveries-of-the-day', period: '2026-05-21', ...none, planned: 1, sent: 1 },
    ]);
  });

  it('is not repeated after a restart, nor when the clock is put back', async () => {
    const { store, clock, logger } = room;
    const create = () => createDayReport({ status: store.status, memory: store.settings, clock, logger });
    await create().report();
    await create().report();
    clock.advance(-24 * 60 * 60 * 1_000);
    await create().report();
    expect(reports()).toHaveLength(1);
  });
});
