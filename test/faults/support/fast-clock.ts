import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('./fast-clock.mjs', import.meta.url));

/** A time that real processes share: set by the test, and faster than ours, so that a tick of ten seconds takes a fraction of one. */
export interface FastClock {
  now(): number;
  /** Sets the time of all, forwards or back; those that run see it within moments. */
  set(instant: string | number): void;
  /** What a process needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

export function createFastClock(file: string, start: string, speed: number): FastClock {
  let setting = { at: 0, since: 0, speed };
  const set = (instant: string | number) => {
    const at = typeof instant === 'string' ? Date.parse(instant) : instant;
    setting = { at, since: Date.now(), speed };
    writeFileSync(file, JSON.stringify(setting));
  };
  set(start);
  return {
    now: () => Math.round(setting.at + (Date.now() - setting.since) * speed),
    set,
    env: { FAST_CLOCK: file, NODE_OPTIONS: `--import ${PRELOAD}` },
  };
}
