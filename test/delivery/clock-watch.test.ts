import { expect, it } from 'vitest';
import { createClockWatch } from '../../src/delivery/clock-watch.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

it('a clock that is set to another time is told of once, in plain words', () => {
  const clock = createManualClock('2026-05-21T12:00:00Z');
  const logger = createRecordingLogger();
  const { look } = createClockWatch({ clock, logger });
  const pass = (times: number) => {
    for (let time = 0; time < times; time++) {
      clock.advance(10_000);
      look();
    }
  };
  look();
  pass(3);
  // Long work, or a process that was stopped: time has passed, and the clock says so.
  clock.advance(10 * 60_000);
  pass(1);
  clock.set(new Date(clock.now().getTime() + 59_000));
  pass(1);
  expect(logger.entries).toEqual([]);
  clock.set(new Date(clock.now().getTime() + 2 * 60 * 60_000));
  pass(3);
  clock.set(new Date(clock.now().getTime() - 5 * 60_000));
  pass(3);
  expect(logger.entries.map(({ level, fields }) => [level, fields.event, fields.ms])).toEqual([
    ['warn', 'clock-jumped', 7_200_000],
    ['warn', 'clock-jumped', -300_000],
  ]);
  expect(logger.entries.map(({ fields }) => fields.reason)).toEqual([
    expect.stringContaining('set 2 h 0 min forwards'),
    expect.stringContaining('set 5 min back'),
  ]);
});
