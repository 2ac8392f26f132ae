import type { Dialect } from 'kysely';

/** Where a URL leads. */
export interface DatabaseKind {
  /** The file it is in, where it is in one. */
  readonly file?: string;
  open(): Dialect;
  /** Why it cannot be used, for the operator. */
  explain(error: unknown): string;
}
