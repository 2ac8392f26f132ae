import { FIRST_FEED_DAY, feedDayAt } from './hugging-face/feed-day.js';
import type { HuggingFace } from './hugging-face/hugging-face.js';
import { ingest } from './ingest.js';
import { daysToRead } from './poll-plan.js';
import type { PolledOptions, PolledSource } from './poller.js';

export const HUGGING_FACE = 'hugging-face';

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
