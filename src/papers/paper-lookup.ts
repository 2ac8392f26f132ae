/** Who wants a paper to be looked up: how much one may ask for is counted by these. */
export interface LookupAsker {
  readonly person: string;
  readonly tenant: string;
}

/**
 * Why a source gave no answer. `late`: not within the time somebody waits. `limited`: it takes no more questions for now. `down`: it cannot be
 * reached, or has trouble of its own. `refused`: it does not serve us. `unreadable`: what it sent is of no use.
 */
export type LookupTrouble = 'late' | 'limited' | 'down' | 'refused' | 'unreadable';

/** What came of looking for a paper; sources stand by the names that their papers have. */
export type LookedUp =
  /** It is kept now; whoever follows the store learns of it. */
  | { readonly kind: 'found' }
  | { readonly kind: 'withdrawn' }
  /** None of those who were asked has it; nobody may have been. */
  | { readonly kind: 'unknown'; readonly asked: readonly string[] }
  | { readonly kind: 'unanswered'; readonly source: string; readonly trouble: LookupTrouble }
  /** Not asked, because too much was; `who` has to wait. */
  | { readonly kind: 'too-many'; readonly who: 'person' | 'tenant' | 'everybody'; readonly seconds: number };

/** Looks papers up, where papers come from, that nobody here knows. */
export interface PaperLookup {
  /** By arXiv id. Answers within seconds; a source in trouble is an answer, too. */
  lookUp(id: string, asker: LookupAsker): Promise<LookedUp>;
}
