import { createRandom } from './random.js';

const ROUNDS = 10_000;
const SEED = 20_260_501;

/**
 * How likely a mean difference at least as large as this one is if the two systems were the same: a two-sided paired randomisation test,
 * which swaps the two figures of each query at random.
 */
export function pairedRandomisation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new Error(`Pairs are needed: ${a.length} figures against ${b.length}.`);
  const differences = a
    .map((value, index) => value - (b[index] ?? Number.NaN))
    .filter((value) => value !== 0);
  const seen = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const random = createRandom(SEED);
  let asLarge = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0;
    for (const difference of differences) sum += random() < 0.5 ? difference : -difference;
    // Sums of the same numbers in another order differ by a rounding error.
    if (Math.abs(sum) >= seen - 1e-9) asLarge++;
  }
  return (asLarge + 1) / (ROUNDS + 1);
}
