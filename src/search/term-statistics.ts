/** What is known of the words of all papers. */
export interface TermStatistics {
  /** How many papers hold a stem. */
  frequency(stem: string): number;
  /** How much a stem tells papers apart; more than 0. */
  idf(stem: string): number;
}

/** Robertson and Spärck Jones' weight, with one added inside the logarithm so that common words never count against a text. */
export function inverseFrequency(frequency: number, texts: number): number {
  return Math.log(1 + (texts - frequency + 0.5) / (frequency + 0.5));
}
