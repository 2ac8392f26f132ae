import type { Catalog } from '../papers/catalog.js';
import { HUGGING_FACE_TRENDING } from '../papers/source-states.js';
import { FIRST_FEED_DAY, feedDayAt } from './hugging-face/feed-day.js';
import type { HuggingFace } from './hugging-face/hugging-face.js';
import { ingest } from './ingest.js';
import { daysToRead } from './poll-plan.js';
import type { PolledOptions, PolledSource } from './poller.js';
import type { SourceMemory } from './source-memory.js';
import { SourceError } from './web/source-error.js';

export const HUGGING_FACE = 'hugging-face';

const TRENDING_READ = 'hugging-face:trending-read';
const TRENDING_AGAIN_MS = 24 * 60 * 60 * 1_000;
const MOST_TRENDING = 100;

export interface PolledHuggingFaceOptions extends PolledOptions {
  readonly memory: SourceMemory;
  /** Tells which papers are known. */
  readonly catalog: Pick<Catalog, 'get'>;
}

type Client = Pick<HuggingFace, 'day' | 'trending'>;

/** Hugging Face's Daily Papers, day by day, and once a day the votes of older papers that are talked about again. */
export function pollHuggingFace(huggingFace: Client, options: PolledHuggingFaceOptions): PolledSource {
  const { feedDays, memory } = options;
  return {
    source: HUGGING_FACE,
    async due(now) {
      const known = await feedDays.ofSource(HUGGING_FACE);
      const days = daysToRead({ now, today: feedDayAt(now), firstDay: FIRST_FEED_DAY, known });
      const trending = {
        place: 'trending',
        state: HUGGING_FACE_TRENDING,
        run: () => readTrending(huggingFace, options),
      };
      const trendingAt = Date.parse((await memory.read(TRENDING_READ)) ?? '');
      const isTrendingDue = Number.isNaN(trendingAt) || now.getTime() - trendingAt >= TRENDING_AGAIN_MS;
      return [
        ...days.map((day) => ({ place: day, run: () => readDay(day, huggingFace, options) })),
        ...(isTrendingDue ? [trending] : []),
      ];
    },
  };
}

async function readDay(day: string, huggingFace: Client, options: PolledHuggingFaceOptions): Promise<void> {
  const { feedDays, clock } = options;
  const asked = clock.now();
  await ingest(async () => {
    const batch = await huggingFace.day(day);
    const sight = { source: HUGGING_FACE, day, state: batch.state, papers: batch.size };
    const note = () => feedDays.note(sight, asked);
    // First what the day holds: once it is remembered as seen, nobody counts its papers again.
    return { ...batch, remember: () => note().then(batch.remember) };
  }, options);
}

/**
 * A rank over papers of any age: of those that are known it tells the votes, and nothing of a day or a place in it; the others would stand
 * there as new.
 */
async function readTrending(huggingFace: Client, options: PolledHuggingFaceOptions): Promise<void> {
  const { catalog, memory, clock } = options;
  const asked = clock.now();
  const note = () => memory.write(TRENDING_READ, asked.toISOString());
  const fetch = async () => {
    const batch = await huggingFace.trending(MOST_TRENDING);
    const papers = batch.papers.filter(({ id }) => catalog.get(id) !== undefined);
    return { ...batch, papers, news: false, remember: () => batch.remember().then(note) };
  };
  await ingest(fetch, options).catch(async (error: unknown) => {
    // Nobody waits for it: tomorrow will do.
    if (error instanceof SourceError && error.kind !== 'stopped') await note();
    throw error;
  });
}
