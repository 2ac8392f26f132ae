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

/** Sources are read every two hours; a failure that passes sooner has kept nothing from anybody. */
const LATE_AFTER_MS = 2 * 60 * 60 * 1_000;

/** Whether a source fails, and has for so long that somebody may miss a paper. */
export function isLate(
  { failure, lastSuccessAt }: Pick<SourceState, 'failure' | 'lastSuccessAt'>,
  now: Date,
): boolean {
  return failure !== undefined && now.getTime() - (lastSuccessAt?.getTime() ?? 0) > LATE_AFTER_MS;
}

/** Where it is kept how sources fare, so that a new start does not ask again what was just asked. */
export interface SourceStateStore {
  all(): Promise<readonly SourceState[]>;
  succeeded(source: string, now: Date): Promise<void>;
  failed(source: string, reason: string, now: Date): Promise<void>;
}
