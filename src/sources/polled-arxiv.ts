import type { Catalog } from '../papers/catalog.js';
import type { FeedDaySight } from '../papers/feed-days.js';
import type { Paper } from '../papers/paper.js';
import { ARXIV_MISSED, type SourceState } from '../papers/source-states.js';
import { missedDays, submissionsOf } from './arxiv/announcement-days.js';
import type { Arxiv } from './arxiv/arxiv.js';
import { ingest } from './ingest.js';
import type { PolledOptions, PolledSource } from './poller.js';
import { SourceError } from './web/source-error.js';

export const ARXIV = 'arxiv';

/** arXiv announces once a day; it is asked a little more often, because nobody tells when. */
const ANNOUNCED_AGAIN_MS = 6 * 60 * 60 * 1_000;

export interface PolledArxivOptions extends PolledOptions {
  readonly categories: readonly string[];
  /** Where arXiv is the only source, its announcements are the feed that lists are made of. */
  readonly leads: boolean;
  /** Tells on which feed day a paper stands already. */
  readonly catalog: Pick<Catalog, 'get'>;
}

type Client = Pick<Arxiv, 'announced' | 'submitted'>;

/** What arXiv announces in some categories; what was announced while nobody listened is asked for by the time of its submission. */
export function pollArxiv(arxiv: Client, options: PolledArxivOptions): PolledSource {
  return {
    source: ARXIV,
    async due(now, state) {
      // The announcement comes first: what it lists stands on its own day then, and where it cannot be read, nothing else is asked for.
      if (isAnnouncementDue(state, now))
        return [{ place: 'announcement', run: () => readAnnouncement(arxiv, options) }];
      const known = await options.feedDays.ofSource(ARXIV);
      return missedDays({ now, known }).map((day) => {
        const wasEmpty = known.some((one) => one.day === day);
        return { place: day, state: ARXIV_MISSED, run: () => catchUp(arxiv, { ...options, day, wasEmpty }) };
      });
    },
  };
}

function isAnnouncementDue({ failure, lastSuccessAt }: SourceState, now: Date): boolean {
  return failure !== undefined || now.getTime() - (lastSuccessAt?.getTime() ?? 0) >= ANNOUNCED_AGAIN_MS;
}

async function readAnnouncement(arxiv: Client, options: PolledArxivOptions): Promise<void> {
  const { categories, leads, feedDays, clock } = options;
  const asked = clock.now();
  await ingest(async () => {
    const batch = await arxiv.announced(categories);
    const { date: day } = batch;
    if (day === undefined) return batch;
    // An announcement is made at once and does not grow.
    const sight = sightOf(day, 'complete', batch.unchanged ? {} : { papers: batch.papers.length });
    const papers = leads ? listedOn(day, batch.papers) : batch.papers;
    return { ...batch, papers, remember: () => feedDays.note(sight, asked).then(batch.remember) };
  }, options);
}

/** Reads what was announced on a day gone by. Of a paper that stands on another day already, only the paper is taken in. */
async function catchUp(
  arxiv: Client,
  options: PolledArxivOptions & { readonly day: string; readonly wasEmpty: boolean },
): Promise<void> {
  const { day, wasEmpty, categories, leads, catalog, feedDays, clock } = options;
  const asked = clock.now();
  await ingest(async () => {
    const batch = await arxiv.submitted(categories, submissionsOf(day)).catch(missing(day));
    const isElsewhere = ({ id }: Paper) => leads && (catalog.get(id)?.feedDate ?? day) !== day;
    const news = batch.papers.filter((paper) => !isElsewhere(paper));
    const papers = leads ? [...listedOn(day, news), ...batch.papers.filter(isElsewhere)] : news;
    // Holidays are empty, and now and then arXiv's answer is: so it is asked twice before that is believed.
    const state = batch.papers.length > 0 || wasEmpty ? 'complete' : 'filling';
    const sight = sightOf(day, state, { papers: news.length });
    return { ...batch, papers, remember: () => feedDays.note(sight, asked) };
  }, options);
}

function listedOn(day: string, papers: readonly Paper[]): readonly Paper[] {
  return papers.map((paper, at) => ({ ...paper, feedDate: day, feedRank: at + 1 }));
}

function sightOf(
  day: string,
  state: FeedDaySight['state'],
  papers: Pick<FeedDaySight, 'papers'>,
): FeedDaySight {
  return { source: ARXIV, day, state, ...papers };
}

/** Says in front of what went wrong what is missing because of it. */
function missing(day: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof SourceError)) throw error;
    const message = `What arXiv announced on ${day} was missed and could not be read: ${error.message}`;
    throw new SourceError(error.kind, message, { cause: error });
  };
}
