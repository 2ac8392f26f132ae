import { observeInPassing, observePaper } from '../papers/merge.js';
import type { MergeCounts, PaperStore } from '../papers/paper-store.js';
import { readChanges } from './paper-changes.js';
import { takeIn } from './paper-merge.js';
import type { PaperRowsOptions } from './paper-rows.js';
import { awaitPaperWriters } from './row-locks.js';

/** So many papers are taken in by one transaction: it stays short, and other work gets its turn in between. */
const CHUNK = 200;

/** Papers as JSON, checked again when they are read: a row that no longer fits is left out and named in the log. */
export function createPaperRepository(options: PaperRowsOptions): PaperStore {
  const { db, logger } = options;
  return {
    async count() {
      const counted = db.selectFrom('paper').select(({ fn }) => fn.countAll<number | string>().as('papers'));
      const aliases = db.selectFrom('paper_alias').select('old');
      // PostgreSQL counts beyond what a number holds, and answers with text.
      return Number((await counted.where('id', 'not in', aliases).executeTakeFirstOrThrow()).papers);
    },
    changedSince: (sequence, most) => readChanges(sequence, most, options),
    async merge({ papers, withdrawn, news = true }, now) {
      const observe = news ? observePaper : observeInPassing;
      let counts: MergeCounts = { added: 0, merged: 0, unchanged: 0, withdrawn: 0 };
      for (let start = 0; start < Math.max(papers.length, withdrawn.length); start += CHUNK) {
        const intake = {
          observations: papers.slice(start, start + CHUNK).map((paper) => observe(paper, now)),
          withdrawn: withdrawn.slice(start, start + CHUNK),
          now,
        };
        const taken = await db.transaction().execute(async (trx) => {
          await awaitPaperWriters(trx);
          return takeIn(intake, { db: trx, logger });
        });
        counts = sum(counts, taken);
      }
      return counts;
    },
  };
}

function sum(a: MergeCounts, b: MergeCounts): MergeCounts {
  return {
    added: a.added + b.added,
    merged: a.merged + b.merged,
    unchanged: a.unchanged + b.unchanged,
    withdrawn: a.withdrawn + b.withdrawn,
  };
}
