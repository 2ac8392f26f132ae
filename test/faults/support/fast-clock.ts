import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../src/core/clock.js';
import { systemClock } from '../../../src/ops/system-clock.js';

const PRELOAD = fileURLToPath(new URL('./fast-clock.mjs', import.meta.url));

/** A time that real processes share: set by the test, and faster than ours, so that a tick of ten seconds takes a fraction of one. */
export interface FastClock {
  /** Where it can be read. */
  readonly file: string;
  now(): number;
  /** Sets the time of all, forwards or back; those that run see it within moments. */
  set(instant: string | number): void;
  /** The same time for what runs in this process. */
  readonly clock: Clock;
  /** What a process needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The same for a process on a machine whose clock is so far ahead. */
  envAhead(milliseconds: number): Readonly<Record<string, string>>;
}

export function createFastClock(file: string, start: string, speed: number): FastClock {
  let setting = { at: 0, since: 0, speed };
  const files = new Map([[file, 0]]);
  const write = () => {
    for (const [name, ahead] of files) {
      writeFileSync(`${name}.new`, JSON.stringify({ ...setting, at: setting.at + ahead }));
      // Nobody ever reads half of it.
      renameSync(`${name}.new`, name);
    }
  };
  const set = (instant: string | number) => {
    const at = typeof instant === 'string' ? Date.parse(instant) : instant;
    setting = { at, since: Date.now(), speed };
    write();
  };
  set(start);
  const envOf = (name: string) => ({ FAST_CLOCK: name, NODE_OPTIONS: `--import ${PRELOAD}` });
  const now = () => Math.round(setting.at + (Date.now() - setting.since) * speed);
  return {
    file,
    now,
    set,
    clock: {
      now: () => new Date(now()),
      steady: () => systemClock.steady() * speed,
      timer: (milliseconds) => systemClock.timer(milliseconds / speed),
    },
    env: envOf(file),
    envAhead(milliseconds) {
      const name = `${file}.${milliseconds}`;
      files.set(name, milliseconds);
      write();
      return envOf(name);
    },
  };
}
