import { describe, expect, it } from 'vitest';
import { readTime, readZone } from '../../src/core/domain-options.js';

describe('times and zones', () => {
  it.each([
    ['09:00', '09:00'],
    ['9:05', '09:05'],
    [' 23:59 ', '23:59'],
    ['٧:٠٠', '07:00'],
    ['۱۸:۳۰', '18:30'],
    ['０９：００', '09:00'],
  ])('%j is the time %s', (text, time) => {
    expect(readTime(text)).toEqual({ ok: true, value: time });
  });

  it.each([
    ['24:00', '; midnight is 00:00, the beginning of a day.'],
    ['25:00', '; hours go up to 23.'],
    ['07:60', '; minutes go up to 59.'],
    ['7', '; perhaps 07:00.'],
    ['7am', '; perhaps 07:00.'],
    ['7:30 p.m.', '; perhaps 19:30.'],
    ['12am', '; perhaps 00:00.'],
    ['13pm', '.'],
    ['99', '.'],
    ['', '.'],
    ['-1:00', '.'],
    ['09:00:00', '.'],
  ])('%j is no time, and the answer says what would be one', (text, hint) => {
    const problem = `write the time of day as hours and minutes, such as 09:00 or 17:30${hint}`;
    expect(readTime(text)).toEqual({ ok: false, problem });
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['america/new york', 'America/New_York'],
    ['utc', 'UTC'],
    ['Etc/GMT-14', 'Etc/GMT-14'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kiev'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['etc/gmt-14', 'Etc/GMT-14'],
    ['US/Eastern', 'US/Eastern'],
  ])('%j is the zone %s', (text, zone) => {
    expect(readZone(text)).toEqual({ ok: true, value: zone });
  });

  it.each([
    ['EST', '"EST" is no name of a place, and may know no summer time.'],
    ['GMT+3', '"GMT+3" is a difference to Greenwich, which knows no summer time.'],
    ['+03:00', '"+03:00" is a difference to Greenwich, which knows no summer time.'],
    ['Mars/Base', 'I know no "Mars/Base".'],
    ['Europe', 'I know no "Europe".'],
    ['../etc/passwd', 'I know no "../etc/passwd".'],
    ['', 'you gave none.'],
  ])('%j is no zone, and the answer says why', (text, why) => {
    const problem = `write the time zone as a city, such as Europe/Berlin, America/New_York or UTC; ${why}`;
    expect(readZone(text)).toEqual({ ok: false, problem });
  });
});
