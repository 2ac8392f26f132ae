import { expect, it } from 'vitest';
import { readMessage } from '../../../../src/adapters/discord/interactions/message-reading.js';

it('reads what is written, laid out and forwarded, and where it leads', () => {
  const message = {
    content: 'Look, <@123> <a:party:456> at <t:1700000000:R> this <#789>',
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: 'A text in a box' },
          { type: 1, components: [{ type: 2, label: 'Open', style: 5, url: 'https://arxiv.org/abs/1' }] },
        ],
      },
    ],
    embeds: [
      {
        type: 'rich',
        title: 'A title',
        url: 'https://arxiv.org/abs/2',
        description: 'and more',
        fields: [{ name: 'Votes', value: 'many', inline: true }],
      },
    ],
    message_snapshots: [{ message: { content: 'from elsewhere' } }],
  };
  const { text, links } = readMessage(message);
  expect(text.replace(/\s+/g, ' ').split(' ').slice(0, 3)).toEqual(['Look,', 'at', 'this']);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'A text in a box Open A title and more Votes many from elsewhere',
  );
  expect(links).toEqual(['https://arxiv.org/abs/1', 'https://arxiv.org/abs/2']);
});

it('does not read what there is to choose in a menu', () => {
  const options = [{ label: 'Page 2', value: 'v1:search:!page=2' }];
  const components = [{ type: 1, components: [{ type: 3, custom_id: 'menu:1', options }] }];
  expect(readMessage({ content: 'A list', components }).text.trim()).toBe('A list');
});

it.each([
  [undefined],
  [null],
  ['text'],
  [{}],
  [{ content: 7, components: 'x', embeds: [null, 3], message_snapshots: [{}] }],
])('makes nothing of %j', (message) => {
  expect(readMessage(message)).toEqual({ text: '', links: [] });
});
