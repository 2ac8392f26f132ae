import type { FeedDayStore } from '../papers/feed-days.js';
import type { Arxiv } from './arxiv/arxiv.js';
import { FIRST_FEED_DAY, feedDayAt } from './hugging-face/feed-day.js';
import type { HuggingFace } from './hugging-face/hugging-face.js';
import { type IngestOptions, ingest } from './ingest.js';
import { daysToRead } from './poll-plan.js';
import type { PolledSource } from './poller.js';

export const HUGGING_FACE = 'hugging-face';
export const ARXIV = 'arxiv';

/** arXiv announces once a day; it is asked a little more often, because nobody tells when. */
const ANNOUNCED_AGAIN_MS = 6 * 60 * 60 * 1_000;

export interface PolledOptions extends IngestOptions {
  readonly feedDays: FeedDayStore;
}

/** Hugging Face's Daily Papers, day by day. */
export function pollHuggingFace(huggingFace: Pick<HuggingFace, 'day'>, options: PolledOptions): PolledSource {
  const { feedDays, clock } = options;
  const read = async (day: string) => {
    const asked = clock.now();
    await ingest(async () => {
      const batch = await huggingFace.day(day);
      const papers = batch.unchanged ? {} : { papers: batch.papers.length };
      const note = () => feedDays.note({ source: HUGGING_FACE, day, state: batch.state, ...papers }, asked);
      // First what the day holds: once it is remembered as seen, nobody counts its papers again.
      return { ...batch, remember: () => note().then(batch.remember) };
    }, options);
  };
  return {
    source: HUGGING_FACE,
    async due(now) {
      const known = await feedDays.ofSource(HUGGING_FACE);
      const days = daysToRead({ now, today: feedDayAt(now), firstDay: FIRST_FEED_DAY, known });
      return days.map((day) => ({ place: day, run: () => read(day) }));
    },
  };
}

/** What arXiv announces in some categories. Where it is the only source, its announcements are the feed that lists are made of. */
export function pollArxiv(
  arxiv: Pick<Arxiv, 'announced'>,
  options: PolledOptions & { readonly categories: readonly string[]; readonly leads: boolean },
): PolledSource {
  const { feedDays, clock, categories, leads } = options;
  const announced = async () => {
    const { papers, ...batch } = await arxiv.announced(categories);
    const { date } = batch;
    if (!leads || date === undefined) return { ...batch, papers };
    return { ...batch, papers: papers.map((paper, at) => ({ ...paper, feedDate: date, feedRank: at + 1 })) };
  };
  const read = async () => {
    const asked = clock.now();
    await ingest(async () => {
      const batch = await announced();
      const { date: day } = batch;
      const papers = batch.unchanged ? {} : { papers: batch.papers.length };
      const note = async () => {
        // An announcement is made at once and does not grow.
        if (day !== undefined)
          await feedDays.note({ source: ARXIV, day, state: 'complete', ...papers }, asked);
      };
      return { ...batch, remember: () => note().then(batch.remember) };
    }, options);
  };
  return {
    source: ARXIV,
    async due(now, { lastSuccessAt }) {
      const age = now.getTime() - (lastSuccessAt?.getTime() ?? 0);
      return age < ANNOUNCED_AGAIN_MS ? [] : [{ place: 'announcement', run: read }];
    },
  };
}
