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
  /** What comes of a line that somebody has typed, in the engine's own language where it has one; else it is plain words too. */
  typed?(line: string, limit: number): Promise<readonly Hit[]>;
  /** Papers like one it has. Engines without it are asked with the text of the paper. */
  similar?(id: string, limit: number): Promise<readonly Hit[]>;
  /** What the beginning of a word could become. */
  suggest?(beginning: string, limit: number): Promise<readonly unknown[]>;
  /** Absent where an index cannot grow. */
  add?(documents: readonly Paper[]): Promise<void> | void;
  /** Comes when no work is left from building and adding. */
  settled?(): Promise<void>;
  /** Writes the index into its file, after which nothing more is asked of it. */
  save?(): Promise<void> | void;
  /** Takes the place of a build: the index comes out of its file. */
  load?(): Promise<void> | void;
  close?(): Promise<void> | void;
}

/** Makes an empty engine that is to be saved in a file. */
export type CreatePeer = (file: string) => Promise<Peer> | Peer;
