import type { LivingDays } from '../../fakes/hugging-face/living-days.js';
import type { DatabaseContent } from './database-content.js';
import type { Recorded } from './recorded.js';

/** Counts in the history that are not what the server said on their day, as `paper day`; there must be some to be wrong. */
export function wrongSignals(
  { signals }: DatabaseContent,
  { papers }: Recorded,
  { saved = [], countsOn }: { readonly saved?: readonly string[]; readonly countsOn: LivingDays['countsOn'] },
): readonly string[] {
  const days = new Set<string>();
  const wrong: string[] = [];
  for (const { paper_id: id, day, upvotes, comments, stars } of signals) {
    const paper = papers.get(id);
    // Of what a saved answer says on its day the server knows nothing, nor of papers without an id.
    if (paper === undefined || saved.includes(day)) continue;
    days.add(day);
    const said = countsOn(paper, day);
    const starsSaid = paper.githubStars === undefined ? null : said.stars;
    if (upvotes !== said.upvotes || comments !== said.comments || stars !== starsSaid)
      wrong.push(`${id} ${day}`);
  }
  return days.size < 2 ? ['no history'] : wrong;
}
