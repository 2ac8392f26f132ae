import type { Person, Target } from './invocation.js';

/** An option of a command while somebody is typing into it. */
export interface Typing {
  readonly command: string;
  readonly option: string;
  readonly text: string;
  readonly caller: Person;
  readonly target: Target;
  /** The direct messages of the caller, which also name the person; absent where there are none. */
  readonly direct?: Target;
  /** So many choices can be shown, and no value longer than so many UTF-16 units. */
  readonly most: number;
  readonly longest: number;
}

/** What a person can choose instead of typing on. */
export interface Choice {
  /** Plain text for the eye, of any length. */
  readonly name: string;
  readonly value: string;
}
