import type { Block } from '../core/reply.js';
import type { TopicPreview } from '../papers/topic-preview.js';
import { counted } from './paper-card.js';

/** Says in a sentence what a topic would bring: "6 of the last 40 papers match, about 0.9 a day." */
export function previewSentence({ matching, sampled, perDay }: TopicPreview): string {
  if (sampled === 0) return 'There are no papers yet to try it on.';
  const verb = matching === 1 ? 'matches' : 'match';
  const pace = perDay === undefined || matching === 0 ? '' : `, ${paceOf(perDay)}`;
  const found = matching === 0 ? 'None' : matching.toLocaleString('en');
  return `${found} of the last ${counted(sampled, 'paper')} ${verb}${pace}.`;
}

/** What is odd about its query. */
export function previewWarnings({ warnings }: Pick<TopicPreview, 'warnings'>): readonly Block[] {
  return warnings.map(({ message }) => ({ type: 'notice', level: 'warning', text: message }));
}

function paceOf(perDay: number): string {
  if (perDay >= 9.95) return `about ${Math.round(perDay).toLocaleString('en')} a day`;
  if (perDay >= 0.15) return `about ${Number(perDay.toFixed(1))} a day`;
  return `about ${counted(Math.max(1, Math.round(perDay * 30)), 'paper')} a month`;
}
