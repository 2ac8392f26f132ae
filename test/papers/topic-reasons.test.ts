import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { topicReasons } from '../../src/papers/topic-reasons.js';

const paper: Paper = {
  id: '2401.12345',
  title: 'Retrieval for agents',
  abstract: 'A survey.',
  upvotes: 3,
  source: 'test',
};
const now = new Date('2026-05-22T00:00:00Z');

describe('the reasons of topics', () => {
  it('tell for each topic what matched or what blocked it, in the order of the topics', () => {
    const topics = [
      { number: 7, query: 'retrieval -survey' },
      { number: 2, query: 'agents upvotes>=3' },
    ];
    const [blocked, matched] = topicReasons(topics, paper, now);
    expect(blocked).toEqual({
      topic: topics[0],
      explanation: {
        matches: false,
        matched: [{ clause: 'retrieval', field: 'title', words: ['Retrieval'] }],
        blocking: [{ clause: '-survey', field: 'abstract', words: ['survey'] }],
      },
    });
    expect(matched?.topic.number).toBe(2);
    expect(matched?.explanation?.matches).toBe(true);
  });

  it('leave a topic that cannot be read any more without an explanation', () => {
    expect(topicReasons([{ query: '"open' }], paper, now)).toEqual([{ topic: { query: '"open' } }]);
  });
});
