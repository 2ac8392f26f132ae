/** Time as a port: only the system clock, the scheduler, the adapters and the command line ask the machine for it. */
export interface Clock {
  now(): Date;
  /** Milliseconds since some moment, on a clock that nobody sets: what has passed, not what time it is. */
  steady(): number;
  timer(milliseconds: number): Timer;
}

/** The time that several processes agree on: that of a server they share, or of the machine where there is but one process. */
export interface SharedClock extends Clock {
  /** Asks the server again; rejects when it cannot be asked. */
  sync(): Promise<void>;
}

export interface Timer {
  /** Resolves when the time is up; never settles once cancelled. */
  readonly elapsed: Promise<void>;
  cancel(): void;
}
