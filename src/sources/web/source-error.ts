/**
 * Why a source brought nothing. `unreachable`: it did not answer, again and again. `limited`: it wants us to wait longer than we do.
 * `refused`: it does not serve us, or not this. `unreadable`: what it sent is not what was asked for. `stopped`: we were told to stop.
 */
export type SourceFailure = 'unreachable' | 'limited' | 'refused' | 'unreadable' | 'stopped';

/** Thrown where a source cannot be read; the message is a sentence for the operator and repeats nothing that was sent. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceFailure;

  constructor(kind: SourceFailure, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.kind = kind;
  }
}
