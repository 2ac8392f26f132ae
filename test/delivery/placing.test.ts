import { describe, expect, it } from 'vitest';
import { createNotice, createReply } from '../../src/core/reply.js';
import type { ClaimedDelivery } from '../../src/delivery/outbox.js';
import { placementOf } from '../../src/delivery/placing.js';
import { newDelivery } from '../contracts/new-delivery.js';

const LIST = createReply([{ type: 'heading', text: '25 papers for 22 May 2026 (2 of 3)' }]);

function claimed(more: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
  return { ...newDelivery('one'), id: 1, owner: 'me', attempt: 1, ...more };
}

describe('how a delivery is to stand', () => {
  it('is as it was chosen for the list, with its heading as the title and no number of a part', () => {
    const layout = { style: 'forum', tag: 'news' } as const;
    expect(placementOf(claimed({ layout, part: 2, follows: '11' }), LIST)).toEqual({
      ...layout,
      title: '25 papers for 22 May 2026',
      part: 2,
      follows: '11',
      publish: true,
    });
  });

  it('is that of a message that is passed on, where nothing was chosen', () => {
    expect(placementOf(claimed(), LIST)).toMatchObject({ style: 'message', publish: true });
  });

  it('is not passed on as a test, nor where there are no papers; each says so in its title', () => {
    expect(placementOf(claimed({ period: 'test:1' }), LIST)).toMatchObject({
      title: 'Test: 25 papers for 22 May 2026',
      publish: false,
    });
    const none = createNotice('info', 'No list today: it is the weekend.');
    expect(placementOf(claimed({ content: 'exhausted' }), none)).toMatchObject({
      title: expect.stringContaining('No list today: it is the weekend.'),
      publish: false,
    });
  });

  it('is nothing that other messages have', () => {
    expect(placementOf(claimed({ list: 'topics:7' }), LIST)).toBeUndefined();
  });
});
