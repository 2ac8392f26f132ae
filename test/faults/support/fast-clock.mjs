// Loaded before the program: its time is that of a file, which a test sets, and it runs as many times faster as the file says.
import { readFileSync, statSync } from 'node:fs';

const FILE = process.env.FAST_CLOCK;
const RealDate = Date;
const real = { setTimeout, setInterval };
const realNow = RealDate.now.bind(RealDate);

let setting = JSON.parse(readFileSync(FILE, 'utf8'));
let changed = statSync(FILE).mtimeMs;
real
  .setInterval(() => {
    const { mtimeMs } = statSync(FILE, { throwIfNoEntry: false }) ?? { mtimeMs: changed };
    if (mtimeMs === changed) return;
    changed = mtimeMs;
    setting = JSON.parse(readFileSync(FILE, 'utf8'));
  }, 10)
  .unref();

const now = () => Math.round(setting.at + (realNow() - setting.since) * setting.speed);

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};

const realSteady = performance.now.bind(performance);
performance.now = () => realSteady() * setting.speed;

const sooner = (milliseconds) => (milliseconds ?? 0) / setting.speed;
const realLimit = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (milliseconds) => realLimit(Math.ceil(sooner(milliseconds)));

globalThis.setTimeout = Object.assign(
  (work, milliseconds, ...given) => real.setTimeout(work, sooner(milliseconds), ...given),
  real.setTimeout,
);
globalThis.setInterval = Object.assign(
  (work, milliseconds, ...given) => real.setInterval(work, Math.max(1, sooner(milliseconds)), ...given),
  real.setInterval,
);
