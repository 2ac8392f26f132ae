import { expect, it } from 'vitest';
import { renderActions } from '../../../src/adapters/slack/buttons.js';

const next = (query: string) =>
  ({ kind: 'command', label: 'Page 2', command: 'search', options: { query, page: 2 } }) as const;
const kinds = (query: string) =>
  renderActions([next(query), { kind: 'menu', label: 'Go to page…', choices: [next(query)] }]).flatMap(
    (block) => (block.type === 'actions' ? block.elements.map(({ type }) => type) : []),
  );

it('a menu is drawn where Slack takes all of its values, and none where it does not', () => {
  expect(kinds('rag')).toEqual(['button', 'static_select']);
  expect(kinds('x'.repeat(60))).toEqual(['button']);
});
