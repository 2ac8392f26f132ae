/** Numbers side by side: bars, and over them a line on a scale of its own. */
export interface Chart {
  /** What stands above it, best first: the first one of which the font has every sign is shown. */
  readonly titles: readonly string[];
  readonly across: Series<string>;
  /** As many as there are places across. */
  readonly bars: Series<number>;
  readonly line?: Series<number>;
  /** Of the last place not all is known yet. */
  readonly unfinished?: boolean;
}

/** Values with the name that stands at their axis. */
export interface Series<Value> {
  readonly name: string;
  readonly values: readonly Value[];
}

/** Draws charts for people to look at. */
export interface Charts {
  /** Resolves with a PNG in base64, or with nothing where that fails or takes too long: an answer does without. Never rejects. */
  draw(chart: Chart): Promise<string | undefined>;
  close(): Promise<void>;
}
