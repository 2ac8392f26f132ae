import { createReply, type Reply } from '../core/reply.js';

/** What a person is told, once, when a place they have set something up in takes no messages any more. */
export function suspensionNotice({
  place,
  reason,
}: {
  readonly place: string;
  readonly reason: string;
}): Reply {
  const advice =
    'I do not try any more. When that is mended, `daily resume` there brings it back, with today’s list.';
  return createReply([
    {
      type: 'notice',
      level: 'warning',
      text: `What you have set up in ${place} cannot be posted: ${reason}`,
    },
    { type: 'text', spans: [{ text: advice }] },
  ]);
}
