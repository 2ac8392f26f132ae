import { describe, expect, it } from 'vitest';
import { createLivingDays } from '../fakes/hugging-face/living-days.js';
import { openRealDays, realDaysFolder } from '../fakes/hugging-face/real-days.js';
import { createSeededRandom } from '../fakes/seeded-random.js';
import { differences, readDatabase } from '../support/replay/database-content.js';
import { backfillKilled } from '../support/replay/killed-backfill.js';
import { readRecorded } from '../support/replay/recorded.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { createFastClock } from './support/fast-clock.js';

/** Three months, some of whose recordings are malformed. */
const [FROM, TO] = ['2024-12-09', '2025-03-14'];
/** All runs are over on the same day. */
const NOW = '2026-06-10T08:00:00Z';
const SPEED = 20;
const KILLS = 18;

const place = realDaysFolder(process.env['PAPERBOY_DATA']);
const real = openRealDays(place);
const reason = real === undefined ? ` (skipped: there is no folder ${place})` : '';
const folder = useTemporaryFolder();

describe.skipIf(real === undefined)(`recorded days, read by the program itself${reason}`, () => {
  const recorded = real ?? { days: [], bodyOf: () => undefined, packedBodyOf: () => undefined };

  it('give the same database, every paper once, when it is killed again and again', async () => {
    const days = recorded.days.filter((day) => day >= FROM && day <= TO);
    const { papers } = readRecorded(recorded, days);
    const { clock, env } = createFastClock(folder.path('clock'), NOW, SPEED);
    const living = createLivingDays({ recorded, papers, now: clock.now });
    const read = (name: string, kills: number, trouble: number) =>
      backfillKilled({
        ...{ folder: folder.path(name), span: ['--from', FROM, '--to', TO], living, kills, trouble, env },
        random: createSeededRandom(7),
      });
    const alone = await read('alone', 0, 0);
    const disturbed = await read('disturbed', KILLS, 0.05);
    expect(disturbed.killed).toBeGreaterThanOrEqual(15);
    const content = readDatabase(alone.file);
    expect(content.papers.map(({ id }) => id)).toEqual([...papers.keys()].sort());
    expect(differences(readDatabase(disturbed.file), content)).toEqual([]);
  });
});
