export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

export interface Hit {
  readonly id: string;
  readonly score: number;
}

/** A search engine as the benchmarks see it: built once, then asked in plain words, any of which may match. */
export interface Peer {
  readonly name: string;
  build(documents: readonly Paper[]): Promise<void> | void;
  search(text: string, limit: number): Promise<readonly Hit[]> | readonly Hit[];
  /** Papers like one it has. Engines without it are asked with the text of the paper. */
  similar?(id: string, limit: number): Promise<readonly Hit[]>;
  /** Absent where an index cannot grow. */
  add?(documents: readonly Paper[]): Promise<void> | void;
  /** Comes when no work is left from building and adding; that is not waited for when those are timed. */
  settled?(): Promise<void>;
  save?(): Promise<Uint8Array> | Uint8Array;
  /** Takes the place of a build. */
  load?(saved: Uint8Array): Promise<void> | void;
  close?(): Promise<void> | void;
}
