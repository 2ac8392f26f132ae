/** How a source has fared. */
export interface SourceState {
  readonly source: string;
  readonly lastSuccessAt?: Date;
  readonly lastFailureAt?: Date;
  /** Why the last failure was one, a sentence for the operator; absent while all is well. */
  readonly failure?: string;
  /** How often in a row it has failed. */
  readonly failures: number;
}

/** Where it is kept how sources fare, so that a new start does not ask again what was just asked. */
export interface SourceStateStore {
  all(): Promise<readonly SourceState[]>;
  succeeded(source: string, now: Date): Promise<void>;
  failed(source: string, reason: string, now: Date): Promise<void>;
}
