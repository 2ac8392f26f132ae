import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chart, Charts } from '../../src/charts/chart.js';
import { createCharts } from '../../src/charts/charts.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../fakes/recording-logger.js';

const OBEDIENT = new URL('obedient-charts.mjs', import.meta.url);
const chart = (title: string): Chart => ({
  titles: [title],
  across: { name: 'Week', values: ['18 May'] },
  bars: { name: 'Papers', values: [1] },
});

describe('a thread that draws charts', () => {
  let clock: ManualClock;
  let logger: RecordingLogger;
  let charts: Charts;
  const open = (file: URL) => {
    [clock, logger] = [createManualClock(), createRecordingLogger()];
    charts = createCharts({ file, timers: clock, logger });
  };
  beforeEach(() => open(OBEDIENT));
  afterEach(() => charts.close());
  const draw = (title = 'fine') => charts.draw(chart(title));
  const reasons = () => logger.entries.map(({ fields }) => String(fields.err));

  it('is one for all charts, while they keep coming', async () => {
    const [first, second] = await Promise.all([draw(), draw()]);
    expect(first).toMatch(/^by thread \d+$/);
    expect([second, await draw()]).toEqual([first, first]);
  });

  it('ends after a minute without any, and the next chart has a new one', async () => {
    const first = await draw();
    clock.advance(59_000);
    expect(await draw()).toBe(first);
    clock.advance(60_000);
    await setImmediate();
    const second = await draw();
    expect(second).not.toBe(first);
    clock.advance(60_000);
    expect(await draw(), 'asked for at the very moment').toBe(second);
    expect(reasons()).toEqual([]);
  });

  it('is ended when a chart takes too long, which is none then, and the next one has a new one', async () => {
    const first = await draw();
    const late = draw('hang');
    await clock.timerStarted();
    clock.advance(4_000);
    expect(await late).toBeUndefined();
    expect(reasons()).toEqual([expect.stringContaining('No chart came within 4 s')]);
    expect(await draw()).not.toBe(first);
  });

  it('takes those that wait behind one that hangs with it, and nothing else', async () => {
    const late = [draw('hang'), draw(), draw()];
    await clock.timerStarted();
    clock.advance(4_000);
    expect(await Promise.all(late)).toEqual([undefined, undefined, undefined]);
    expect(await draw()).toMatch('by thread');
  });

  it.each([
    ['crash', 'code 7'],
    ['throw', 'out of ink'],
  ])('that has a %s on a chart draws the next one', async (word, reason) => {
    expect(await draw(word)).toBeUndefined();
    expect(reasons()).toEqual([expect.stringContaining(reason)]);
    expect(await draw()).toMatch('by thread');
  });

  it('that cannot even be started leaves answers without charts', async () => {
    open(new URL('nowhere.mjs', import.meta.url));
    expect([await draw(), await draw()]).toEqual([undefined, undefined]);
  });

  it('is not given more than can be drawn in time', async () => {
    const drawn = await Promise.all(Array.from({ length: 20 }, () => draw()));
    expect(drawn.filter((png) => png === undefined)).toHaveLength(4);
    expect(await draw()).toMatch('by thread');
  });

  it('is ended by force when it is closed, and nothing is drawn afterwards', async () => {
    const hanging = draw('hang');
    await clock.timerStarted();
    await charts.close();
    expect([await hanging, await draw()]).toEqual([undefined, undefined]);
  });
});
