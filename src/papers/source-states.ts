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

// How these fare is kept beside the state of their sources. Nobody waits for them: they are never late, however long they fail.
export const ARXIV_MISSED = 'arxiv-missed';
export const HUGGING_FACE_TRENDING = 'hugging-face-trending';

const HOUR_MS = 60 * 60 * 1_000;
/** An hour more than lies between two readings: a failure that passes sooner has kept nothing from anybody. */
const LATE_AFTER_MS: ReadonlyMap<string, number> = new Map([
  ['hugging-face', 3 * HOUR_MS],
  ['arxiv', 7 * HOUR_MS],
]);

/** Whether a source fails, and has for so long that somebody may miss a paper. */
export function isLate(
  { source, failure, lastSuccessAt }: Pick<SourceState, 'source' | 'failure' | 'lastSuccessAt'>,
  now: Date,
): boolean {
  const after = LATE_AFTER_MS.get(source) ?? Number.POSITIVE_INFINITY;
  return failure !== undefined && now.getTime() - (lastSuccessAt?.getTime() ?? 0) > after;
}

/** Where it is kept how sources fare, so that a new start does not ask again what was just asked. */
export interface SourceStateStore {
  all(): Promise<readonly SourceState[]>;
  succeeded(source: string, now: Date): Promise<void>;
  failed(source: string, reason: string, now: Date): Promise<void>;
}
