import { describe, expect, it } from 'vitest';
import { openRealDays, realDaysFolder } from '../fakes/hugging-face/real-days.js';
import { lookAtAll, namedIn } from '../support/replay/backfill-story.js';
import { type DatabaseContent, differences, readDatabase } from '../support/replay/database-content.js';
import { liveUntil } from '../support/replay/poller-story.js';
import { readRecorded } from '../support/replay/recorded.js';
import { openScene } from '../support/replay/scene.js';
import { wrongSignals } from '../support/replay/wrong-signals.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** Three weeks after the last recorded day: nothing moves any more. */
const END = '2026-06-20';

const place = realDaysFolder(process.env['PAPERBOY_DATA']);
const real = openRealDays(place);
const reason = real === undefined ? ` (skipped: there is no folder ${place})` : '';
const folder = useTemporaryFolder();

describe.skipIf(real === undefined)(
  `two years of recorded days, as a bot lives through them${reason}`,
  () => {
    const recorded = real ?? { days: [], bodyOf: () => undefined, packedBodyOf: () => undefined };
    const { days } = recorded;

    it('bring the same papers as all days read at once, and another look brings and changes nothing', async () => {
      const facts = readRecorded(recorded, days);
      const world = { recorded, papers: facts.papers, settlesAfterDays: 6, fills: true };
      const file = folder.path('life.db');
      const begins = `${days[0]}T00:00:00Z`;
      const life = await openScene({ ...world, file, begins, seed: 5, trouble: 0.05 });
      expect(await liveUntil(END, life)).toBeGreaterThan(30);
      life.calm();
      expect(life.server.quota).toMatchObject({ unheeded: 0 });
      const lived = readDatabase(file);
      expect(new Set(namedIn(life))).toEqual(new Set(facts.malformed));
      expect(wrongSignals(lived, facts, life.living)).toEqual([]);

      const plain = await openScene({
        ...world,
        file: folder.path('plain.db'),
        begins: END,
        seed: 1,
        trouble: 0,
      });
      await lookAtAll(plain, days, END);
      await plain.close();
      expect(differences(lasting(lived), lasting(readDatabase(folder.path('plain.db'))))).toEqual([]);

      const { sequence } = await life.store.papers.changedSince(0, 100_000);
      const answered = life.server.statuses.length;
      const { days: seen, papers: seenAgain } = await lookAtAll(life, days, END);
      const statuses = life.server.statuses.slice(answered);
      // Some were kept, and the power was out before they could count as seen.
      expect([seen, seenAgain < facts.papers.size / 50]).toEqual([days.length, true]);
      expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(0.97 * statuses.length);
      expect(await life.store.papers.changedSince(sequence, 1)).toMatchObject({ changes: [], gone: [] });
      const afterwards = readDatabase(file);
      expect(differences(lasting(afterwards), lasting(lived))).toEqual([]);
      expect(afterwards.signals.filter(({ day }) => day !== END)).toEqual(lived.signals);
      await life.close();
    });
  },
);

/** Without what tells of when something was looked at: the history of counts, the days of observations, and the days that had no papers. */
function lasting({ papers, titles, aliases, withdrawn, feedDays }: DatabaseContent) {
  return { papers, titles, aliases, withdrawn, feedDays: feedDays.filter((day) => day.papers > 0) };
}
