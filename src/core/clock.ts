/** Time as a port: only the system clock, the scheduler, the adapters and the command line ask the machine for it. */
export interface Clock {
  now(): Date;
  timer(milliseconds: number): Timer;
}

export interface Timer {
  /** Resolves when the time is up; never settles once cancelled. */
  readonly elapsed: Promise<void>;
  cancel(): void;
}
