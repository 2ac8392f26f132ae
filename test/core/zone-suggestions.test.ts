import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readZone } from '../../src/core/domain-options.js';
import { suggestZones } from '../../src/core/zone-suggestions.js';

const SUMMER = new Date('2026-07-01T12:00:00Z');
const WINTER = new Date('2026-01-01T12:00:00Z');
const first = (typed: string) => suggestZones(typed, SUMMER, 25)[0]?.zone;

describe('the zones somebody may mean', () => {
  it.each([
    ['berlin', 'Europe/Berlin'],
    ['  TOKYO ', 'Asia/Tokyo'],
    ['new yo', 'America/New_York'],
    ['new_york', 'America/New_York'],
    ['York', 'America/New_York'],
    ['buenos', 'America/Argentina/Buenos_Aires'],
    ['America/Argentina/Buen', 'America/Argentina/Buenos_Aires'],
    ['são paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
    ['kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['Kiev', 'Europe/Kyiv'],
    ['kyiv', 'Europe/Kyiv'],
    ['munich', 'Europe/Berlin'],
    ['München', 'Europe/Berlin'],
    ['san fran', 'America/Los_Angeles'],
    ['beijing', 'Asia/Shanghai'],
    ['bangalore', 'Asia/Kolkata'],
    ['Europe/Berlin · UTC+02:00', 'Europe/Berlin'],
    ['europe/z', 'Europe/Zurich'],
  ])('come first for %j', (typed, zone) => {
    expect(first(typed)).toBe(zone);
  });

  it.each([
    ['brelin', 'Europe/Berlin'],
    ['Berln', 'Europe/Berlin'],
    ['singapoer', 'Asia/Singapore'],
    ['los angelos', 'America/Los_Angeles'],
    ['johanesburg', 'Africa/Johannesburg'],
    ['amsterdma', 'Europe/Amsterdam'],
    ['melborne', 'Australia/Melbourne'],
    ['san fransico', 'America/Los_Angeles'],
    ['stokholm', 'Europe/Stockholm'],
  ])('are found with a slip: %j', (typed, zone) => {
    expect(first(typed)).toBe(zone);
  });

  it('are well known before anything is typed, and no more than fit', () => {
    const zones = suggestZones('', SUMMER, 25);
    expect(zones).toHaveLength(25);
    expect(zones.map(({ zone }) => zone)).toEqual(
      expect.arrayContaining(['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/New_York']),
    );
    expect(suggestZones('a', SUMMER, 3)).toHaveLength(3);
  });

  it('have the offset of the moment, in summer and in winter', () => {
    const offset = (typed: string, now: Date) => suggestZones(typed, now, 1)[0]?.offset;
    expect([offset('berlin', SUMMER), offset('berlin', WINTER)]).toEqual(['UTC+02:00', 'UTC+01:00']);
    expect([offset('kathmandu', SUMMER), offset('utc', SUMMER)]).toEqual(['UTC+05:45', 'UTC+00:00']);
    expect([offset('new york', SUMMER), offset('st johns', SUMMER)]).toEqual(['UTC-04:00', 'UTC-02:30']);
    expect(offset('london', WINTER)).toBe('UTC+00:00');
  });

  it('are none for what is no place', () => {
    for (const typed of ['xyzzy', 'x', '深圳', 'q'.repeat(6_000), 'CEST+9', '../../etc'])
      expect(suggestZones(typed, SUMMER, 25), typed).toEqual([]);
  });

  it('can all be given as they are, and under the names of their choices', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      for (const { zone, offset } of suggestZones(letter, SUMMER, 25)) {
        expect(readZone(zone)).toEqual({ ok: true, value: zone });
        expect(readZone(`${zone} · ${offset}`)).toEqual({ ok: true, value: zone });
      }
    }
  });

  it('are never more than asked for, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(suggestZones(typed, SUMMER, 25).length).toBeLessThanOrEqual(25);
      }),
    );
  });
});
