import cliProgress from 'cli-progress';
import type { Clock } from '../core/clock.js';
import type { BackfillProgress } from '../sources/backfill.js';

/** Shows how far a backfill is: a bar on a terminal, a line now and then anywhere else. */
export interface ProgressDisplay {
  show(progress: BackfillProgress): void;
  end(): void;
}

interface DisplayOptions {
  readonly stream: NodeJS.WriteStream;
  readonly clock: Clock;
  /** How many days there are in all. */
  readonly total: number;
}

const LINE_EVERY_MS = 10_000;
const FORMAT =
  '{bar} {percentage}% | {day} | {value} of {total} days | {papers} papers | {rate} papers/s | {left} left';

/** What is told of a moment: the rate is papers a second since the start, and what is left lasts as long a day as those before. */
export function describeProgress(
  { day, daysDone, summary }: BackfillProgress,
  { total, seconds }: { readonly total: number; readonly seconds: number },
) {
  const rate = seconds > 0 ? summary.papers / seconds : 0;
  const left = summary.days > 0 ? ((total - daysDone) * seconds) / summary.days : 0;
  return {
    day,
    papers: summary.papers.toLocaleString('en'),
    rate: rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en'),
    left: duration(left),
  };
}

export function createProgressDisplay(options: DisplayOptions): ProgressDisplay {
  const started = options.clock.now().getTime();
  const secondsAt = () => (options.clock.now().getTime() - started) / 1_000;
  return options.stream.isTTY ? createBar(options, secondsAt) : createLines(options, secondsAt);
}

function createBar({ stream, total }: DisplayOptions, secondsAt: () => number): ProgressDisplay {
  const bar = new cliProgress.SingleBar({ stream, format: FORMAT, hideCursor: true, gracefulExit: false });
  bar.start(total, 0, { day: '', papers: 0, rate: '0', left: 'some time' });
  return {
    show(progress) {
      bar.update(progress.daysDone, describeProgress(progress, { total, seconds: secondsAt() }));
    },
    end: () => bar.stop(),
  };
}

function createLines({ stream, total }: DisplayOptions, secondsAt: () => number): ProgressDisplay {
  let spoken = 0;
  return {
    show(progress) {
      const seconds = secondsAt();
      if (seconds * 1_000 - spoken < LINE_EVERY_MS && progress.daysDone < total) return;
      spoken = seconds * 1_000;
      const { day, papers, rate, left } = describeProgress(progress, { total, seconds });
      const days = `${progress.daysDone.toLocaleString('en')} of ${total.toLocaleString('en')} days`;
      stream.write(`${day}: ${days}, ${papers} papers, ${rate} papers/s, ${left} left\n`);
    },
    end: () => {},
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
