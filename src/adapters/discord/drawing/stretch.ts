import { LIMITS } from '../limits.js';

/** The kinds of text in a message, in the order in which they give way when there is too much of it. */
const RANKS = ['body', 'long-link', 'byline', 'link', 'title'] as const;

export type Rank = (typeof RANKS)[number];

/** A text that can be shortened. All lengths are those of its Markdown, in UTF-16 units. */
export interface Stretch {
  readonly rank: Rank;
  /** What it takes when it is whole, or a little more. */
  readonly cost: number;
  /** With less it would say nothing. */
  readonly least: number;
  /** Where there is not even that, it is left out; unless it has to stay. */
  readonly stays: boolean;
  /** As much of it as fits into a length. */
  readonly write: (most: number) => string;
}

/** The longest that texts of each rank may be. */
export type Allotment = Readonly<Record<Rank, number>>;

/** The text of a stretch, within what its rank is allotted. */
export function written(stretch: Stretch, allotment: Allotment): string {
  const most = allotted(stretch, allotment);
  return most === 0 ? '' : stretch.write(most);
}

/** How long a stretch may be; 0 where it is left out. */
export function allotted(stretch: Stretch, allotment: Allotment): number {
  return lengthOf(stretch, allotment[stretch.rank]);
}

/** Lets one rank after the other give way until everything fits into one message; undefined when it does not. */
export function allot(stretches: readonly Stretch[], fixed: number): Allotment | undefined {
  const allotment: Record<Rank, number> = { ...UNBOUNDED };
  let excess = fixed + sum(stretches.map(({ cost }) => cost)) - LIMITS.text;
  for (const rank of RANKS) {
    if (excess <= 0) return allotment;
    const own = stretches.filter((stretch) => stretch.rank === rank);
    const before = sum(own.map(({ cost }) => cost));
    allotment[rank] = share(own, before - excess);
    excess -= before - sum(own.map((stretch) => lengthOf(stretch, allotment[rank])));
  }
  return excess <= 0 ? allotment : undefined;
}

const UNBOUNDED: Allotment = {
  body: LIMITS.text,
  'long-link': LIMITS.text,
  byline: LIMITS.text,
  link: LIMITS.text,
  title: LIMITS.text,
};

function lengthOf({ cost, least, stays }: Stretch, most: number): number {
  if (cost <= most) return cost;
  if (most >= least) return most;
  return stays ? Math.min(cost, least) : 0;
}

/** The longest that each may be for all to fit into some room; those that stay take what they need before. */
function share(stretches: readonly Stretch[], room: number): number {
  let left = room;
  let free = stretches;
  for (;;) {
    const most = evenShare(
      free.map(({ cost }) => cost),
      left,
    );
    const short = free.filter((stretch) => stretch.stays && Math.min(stretch.cost, stretch.least) > most);
    if (short.length === 0) return most;
    left -= sum(short.map(({ cost, least }) => Math.min(cost, least)));
    free = free.filter((stretch) => !short.includes(stretch));
  }
}

/** Those that need less than their share leave the rest of it to the others. */
function evenShare(costs: readonly number[], room: number): number {
  let left = Math.max(room, 0);
  const sorted = [...costs].sort((one, other) => one - other);
  for (const [at, cost] of sorted.entries()) {
    const waiting = sorted.length - at;
    if (cost * waiting > left) return Math.floor(left / waiting);
    left -= cost;
  }
  return LIMITS.text;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
