import { expect } from 'vitest';
import { type BackfillSummary, backfill, type ReadDays } from '../../../src/sources/backfill.js';
import { HUGGING_FACE } from '../../../src/sources/polled-hugging-face.js';
import { readSources } from '../../../src/sources/read-source.js';
import { readDatabase } from './database-content.js';
import { openScene, type Scene, type SceneOptions } from './scene.js';

/** The last look at all days happens on this day, whatever came before. */
export const LAST_DAY = '2027-01-10';
const TIMES = { begins: '2026-06-02T08:00:00Z', withdrawnFrom: '2026-06-25T00:00:00Z' };
const HOUR_MS = 60 * 60 * 1_000;
const LONGEST_BREAK_DAYS = 5;
/** In between days follow each other at once, so that the quota is used up. */
const ONE_DAY_IN_BEFORE_A_BREAK = 30;
/** Files are read at any time while days are, and after that. */
const READ_LATE = 1.3;

export interface Story extends Pick<SceneOptions, 'recorded' | 'papers' | 'file' | 'seed' | 'trouble'> {
  readonly days: readonly string[];
  /** Files that somebody has ingested. */
  readonly saved: readonly string[];
}

/** Reads all days on one day, and files after that; nothing goes wrong. */
export async function readAtOnce(story: Omit<Story, 'trouble'>) {
  const scene = await openScene({ ...story, ...TIMES, trouble: 0 });
  const summary = await lookAtAll(scene, story.days, LAST_DAY);
  await readFiles(scene, story.saved);
  const read = {
    summary,
    content: readDatabase(story.file),
    named: namedIn(scene),
    quota: scene.server.quota,
  };
  await scene.close();
  return read;
}

/** Reads days one after the other over weeks, and files in between, starting over as often as it takes; then all days once more on one day. */
export async function readOverWeeks(story: Story) {
  const scene = await openScene({ ...story, ...TIMES });
  const files = new Map(story.saved.map((name) => [name, scene.random() * story.days.length * READ_LATE]));
  const failures = new Set<string>();
  let starts = 0;
  for (let isWhole = false; !isWhole; starts++) {
    isWhole = await readOn(scene, story, { files, failures }).catch((error: unknown) => {
      expect(error).toMatchObject({ message: 'the power is out' });
      return false;
    });
  }
  const early = readDatabase(story.file);
  const named = namedIn(scene);
  scene.calm();
  await lookAtAll(scene, story.days, LAST_DAY);
  await readFiles(scene, [...files.keys()]);
  const read = {
    starts,
    failures,
    early,
    content: readDatabase(story.file),
    named,
    quota: scene.server.quota,
  };
  await scene.close();
  return { ...read, countsOn: scene.living.countsOn };
}

/** Goes on where it was; false where something is left to be read. */
async function readOn(
  scene: Scene,
  { days, trouble }: Story,
  { files, failures }: { readonly files: Map<string, number>; readonly failures: Set<string> },
): Promise<boolean> {
  const { store, clock, random } = scene;
  const stop = new AbortController();
  const client = scene.openClient(stop.signal);
  const finished = async () => {
    const known = await store.feedDays.ofSource(HUGGING_FACE);
    return new Set(known.filter(({ state }) => state === 'complete').map(({ day }) => day));
  };
  const { ended, failed } = await backfill({
    papers: store.papers,
    clock,
    days,
    async readDay(date) {
      const daysRead = (await finished()).size;
      const due = [...files].flatMap(([name, at]) => (at <= daysRead ? [name] : []));
      await readFiles(scene, due);
      for (const name of due) files.delete(name);
      if (random() < trouble / 2) stop.abort();
      const batch = await client.day(date);
      if (random() < 1 / ONE_DAY_IN_BEFORE_A_BREAK) takeABreak(scene);
      return batch;
    },
    readDays: {
      finished,
      async note(batch, asked) {
        if (random() < trouble) throw new Error('the power is out');
        await noteIn(scene)(batch, asked);
      },
    },
  });
  for (const { reason } of failed) failures.add(reason);
  return ended === undefined && failed.length === 0;
}

/** Until some hour of some day; not of the night, for what is asked for before midnight and answered behind it counts for the day before. */
function takeABreak({ clock, random }: Scene): void {
  const now = clock.now().getTime();
  const midnight = now - (now % (24 * HOUR_MS));
  const days = 1 + Math.floor(random() * LONGEST_BREAK_DAYS);
  clock.loseTime(midnight + (days * 24 + random() * 16) * HOUR_MS - now);
}

/** One after the other on one day, also those that are known. */
export function lookAtAll(scene: Scene, days: readonly string[], on: string): Promise<BackfillSummary> {
  const { clock, store } = scene;
  clock.loseTime(Date.parse(on) - clock.now().getTime());
  const readDays = { finished: async () => new Set<string>(), note: noteIn(scene) };
  return backfill({ readDay: scene.openClient().day, papers: store.papers, readDays, clock, days });
}

function noteIn({ store }: Scene): ReadDays['note'] {
  return ({ date: day, state, size: papers }, asked) =>
    store.feedDays.note({ source: HUGGING_FACE, day, state, papers }, asked);
}

async function readFiles({ store, clock }: Scene, names: readonly string[]): Promise<void> {
  for await (const batch of readSources(names)) await store.papers.merge(batch, clock.now());
}

/** The places that the log has named as unusable. */
export function namedIn({ logger }: Scene): readonly string[] {
  return logger.entries.flatMap(({ fields: { event, reference } }) =>
    event === 'source-item-skipped' && reference !== undefined ? [reference] : [],
  );
}
