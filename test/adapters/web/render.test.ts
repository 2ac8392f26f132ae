import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../src/adapters/web/render.js';
import { decodeAction } from '../../../src/core/action-codec.js';
import { type Block, type CommandAction, createReply, type Item } from '../../../src/core/reply.js';
import { tinyPicture } from '../../support/tiny-picture.js';

const item: Item = { type: 'item', title: [{ text: 'A title' }], badges: [], actions: [] };
const similar: CommandAction = {
  kind: 'command',
  label: 'Similar',
  command: 'similar',
  options: { paper: 'p1' },
};
const drawn = (...blocks: readonly Block[]) => renderReply(createReply(blocks)).blocks;

describe('what the page draws', () => {
  it('has every part of a reply', () => {
    const thumbnail = { url: 'https://cdn.example.org/1.png', alt: 'First page' };
    const title = [{ text: 'On ' }, { text: 'Diffusion', style: 'mark' }] as const;
    const card: Item = {
      ...item,
      number: 3,
      title,
      url: 'https://arxiv.org/abs/2401.10000',
      byline: 'Ada Lovelace',
      body: [{ text: 'We study it.', style: 'emphasis' }],
      badges: ['3 comments'],
      thumbnail,
    };
    const blocks: readonly Block[] = [
      { type: 'heading', text: '1 paper' },
      { type: 'text', spans: [{ text: 'see', url: 'https://arxiv.org/' }], subtle: true },
      card,
      { type: 'fields', fields: [{ label: 'Id', value: 'p1' }] },
      { type: 'divider' },
    ];
    expect(drawn(...blocks)).toEqual(blocks);
  });

  it('gives each button the token of its action, and a token of its own', () => {
    const [block] = drawn({ type: 'actions', actions: [similar, similar, { ...similar, replaces: true }] });
    const tokens =
      block?.type === 'actions' ? block.actions.map((action) => 'token' in action && action.token) : [];
    expect(tokens).toEqual(['v1:similar:paper=p1', 'v1:similar:paper=p1~1', 'v1:similar:!paper=p1']);
    for (const token of tokens) expect(decodeAction(token || '')?.command).toBe('similar');
  });

  it.each([
    'javascript:alert(1)',
    'http://arxiv.org/',
    'data:text/html,x',
    'https://a@evil.example/',
    '//x',
    `https://x.example/${'x'.repeat(2_000)}`,
  ])('has no link and no picture of an unsafe address (%#)', (url) => {
    const actions = [{ kind: 'link', label: 'Open', url }] as const;
    const [text, card] = drawn(
      { type: 'text', spans: [{ text: 'words', url }] },
      { ...item, url, thumbnail: { url, alt: 'x' }, actions },
    );
    expect(text).toEqual({ type: 'text', spans: [{ text: 'words' }], subtle: false });
    expect(card).toEqual(item);
  });

  it('has text that cannot reorder or hide what stands beside it', () => {
    const dirty = '\u202Egnp\u0000.exe\u200b';
    const everywhere = drawn(
      { type: 'heading', text: dirty },
      { type: 'text', spans: [{ text: dirty }] },
      {
        ...item,
        title: [{ text: dirty }],
        byline: dirty,
        body: [{ text: dirty }],
        badges: [dirty],
        actions: [{ ...similar, label: dirty }],
      },
      { type: 'fields', fields: [{ label: dirty, value: dirty }] },
      { type: 'notice', level: 'info', text: dirty },
    );
    expect(JSON.stringify(everywhere).match(/gnp\.exe/g)).toHaveLength(10);
    expect(JSON.stringify(everywhere)).not.toMatch(/[\u202E\u200b]|\\u0000/);
  });

  it('has a picture with its words in it', () => {
    const { png } = tinyPicture();
    expect(drawn(tinyPicture({ alt: 'Three \u202Epapers' }))).toEqual([
      { type: 'image', url: `data:image/png;base64,${png}`, alt: 'Three papers' },
    ]);
  });

  it('shows the names between backticks of a notice as code', () => {
    expect(drawn({ type: 'notice', level: 'warning', text: '`limit` takes 1 to 25; see `help`' })).toEqual([
      {
        type: 'notice',
        level: 'warning',
        spans: [
          { text: 'limit', style: 'code' },
          { text: ' takes 1 to 25; see ' },
          { text: 'help', style: 'code' },
        ],
      },
    ]);
    const [odd] = drawn({ type: 'notice', level: 'info', text: 'one ` alone' });
    expect(odd).toMatchObject({ spans: [{ text: 'one ` alone' }] });
  });

  it('has a menu whose choices have tokens of their own, and none of nothing', () => {
    const menu = (choices: readonly (typeof similar)[]) =>
      ({ kind: 'menu', label: 'More…', choices }) as const;
    const [actions] = drawn({ type: 'actions', actions: [menu([similar, similar]), menu([])] });
    const token = 'v1:similar:paper=p1';
    const choice = { kind: 'button', label: similar.label };
    expect(actions).toMatchObject({
      actions: [
        {
          kind: 'menu',
          label: 'More…',
          choices: [
            { ...choice, token },
            { ...choice, token: `${token}~1` },
          ],
        },
      ],
    });
  });

  it('has the plain text beside the blocks', () => {
    expect(renderReply(createReply([item])).summary).toBe('A title');
  });
});
