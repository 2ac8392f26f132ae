import { ComponentType } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPlain, renderReply } from '../../../../src/adapters/discord/drawing/render.js';
import { type Block, createNotice, createReply, type Item, type Reply } from '../../../../src/core/reply.js';
import { listOf } from '../../../contracts/chat-adapter.js';
import { allComponents } from '../../../fakes/discord/component-tree.js';
import { mergeParts, messageProblems } from '../../../fakes/discord/message-rules.js';
import { checkBody, SCHEMAS } from '../../../fakes/discord/schema-check.js';

/** The message as it goes over the wire, after the fake's own rules have found nothing wrong with it. */
function accepted(reply: Reply) {
  const { components, flags } = renderReply(reply);
  const checked = checkBody(SCHEMAS.messageCreate, { components, flags });
  expect(checked).toMatchObject({ ok: true });
  if (!checked.ok) throw new Error('refused');
  expect(messageProblems(mergeParts(checked.body, []))).toEqual([]);
  return allComponents(components);
}

const texts = (reply: Reply) =>
  accepted(reply).flatMap((component) => ('content' in component ? [component.content] : []));
const kinds = (reply: Reply) => accepted(reply).map(({ type }) => type);
const count = (reply: Reply, type: number) => kinds(reply).filter((kind) => kind === type).length;
const [BUTTON, SELECT, THUMBNAIL, SEPARATOR] = [2, 3, 11, 14];
const menusIn = (reply: Reply) =>
  accepted(reply).filter((component) => component.type === ComponentType.StringSelect);

const item: Item = {
  type: 'item',
  number: 1,
  title: [{ text: 'Deep nets' }],
  url: 'https://arxiv.org/abs/1',
  byline: 'Ada Lovelace',
  body: [{ text: 'We study nets.' }],
  badges: ['3 comments'],
  thumbnail: { url: 'https://cdn.example.org/1.png', alt: 'First page' },
  actions: [
    { kind: 'command', label: 'Abstract', command: 'show', options: { paper: '1' } },
    { kind: 'command', label: 'Similar', command: 'similar', options: { paper: '1' } },
  ],
};
const list = (size: number, more: Partial<Item> = {}) =>
  createReply(Array.from({ length: size }, () => ({ ...item, ...more })));

