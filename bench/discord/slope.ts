/** A measurement of memory after so many commands. */
export interface Sample {
  readonly commands: number;
  readonly residentMb: number;
}

export interface Slope {
  /** Megabytes for 100,000 commands, by least squares. */
  readonly mb: number;
  /** Its standard error. */
  readonly error: number;
  /** How far the samples lie from the line: collections come and go. */
  readonly noiseMb: number;
}

const A_SLOPE_OF = 100_000;

export function slopeOf(samples: readonly Sample[]): Slope {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, level] = [
    mean(samples.map((one) => one.commands)),
    mean(samples.map((one) => one.residentMb)),
  ];
  const spread = samples.reduce((sum, { commands }) => sum + (commands - middle) ** 2, 0);
  const common = samples.reduce((sum, one) => sum + (one.commands - middle) * (one.residentMb - level), 0);
  const slope = common / spread;
  const rests = samples.map((one) => one.residentMb - level - slope * (one.commands - middle));
  const noiseMb = Math.sqrt(rests.reduce((sum, rest) => sum + rest ** 2, 0) / (samples.length - 2));
  return { mb: slope * A_SLOPE_OF, error: (noiseMb / Math.sqrt(spread)) * A_SLOPE_OF, noiseMb };
}
