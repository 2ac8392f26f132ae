/** Which of two values of one field is the better one: above zero the first, below zero the second, zero where they are the same. */
export type Order<Value> = (a: Value, b: Value) => number;

/** Any total order would do; this one is the same on every machine. */
export const byText: Order<string> = (a, b) => Number(a > b) - Number(a < b);

export const byCount: Order<number> = (a, b) => a - b;

/** The longer text says more. */
export const byFullness: Order<string> = (a, b) => a.length - b.length || byText(a, b);

export const byValue: Order<string | number | readonly string[]> = (a, b) =>
  typeof a === 'number' && typeof b === 'number'
    ? byCount(a, b)
    : byText(JSON.stringify(a), JSON.stringify(b));

export const byEntries: Order<readonly string[]> = (a, b) =>
  a.length - b.length || byFullness(JSON.stringify(a), JSON.stringify(b));

/** The earlier day, and of one day the fuller text: a time says more than a date. */
export const byFirstDay: Order<string> = (a, b) => byText(b.slice(0, 10), a.slice(0, 10)) || byFullness(a, b);

// A saved page may be of a search, and arXiv lists every paper there is: any other feed tells more of a paper.
const LESSER_SOURCES: readonly string[] = ['arxiv', 'daily-papers-page'];

export const bySource: Order<string> = (a, b) => standing(a) - standing(b) || byText(b, a);

function standing(source: string): number {
  return -LESSER_SOURCES.indexOf(source);
}

/** What is known is better than what is not. */
export function whereKnown<Value>(order: Order<Value>): Order<Value | undefined> {
  return (a, b) =>
    a === undefined || b === undefined ? Number(a !== undefined) - Number(b !== undefined) : order(a, b);
}
