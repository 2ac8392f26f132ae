import { MESSAGE, type Placement } from '../core/layout.js';
import type { Reply } from '../core/reply.js';
import type { ClaimedDelivery } from './outbox.js';
import { unmarked } from './split.js';

/** How a claimed delivery is to stand where it goes. Only a daily list that brings papers is passed on to followers, and no test. */
export function placementOf(delivery: ClaimedDelivery, reply: Reply): Placement | undefined {
  const { list, content, period, part, layout = MESSAGE, follows } = delivery;
  if (list !== 'daily') return undefined;
  const isTest = period.startsWith('test:');
  return {
    ...layout,
    title: isTest ? `Test: ${titleOf(reply)}` : titleOf(reply),
    part,
    ...(follows === undefined ? {} : { follows }),
    publish: content === 'papers' && !isTest,
  };
}

/** The heading of the whole list, with its day; what has none begins with what it says. */
function titleOf({ blocks, summary }: Reply): string {
  const heading = blocks.find((block) => block.type === 'heading');
  return heading?.type === 'heading' ? unmarked(heading.text) : (summary.trim().split('\n')[0] ?? '');
}
