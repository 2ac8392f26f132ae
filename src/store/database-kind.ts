import type { Dialect } from 'kysely';

/** Where a URL leads. */
export interface DatabaseKind {
  /** The file it is in, where it is in one. */
  readonly file?: string;
  open(): Dialect;
  /** Opens what is there for reading alone: it makes no file and changes none. */
  look(): Dialect;
  /** Why it cannot be used, for the operator. */
  explain(error: unknown): string;
}
