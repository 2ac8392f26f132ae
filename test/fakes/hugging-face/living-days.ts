import { listIn, type RealDays } from './real-days.js';

export interface LivingDaysOptions {
  readonly recorded: Pick<RealDays, 'bodyOf'>;
  /** What is said of each paper, by its id: the same on every day that lists it, as on any server. */
  readonly papers: ReadonlyMap<string, RecordedPaper>;
  readonly now: () => Date;
  /** Counts move until so many days after publication; for ever, if it is not said. */
  readonly settlesAfterDays?: number;
  /** From this instant on some papers are withdrawn. */
  readonly withdrawnFrom?: string;
  /** Whether a day shows half of its papers until its evening. */
  readonly fills?: boolean;
}

export interface LivingDays {
  /** The items of a day as they are now. */
  itemsOf(day: string): readonly unknown[];
  /** What is counted of a paper on a UTC day. */
  countsOn(paper: RecordedPaper, day: string): Counts;
}

export interface RecordedPaper {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly githubStars?: number;
}

export interface Counts {
  readonly upvotes: number;
  readonly comments: number;
  readonly stars: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const EVENING_MS = 18 * 60 * 60 * 1_000;
/** Those that are read again soon, for their next page. */
const MOST_REMEMBERED = 40;
const ONE_IN_WITHDRAWN = 200;

/** Recorded days on a server where time passes: votes, comments and stars rise and fall, and the paper and the UTC day alone decide them. */
export function createLivingDays(options: LivingDaysOptions): LivingDays {
  const {
    recorded,
    papers,
    now,
    withdrawnFrom,
    fills = false,
    settlesAfterDays = Number.POSITIVE_INFINITY,
  } = options;
  const parsed = new Map<string, readonly unknown[]>();
  const recordedOn = (day: string) => {
    const items = parsed.get(day) ?? listIn(JSON.parse(recorded.bodyOf(day) ?? '[]'));
    parsed.set(day, items);
    const oldest = parsed.keys().next().value;
    if (parsed.size > MOST_REMEMBERED && oldest !== undefined) parsed.delete(oldest);
    return items;
  };
  const countsOn = ({ id, publishedAt }: RecordedPaper, day: string): Counts =>
    countsAfter(id, Math.min(dayNumber(day), dayNumber(publishedAt) + settlesAfterDays));
  return {
    countsOn,
    itemsOf(day) {
      const at = now();
      const all = recordedOn(day);
      const isEarly = fills && at.getTime() < Date.parse(day) + EVENING_MS;
      const areWithdrawn = withdrawnFrom !== undefined && at >= new Date(withdrawnFrom);
      return all.slice(0, isEarly ? Math.ceil(all.length / 2) : all.length).map((item) => {
        if (!isItem(item)) return item;
        const said = papers.get(item.paper.id) ?? item.paper;
        const { upvotes, comments: numComments, stars } = countsOn(said, at.toISOString());
        const githubStars = said.githubStars === undefined ? {} : { githubStars: stars };
        const withdrawnAt = areWithdrawn && isToBeWithdrawn(said) ? { withdrawnAt: withdrawnFrom } : {};
        return { ...item, numComments, paper: { ...said, upvotes, ...githubStars, ...withdrawnAt } };
      });
    },
  };
}

/** Which papers are withdrawn once it is time. */
export function isToBeWithdrawn({ id }: RecordedPaper): boolean {
  return numberOf(id) % ONE_IN_WITHDRAWN === 0;
}

/** Whether an item of a list is a paper; some recordings hold texts instead. */
export function isItem(item: unknown): item is { readonly paper: RecordedPaper } {
  return typeof item === 'object' && item !== null && 'paper' in item;
}

/** Rising and falling by turns of two days, so that neither the largest nor the first count is the last one. */
function countsAfter(id: string, day: number): Counts {
  const number = numberOf(id);
  const turn = Math.floor(day / 2);
  return {
    upvotes: (number % 40) + ((number + turn * 5) % 9),
    comments: (number + turn * 3) % 5,
    stars: (number % 900) + ((number + turn * 7) % 11),
  };
}

function numberOf(id: string): number {
  return Number(id.replace(/\D/g, ''));
}

function dayNumber(instant: string): number {
  return Math.floor(Date.parse(instant.slice(0, 10)) / DAY_MS);
}
