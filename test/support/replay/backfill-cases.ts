import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isToBeWithdrawn } from '../../fakes/hugging-face/living-days.js';
import { openRealDays, realDaysFolder } from '../../fakes/hugging-face/real-days.js';
import { LAST_DAY, readAtOnce, readOverWeeks } from './backfill-story.js';
import { type DatabaseContent, differences, withoutPapers } from './database-content.js';
import { type Recorded, readRecorded, shuffled } from './recorded.js';
import { type SavedFiles, saveFiles } from './saved-files.js';
import { wrongSignals } from './wrong-signals.js';

const folder = realDaysFolder(process.env['PAPERBOY_DATA']);
const real = openRealDays(folder);

/** Whatever else goes wrong passes, and must cost no day. */
const LASTING_TROUBLE = /sent JSON that is broken or cut off|answered with a web page|refused the request/;

export interface TroubledStory {
  readonly seed: number;
  readonly trouble: number;
  /** How often everything is started anew, at least. */
  readonly starts: number;
}

/** What must hold of recorded days that are read through the real client, some or all of them. */
export function describeReplay(
  choose: (days: readonly string[]) => readonly string[],
  stories: readonly TroubledStory[],
): void {
  const reason = real === undefined ? ` (skipped: there is no folder ${folder})` : '';
  describe.skipIf(real === undefined)(`recorded days, read again${reason}`, () => {
    const recorded = real ?? { days: [], bodyOf: () => undefined, packedBodyOf: () => undefined };
    const days = choose(recorded.days);
    let place = '';
    let facts: Recorded;
    let saved: SavedFiles;
    let plain: Awaited<ReturnType<typeof readAtOnce>>;
    const toRead = (name: string) => ({
      ...{ recorded, papers: facts.papers },
      ...{ file: join(place, name), saved: saved.files },
    });
    beforeAll(async () => {
      place = await mkdtemp(join(tmpdir(), 'paperboy-replay-'));
      facts = readRecorded(recorded, days);
      saved = saveFiles(join(place, 'saved'), recorded, { days, papers: facts.papers });
      plain = await readAtOnce({ days, seed: 1, ...toRead('plain.db') });
    }, 300_000);
    afterAll(() => rm(place, { recursive: true, force: true }));

    it('give every paper once, know the one of a saved page again, and name every item that is none', () => {
      const { content, named, summary } = plain;
      const [withdrawn, kept] = [idsOf(facts, true), idsOf(facts, false)];
      expect(content.withdrawn).toEqual(withdrawn);
      expect(content.papers.map(({ id }) => id).filter((id) => !id.startsWith('t-'))).toEqual(kept);
      expect(content.aliases.map((alias) => alias.new).sort()).toEqual(saved.onPage);
      expect(content.papers).toHaveLength(kept.length + saved.onPage.length);
      expect(named).toEqual(facts.malformed);
      expect(summary).toMatchObject({ rejected: facts.malformed.length, failed: [] });
    });

    it('are asked for within the limit: no request is refused', () => {
      expect(plain.quota).toMatchObject({ refused: 0 });
      expect(plain.quota?.usedUp).toBeGreaterThan(days.length / 50);
    });

    it.each(stories)(
      'give the same database in another order, over weeks and however often interrupted ($seed)',
      async ({ seed, trouble, starts }) => {
        const order = shuffled(days, seed);
        const read = await readOverWeeks({ days: order, seed, trouble, ...toRead(`${seed}.db`) });
        expect(read.starts).toBeGreaterThan(starts);
        for (const failure of read.failures) expect(failure).toMatch(LASTING_TROUBLE);
        expect(read.quota).toMatchObject({ unheeded: 0 });
        expect(read.quota?.usedUp).toBeGreaterThan(days.length / 50);
        expect(new Set(read.named)).toEqual(new Set(facts.malformed));
        expectWhole(read.early, facts);
        const expected = comparable(plain.content, facts, saved);
        expect(differences(comparable(read.content, facts, saved), expected)).toEqual([]);
        expect(wrongSignals(read.content, facts, { saved: saved.days, countsOn: read.countsOn })).toEqual([]);
      },
    );
  });
}

/** Before the last look: nothing is missing that was not withdrawn, and every day is known to have been read whole. */
function expectWhole({ papers, feedDays }: DatabaseContent, facts: Recorded): void {
  const known = new Set(papers.map(({ id }) => id));
  expect(idsOf(facts, false).filter((id) => !known.has(id))).toEqual([]);
  expect(feedDays.map(({ day, state }) => `${day} ${state}`)).toEqual(
    [...facts.sizes.keys()].map((day) => `${day} complete`),
  );
}

/**
 * What the order of days and all interruptions must leave the same. They may decide how the counts of passed days stood, which is noted of the days
 * when a paper was looked at; what is known of a paper beyond that it is withdrawn; and whether a day counts it, which it does when it
 * was read before.
 */
function comparable(content: DatabaseContent, { shrinking }: Recorded, saved: SavedFiles): DatabaseContent {
  const rest = withoutPapers(content, new Set(content.withdrawn));
  return {
    ...rest,
    signals: rest.signals.filter(({ day }) => day === LAST_DAY || saved.days.includes(day)),
    feedDays: rest.feedDays.map((row) => (shrinking.has(row.day) ? { ...row, papers: 0 } : row)),
  };
}

function idsOf({ papers }: Recorded, withdrawn: boolean): readonly string[] {
  const some = [...papers.values()].filter((paper) => isToBeWithdrawn(paper) === withdrawn);
  return some.map(({ id }) => id).sort();
}
