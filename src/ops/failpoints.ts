/** Where a test can have the process end the hard way, as if the power had gone. */
export const FAILPOINTS = [
  'mid_migration',
  'mid_plan',
  'mid_commit',
  'after_claim',
  'before_send',
  'after_send',
  'before_mark',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

export interface Failpoint {
  readonly name: FailpointName;
  /** It is passed so many times first. */
  readonly passes: number;
}

/** Tells that a place in the code has been reached. */
export type Reach = (name: FailpointName) => void;

/** Kills the process at the place that is asked for; without one nothing ever happens. */
export function createReach(failpoint?: Failpoint): Reach {
  let passes = failpoint?.passes ?? 0;
  return (name) => {
    if (name === failpoint?.name && passes-- === 0) process.kill(process.pid, 'SIGKILL');
  };
}
