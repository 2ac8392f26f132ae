import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueRun, endOfDate, type LocalTime, localDate, nextRun, runOn } from '../../src/delivery/schedule.js';

const instant = (text: string) => new Date(text);
const written = (date: Date | undefined) => date?.toISOString().replace(':00.000Z', 'Z');

/** The runs that follow an instant when each is planned at the moment of the one before, as the planner does. */
function runsAfter(time: LocalTime, start: string, count: number): readonly string[] {
  const runs: string[] = [];
  let now = instant(start);
  let last: string | undefined;
  for (let run = 0; run < count; run++) {
    now = nextRun(time, now, last);
    last = localDate(now, time.zone);
    runs.push(written(now) ?? '');
  }
  return runs;
}

describe('the next run', () => {
  it('is today while the time is still to come, and tomorrow from then on', () => {
    const time = { at: '09:00', zone: 'Europe/Berlin' };
    expect(written(nextRun(time, instant('2026-05-21T06:59:59.999Z')))).toBe('2026-05-21T07:00Z');
    expect(written(nextRun(time, instant('2026-05-21T07:00:00Z')))).toBe('2026-05-22T07:00Z');
  });

  it('belongs to the date of the place, not of Greenwich', () => {
    const time = { at: '08:00', zone: 'Pacific/Auckland' };
    expect(written(nextRun(time, instant('2026-05-21T19:00:00Z')))).toBe('2026-05-21T20:00Z');
  });

  it('keeps to the clock on the wall when summer time begins and ends', () => {
    const time = { at: '09:00', zone: 'Europe/Berlin' };
    expect(runsAfter(time, '2026-03-28T00:00:00Z', 2)).toEqual(['2026-03-28T08:00Z', '2026-03-29T07:00Z']);
    expect(runsAfter(time, '2026-10-24T00:00:00Z', 2)).toEqual(['2026-10-24T07:00Z', '2026-10-25T08:00Z']);
  });

  it.each([
    // The hour from 02:00 to 03:00 is skipped: 02:30 happens at 03:30.
    ['02:30', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29T01:30Z', '2026-03-30T00:30Z']],
    // The hour from 02:00 to 03:00 comes twice: the first one counts.
    ['02:30', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['01:30', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-24T23:30Z', '2026-10-26T00:30Z']],
    ['02:30', 'America/New_York', '2026-03-07T12:00:00Z', ['2026-03-08T07:30Z', '2026-03-09T06:30Z']],
    ['01:30', 'America/New_York', '2026-10-31T12:00:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
    // Summer time all year but for Ramadan, so that clocks go back in February and forward in March.
    ['02:30', 'Africa/Casablanca', '2026-02-14T12:00:00Z', ['2026-02-15T01:30Z', '2026-02-16T02:30Z']],
    ['02:30', 'Africa/Casablanca', '2026-03-21T12:00:00Z', ['2026-03-22T02:30Z', '2026-03-23T01:30Z']],
    // Here the clock moves by half an hour: 02:15 happens at 02:45.
    ['02:15', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', ['2026-10-03T15:45Z', '2026-10-04T15:15Z']],
    ['01:45', 'Australia/Lord_Howe', '2026-04-04T00:00:00Z', ['2026-04-04T14:45Z', '2026-04-05T15:15Z']],
    // Midnight itself is skipped, and later comes twice.
    ['00:30', 'America/Havana', '2026-03-07T12:00:00Z', ['2026-03-08T05:30Z', '2026-03-09T04:30Z']],
    ['00:30', 'America/Havana', '2026-10-31T12:00:00Z', ['2026-11-01T04:30Z', '2026-11-02T05:30Z']],
    // The whole of 30 December 2011 was skipped.
    ['09:00', 'Pacific/Apia', '2011-12-29T12:00:00Z', ['2011-12-29T19:00Z', '2011-12-30T19:00Z']],
    // The hour before midnight is skipped: 23:30 would be on the next date, so this date has no run.
    ['23:30', 'America/Nuuk', '2026-03-27T12:00:00Z', ['2026-03-28T01:30Z', '2026-03-30T00:30Z']],
    // The hour before midnight comes twice, so that a date begins, ends and begins again.
    ['23:30', 'America/St_Johns', '2010-11-05T12:00:00Z', ['2010-11-06T02:00Z', '2010-11-07T02:00Z']],
    ['00:00', 'America/St_Johns', '2010-11-06T12:00:00Z', ['2010-11-07T02:30Z', '2010-11-08T03:30Z']],
  ])('of %s in %s after %s', (at, zone, start, expected) => {
    expect(runsAfter({ at, zone }, start, 2)).toEqual(expected);
  });

  it('skips a date that has had its list', () => {
    const now = instant('2026-05-21T08:00:00Z');
    expect(written(nextRun({ at: '10:00', zone: 'UTC' }, now, '2026-05-21'))).toBe('2026-05-22T10:00Z');
    expect(written(nextRun({ at: '10:00', zone: 'UTC' }, now, '2026-05-20'))).toBe('2026-05-21T10:00Z');
  });

  it('leaves out Saturday and Sunday of the place, where only weekdays have a list', () => {
    const weekdays = { at: '09:00', zone: 'UTC', days: 'weekdays' } as const;
    expect(runsAfter(weekdays, '2026-05-21T08:00:00Z', 3)).toEqual([
      '2026-05-21T09:00Z',
      '2026-05-22T09:00Z',
      '2026-05-25T09:00Z',
    ]);
    // Friday evening in New York and Saturday everywhere east of it, and the other way round in Auckland.
    const newYork = { at: '22:00', zone: 'America/New_York', days: 'weekdays' } as const;
    expect(written(nextRun(newYork, instant('2026-05-22T12:00:00Z')))).toBe('2026-05-23T02:00Z');
    const auckland = { at: '08:00', zone: 'Pacific/Auckland', days: 'weekdays' } as const;
    expect(written(nextRun(auckland, instant('2026-05-22T12:00:00Z')))).toBe('2026-05-24T20:00Z');
    expect(written(nextRun(weekdays, instant('2026-05-22T08:00:00Z'), '2026-05-22'))).toBe(
      '2026-05-25T09:00Z',
    );
  });

  it.each([
    ['America/New_York', '2026-03-06T20:00:00Z', ['2026-03-09T06:30Z', '2026-03-10T06:30Z']],
    ['Australia/Lord_Howe', '2026-10-02T20:00:00Z', ['2026-10-04T15:30Z', '2026-10-05T15:30Z']],
    ['America/Havana', '2026-10-30T20:00:00Z', ['2026-11-02T07:30Z', '2026-11-03T07:30Z']],
    // Friday the 30th never was: from Thursday the 29th to Monday.
    ['Pacific/Apia', '2011-12-28T20:00:00Z', ['2011-12-29T12:30Z', '2012-01-01T12:30Z']],
    ['Africa/Casablanca', '2026-03-20T20:00:00Z', ['2026-03-23T01:30Z', '2026-03-24T01:30Z']],
  ])('of weekdays in %s steps over a weekend with a clock change', (zone, start, expected) => {
    expect(runsAfter({ at: '02:30', zone, days: 'weekdays' }, start, 2)).toEqual(expected);
  });

  it('never gives a date two runs and never skips one that has the time, wherever and whenever', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/Havana',
      'UTC',
    ].concat([
      'Pacific/Apia',
      'America/St_Johns',
      'Africa/Casablanca',
      'America/Nuuk',
      'Asia/Tehran',
      'Asia/Gaza',
    ]);
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const day = fc.date({ min: instant('2009-01-01'), max: instant('2027-12-31'), noInvalidDate: true });
    const days = fc.constantFrom('all' as const, 'weekdays' as const);
    const check = (zone: string, minute: number, start: Date, days: 'all' | 'weekdays') => {
      const at = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const runs = runsAfter({ at, zone, days }, start.toISOString(), 20);
      const dates = runs.map((run) => localDate(instant(run), zone));
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(runs).toEqual([...runs].sort());
      const [first = '', last = ''] = [dates[0], dates.at(-1)];
      for (let date = first; date <= last; date = dayAfter(date)) {
        expect(dates.includes(date), date).toBe(runOn(date, { at, zone, days }) !== undefined);
      }
    };
    fc.assert(fc.property(fc.constantFrom(...zones), minutes, day, days, check), {
      numRuns: 200,
      seed: 2_026,
    });
  });
});

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

describe('the list that is owed', () => {
  const time = { at: '09:00', zone: 'America/New_York' };

  it('is the one of today, once its time has come and for twelve hours', () => {
    const owed = (now: string) => dueRun(time, instant(now));
    const run = { date: '2026-05-21', expiresAt: instant('2026-05-22T01:00:00Z') };
    expect(owed('2026-05-21T12:59:59Z')).toBeUndefined();
    expect(owed('2026-05-21T13:00:00Z')).toEqual(run);
    expect(owed('2026-05-22T00:59:59Z')).toEqual(run);
    expect(owed('2026-05-22T01:00:00Z')).toBeUndefined();
  });

  it('is none of yesterday, however late its time was', () => {
    const late = { at: '22:00', zone: 'America/New_York' };
    const run = { date: '2026-05-21', expiresAt: instant('2026-05-22T04:00:00Z') };
    expect(dueRun(late, instant('2026-05-22T03:59:59Z'))).toEqual(run);
    expect(dueRun(late, instant('2026-05-22T04:00:00Z'))).toBeUndefined();
  });

  it('is none on a day that is left out', () => {
    const weekdays = { ...time, days: 'weekdays' } as const;
    expect(dueRun(weekdays, instant('2026-05-22T14:00:00Z'))).toMatchObject({ date: '2026-05-22' });
    expect(dueRun(weekdays, instant('2026-05-23T14:00:00Z'))).toBeUndefined();
  });

  it('is over with its date', () => {
    expect(written(endOfDate('2026-05-21', 'America/New_York'))).toBe('2026-05-22T04:00Z');
    expect(written(endOfDate('2026-03-07', 'America/Havana'))).toBe('2026-03-08T05:00Z');
    expect(written(endOfDate('2011-12-29', 'Pacific/Apia'))).toBe('2011-12-30T10:00Z');
  });
});
