/** The counts of a paper as they stood at the end of a UTC day, or when they were last looked at on it. */
export interface SignalDay {
  /** The id the paper has now, also where it was observed under an older one. */
  readonly paperId: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly stars?: number;
}

/** Remembers how the counts of papers have grown: one entry for each paper and day on which it was looked at. */
export interface SignalHistory {
  /** All days of these papers, the oldest first. */
  of(paperIds: readonly string[]): Promise<readonly SignalDay[]>;
}