describe('a list', () => {
  it('of five shows pictures and all buttons', () => {
    expect([count(list(5), THUMBNAIL), count(list(5), BUTTON)]).toEqual([5, 10]);
    expect(texts(list(5))[0]).toBe(
      '**1.** **[Deep nets](https://arxiv.org/abs/1)**\n-# Ada Lovelace · 3 comments\nWe study nets.',
    );
  });

  it('gives up lines, then pictures, then lines again, and then gathers its buttons in menus', () => {
    const looks = [1, 5, 6, 7, 8, 9, 14, 15, 25].map((size) => {
      const of = (type: number) => count(list(size), type);
      return [size, of(THUMBNAIL), of(SEPARATOR), of(BUTTON), of(SELECT)];
    });
    expect(looks).toEqual([
      [1, 1, 0, 2, 0],
      [5, 5, 4, 10, 0],
      [6, 6, 0, 12, 0],
      [7, 0, 6, 14, 0],
      [8, 0, 7, 16, 0],
      [9, 0, 0, 18, 0],
      [14, 0, 13, 0, 2],
      [15, 0, 14, 0, 2],
      [25, 0, 0, 0, 2],
    ]);
  });

  it('says in its menus what they are for, and of which paper', () => {
    const [first] = item.actions;
    const actions = [
      { ...(first ?? expect.fail()), prompt: 'Abstract of…' },
      item.actions[1] ?? expect.fail(),
    ];
    const menus = menusIn(list(12, { actions }));
    expect(menus.map(({ placeholder }) => placeholder)).toEqual(['Abstract of…', 'Similar…']);
    expect(menus[0]?.options.slice(0, 2)).toEqual([
      { label: '1. Deep nets', value: 'v1:show:paper=1' },
      { label: '1. Deep nets', value: 'v1:show:paper=1~1' },
    ]);
    expect(menus.map(({ options }) => options.length)).toEqual([12, 12]);
  });

  it('of thirty has as many menus as that takes; links of its papers stand beside what is said of them', () => {
    const pdf = { kind: 'link', label: 'PDF', url: 'https://arxiv.org/pdf/1' } as const;
    const reply = list(30, { actions: [...item.actions, pdf] });
    expect(menusIn(reply).map(({ options }) => options.length)).toEqual([25, 5, 25, 5]);
    const shown = texts(reply).join('\n');
    expect(
      shown.match(/-# Ada Lovelace · 3 comments · \[PDF\]\(https:\/\/arxiv\.org\/pdf\/1\)/g),
    ).toHaveLength(30);
  });

  it('of more than fits says how many are left out, and keeps what stands below', () => {
    const reply = createReply([
      { type: 'heading', text: 'Many' },
      ...list(150, { title: [{ text: 'Deep nets, and what they are good for' }] }).blocks,
      { type: 'text', spans: [{ text: 'Page 1 of 2' }], subtle: true },
    ]);
    const shown = texts(reply);
    const cards = shown.join('\n').match(/\*\*1\.\*\*/g) ?? [];
    expect(cards.length).toBeGreaterThan(50);
    expect(shown.slice(-2)).toEqual([`-# +${150 - cards.length} more`, '-# Page 1 of 2']);
  });

  it('of long abstracts shortens all of them before it gives up anything else', () => {
    const long = list(6, { body: [{ text: 'word '.repeat(1_000) }] });
    expect(count(long, BUTTON)).toBe(12);
    const lengths = texts(long).map((text) => text.length);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(3_900);
    expect(new Set(lengths).size).toBe(1);
    for (const text of texts(long)) expect(text.endsWith('…')).toBe(true);
  });

  it('with one broken paper shows that one as its title, and the others as they are', () => {
    const broken = Object.defineProperty({ ...item, title: [{ text: 'Broken *paper*' }] }, 'byline', {
      get: () => expect.fail('no byline'),
    });
    const shown = texts({ summary: '', blocks: [item, broken, item] });
    expect(shown[1]).toBe('**Broken \\*paper\\***');
    expect(shown[0]).toBe(shown[2]);
  });
});

describe('a message', () => {
  it('draws every kind of block', () => {
    const blocks: readonly Block[] = [
      { type: 'heading', text: 'Trending\ntoday' },
      { type: 'text', spans: [{ text: 'One\nTwo' }], subtle: true },
      { type: 'fields', fields: [{ label: 'Upvotes', value: '1,203' }] },
      { type: 'divider' },
      { type: 'notice', level: 'warning', text: 'Try `help search`.' },
      { type: 'actions', actions: Array.from({ length: 7 }, () => item.actions[0] ?? expect.fail()) },
    ];
    const reply = createReply(blocks);
    expect(texts(reply)).toEqual([
      '## Trending today',
      '-# One\n-# Two',
      '**Upvotes:** 1,203',
      'Try `help search`.',
    ]);
    expect(kinds(reply)).toEqual([10, 10, 10, 14, 17, 10, 1, 2, 2, 2, 2, 2, 1, 2, 2]);
  });

  it('has a link in words where an address is too long for a button', () => {
    const url = `https://a.example/${'x'.repeat(600)}`;
    const reply = createReply([{ type: 'actions', actions: [{ kind: 'link', label: 'Read', url }] }]);
    expect(texts(reply)).toEqual([`[Read](${url})`]);
  });

  it('leaves out buttons that lead nowhere safe, and never an empty row', () => {
    const link = (url: string) => ({ kind: 'link', label: 'Read', url }) as const;
    const unsafe = ['http://a.example', 'javascript:alert(1)'].map(link);
    expect(
      kinds(
        createReply([
          { type: 'heading', text: 'Links' },
          { type: 'actions', actions: unsafe },
        ]),
      ),
    ).toEqual([10]);
    const safe = createReply([{ type: 'actions', actions: [...unsafe, link('https://arxiv.org/abs/1')] }]);
    expect(kinds(safe)).toEqual([1, 2]);
  });

  it('is never empty', () => {
    expect(texts({ summary: 'Only words', blocks: [] })).toEqual(['Only words']);
    expect(texts({ summary: ' ', blocks: [{ type: 'text', spans: [{ text: '\u200b' }] }] })).toEqual([
      'There is nothing to show.',
    ]);
  });

  it('of one endless text is cut at the limit', () => {
    const [text = ''] = texts(createNotice('info', '*'.repeat(60_000)));
    expect([text.length <= 4_000, text.length > 3_900, text.endsWith('…')]).toEqual([true, true, true]);
    const [plain] = renderPlain('x'.repeat(9_000)).components;
    expect(plain).toMatchObject({ content: `${'x'.repeat(3_999)}…` });
  });

  it('of more blocks than fit says so too', () => {
    const many = createReply(
      Array.from({ length: 60 }, (_, index) => ({ type: 'heading', text: `Part ${index}` })),
    );
    expect(texts(many).at(-1)).toBe('-# +21 more');
  });
});

describe('whatever the core says', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 60 })
    .chain((short) =>
      fc.constantFrom(short, short.repeat(80), '', ' ', '@everyone', '[x](https://evil.example)'),
    );
  const spans = fc.array(fc.record({ text }), { maxLength: 4 });
  const url = fc.constantFrom(
    'https://arxiv.org/abs/1',
    'javascript:1',
    `https://a.example/${'x'.repeat(1_900)}`,
  );
  const action = fc.oneof(
    fc.record({ kind: fc.constant('link' as const), label: text, url }),
    fc.record({
      kind: fc.constant('command' as const),
      label: text,
      command: fc.constant('show'),
      options: fc.record({ paper: text }),
    }),
  );
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constant('heading' as const), text }),
    fc.record({ type: fc.constant('text' as const), spans, subtle: fc.boolean() }),
    fc.record({
      type: fc.constant('item' as const),
      title: spans,
      url,
      byline: text,
      body: spans,
      badges: fc.array(text, { maxLength: 3 }),
      thumbnail: fc.record({ url, alt: text }),
      actions: fc.array(action, { maxLength: 7 }),
    }),
    fc.record({
      type: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: text, value: text })),
    }),
    fc.record({ type: fc.constant('notice' as const), level: fc.constantFrom('info', 'error'), text }),
    fc.record({ type: fc.constant('divider' as const) }),
    fc.record({ type: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 12 }) }),
  );

  it('Discord accepts it', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 60 }), (blocks) => {
        accepted(createReply(blocks));
      }),
      { numRuns: 150 },
    );
    accepted(listOf(200));
  });
});
