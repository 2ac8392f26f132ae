import { type Block, createReply, type Reply } from '../core/reply.js';
import { sentenceSpans } from '../core/spans.js';
import { stopTopics } from './topic.js';

/** More would be a list, and there is a command for that. */
const MOST_TOPICS = 5;

export interface ShownSuspension {
  readonly place: string;
  /** A sentence that says what to do. */
  readonly reason: string;
  /** There is no such place any more. */
  readonly gone: boolean;
  /** Those of the person that come there; their queries are in canonical form. */
  readonly topics: readonly { readonly id: number; readonly number: number; readonly query: string }[];
}

const MENDABLE =
  'I do not try any more. When that is mended, it comes back by itself where I am told of it; `daily resume` there brings it back at once.';
const GONE =
  'I do not try any more. `daily on` starts a list in another channel; a topic comes there once you `subscribe` to it there with `to:here`.';

/** What a person is told, once, when a place they have set something up in takes no messages any more. */
export function suspensionNotice({ place, reason, gone, topics }: ShownSuspension): Reply {
  const text = `What you have set up in ${place} cannot be posted: ${reason}`;
  return createReply([
    { type: 'notice', level: 'warning', text },
    { type: 'text', spans: sentenceSpans(gone ? GONE : MENDABLE) },
    ...(topics.length === 0 ? [] : ownTopics(topics)),
  ]);
}

function ownTopics(topics: ShownSuspension['topics']): readonly Block[] {
  const shown = topics.slice(0, MOST_TOPICS);
  return [
    {
      type: 'fields',
      fields: shown.map(({ number, query }) => ({ label: `Topic ${number}`, value: query })),
    },
    stopTopics(shown, { more: topics.length > MOST_TOPICS }),
  ];
}
