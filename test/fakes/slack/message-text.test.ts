import { expect, it } from 'vitest';
import { aliveIn } from './message-text.js';

it('finds what is alive in the text of a message', () => {
  const text = '<!channel> <@U1> <https://evil.example|nature.com> &lt;@U2&gt; @everyone';
  expect(aliveIn({ text, blocks: [] })).toEqual({
    pings: ['<!channel>', '<@U1>'],
    links: [{ text: 'nature.com', url: 'https://evil.example' }],
  });
});

it('finds what is alive in the blocks of a message', () => {
  const { pings, links } = aliveIn({
    text: '',
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'broadcast', range: 'here' },
              { type: 'text', text: '<@U1>' },
              { type: 'link', url: 'https://arxiv.org', text: 'arXiv' },
            ],
          },
        ],
      },
      { type: 'section', text: { type: 'mrkdwn', text: '<@U3>' } },
      { type: 'section', text: { type: 'plain_text', text: '<@U4>' } },
    ],
  });
  expect(pings).toEqual(['{"type":"broadcast","range":"here"}', '<@U3>']);
  expect(links).toEqual([{ text: 'arXiv', url: 'https://arxiv.org' }]);
});
