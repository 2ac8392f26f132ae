/** The largest whole number from 0 to `most` that fits, where everything below one that fits does too; 0 when none does. */
export function largest(most: number, fits: (candidate: number) => boolean): number {
  if (fits(most)) return most;
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
