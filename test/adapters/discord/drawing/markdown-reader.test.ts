import { expect, it } from 'vitest';
import { aliveIn } from './markdown-reader.js';

it('finds whom Discord Markdown calls and where it leads', () => {
  const text = '@everyone <@&123> [Nature](<https://evil.example>) https://arxiv.org \\@here \\[a\\](b)';
  expect(aliveIn(text)).toEqual({
    pings: ['@everyone', '<@&123>'],
    links: [
      { text: 'Nature', url: 'https://evil.example' },
      { text: 'https://arxiv.org', url: 'https://arxiv.org' },
    ],
  });
});
