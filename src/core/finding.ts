import type { Target } from './invocation.js';
import type { Layout } from './layout.js';

/** What somebody found who has looked at one thing. */
export type Finding =
  | { readonly level: 'ok'; readonly subject: string; readonly text: string }
  | {
      /** What is a problem keeps paperboy from doing its work; a warning does not, or not yet. */
      readonly level: 'warning' | 'problem';
      /** What was looked at: "Discord token". */
      readonly subject: string;
      /** What there is to say of it, as a sentence. */
      readonly text: string;
      /** How to mend it, as a sentence. */
      readonly remedy: string;
    };

export function fine(subject: string, text: string): Finding {
  return { level: 'ok', subject, text };
}

export function warning(subject: string, text: string, remedy: string): Finding {
  return { level: 'warning', subject, text, remedy };
}

export function problem(subject: string, text: string, remedy: string): Finding {
  return { level: 'problem', subject, text, remedy };
}

/** A channel for which something is set up. */
export interface PostingPlace {
  readonly target: Target;
  readonly layout?: Layout;
  /** Why nothing is posted there at the moment. */
  readonly stopped?: string;
}
