import { describe, expect, it } from 'vitest';
import { readTime, readZone } from '../../src/core/domain-options.js';

describe('times and zones', () => {
  it.each([
    ['09:00', '09:00'],
    ['9:05', '09:05'],
    [' 23:59 ', '23:59'],
  ])('%j is the time %s', (text, time) => {
    expect(readTime(text)).toEqual({ ok: true, value: time });
  });

  it.each(['24:00', '7', '07:60', '7am', '٧:٠٠', '', '-1:00', '09:00:00'])('%j is no time', (text) => {
    expect(readTime(text)).toEqual({ ok: false, problem: expect.stringContaining('such as 09:00') });
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['america/new york', 'America/New_York'],
    ['utc', 'UTC'],
    ['Etc/GMT-14', 'Etc/GMT-14'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
  ])('%j is the zone %s', (text, zone) => {
    expect(readZone(text)).toEqual({ ok: true, value: zone });
  });

  it.each(['EST', 'GMT+3', '+03:00', 'Mars/Base', '', 'Europe', '../etc/passwd'])('%j is no zone', (text) => {
    expect(readZone(text)).toEqual({ ok: false, problem: expect.stringContaining('such as Europe/Berlin') });
  });
});
