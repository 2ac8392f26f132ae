import { createHash } from 'node:crypto';
import type { Paper } from '../papers/paper.js';

/** So many papers are written down; further down the order hardly matters. */
const LONGEST = 1_000;
/** The feed day of papers that come from no feed. */
const NO_DAY = '0000-00-00';

/** The ranked papers of a feed day at one revision, frozen. */
export interface Edition {
  /** The newest feed day among its papers, YYYY-MM-DD. */
  readonly feedDay: string;
  /** From 1, with every change of the ranking. */
  readonly revision: number;
  /** Best first, at most a thousand. */
  readonly paperIds: readonly string[];
  readonly contentHash: string;
}

/** Where editions are kept, each as it was when it was made. */
export interface EditionStore {
  latest(feedDay: string): Promise<Edition | undefined>;
  /** Adds an edition; false when somebody else has made one with its revision. */
  add(edition: Edition, now: Date): Promise<boolean>;
}

/** Freezes a ranking: the newest edition of its feed day where that is the same still, else a new revision. */
export async function freezeEdition(
  ranked: readonly Paper[],
  { editions, now }: { readonly editions: EditionStore; readonly now: Date },
): Promise<Edition> {
  const feedDay = ranked.reduce(
    (newest, { feedDate = '' }) => (feedDate > newest ? feedDate : newest),
    NO_DAY,
  );
  const paperIds = ranked.slice(0, LONGEST).map(({ id }) => id);
  const contentHash = createHash('sha256').update(JSON.stringify(paperIds)).digest('base64url');
  for (;;) {
    const latest = await editions.latest(feedDay);
    if (latest?.contentHash === contentHash) return latest;
    const edition = { feedDay, revision: (latest?.revision ?? 0) + 1, paperIds, contentHash };
    if (await editions.add(edition, now)) return edition;
  }
}

/** How an edition is called, such as "2026-05-21#2". */
export function editionName({ feedDay, revision }: Edition): string {
  return `${feedDay}#${revision}`;
}
