/** Damerau-Levenshtein (optimal string alignment): a swapped pair of letters counts as one slip. */
export function editDistance(a: string, b: string): number {
  return distancesToBeginnings(a, b).at(-1) ?? 0;
}

/** The same to whichever beginning of `whole` is nearest to what somebody has typed so far. */
export function distanceToBeginning(typed: string, whole: string): number {
  return Math.min(...distancesToBeginnings(typed, whole));
}

/** From `a` to each beginning of `b`, from none of it to all. */
function distancesToBeginnings(a: string, b: string): readonly number[] {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + changed,
      );
      rows[row]?.push(swapped ? Math.min(best, at(row - 2, column - 2) + 1) : best);
    }
  }
  return rows[a.length] ?? [];
}
