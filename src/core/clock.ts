/** Time as a port: everything but main, the scheduler, the adapters and the command line is handed one of these. */
export interface Clock {
  now(): Date;
  timer(milliseconds: number): Timer;
}

export interface Timer {
  /** Resolves when the time is up; never settles once cancelled. */
  readonly elapsed: Promise<void>;
  cancel(): void;
}
