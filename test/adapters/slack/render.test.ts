import * as fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage, renderVariants } from '../../../src/adapters/slack/render.js';
import { type Block, createNotice, createReply, type Item, type Reply } from '../../../src/core/reply.js';
import { HOSTILE, listOf } from '../../contracts/chat-adapter.js';
import { textLength } from '../../fakes/slack/block-rules.js';
import { blockSchemas } from '../../fakes/slack/block-schemas.js';
import { buttonLabels, readable } from '../../fakes/slack/message-text.js';
import { createPayloadChecks } from '../../fakes/slack/payload-checks.js';

let violations: string[];

// Slow the first time ever.
beforeAll(async () => void (await blockSchemas()), 60_000);

beforeEach(() => {
  violations = [];
});

afterEach(() => {
  expect(violations).toEqual([]);
});

const QUIET = { unfurl_links: false, unfurl_media: false };

/** Renders a reply, and has it read the way Slack would; even as the replacement of another message. */
async function shown(reply: Reply) {
  const { text, blocks } = renderMessage(reply);
  const checks = createPayloadChecks(violations);
  return checks.message({ text, blocks, ...QUIET }, 'rendered', 'changed');
}

const item = (more: Partial<Item>): Item => ({
  type: 'item',
  title: [{ text: 'A title' }],
  badges: [],
  actions: [],
  ...more,
});

describe('the parts of a reply', () => {
  it('become blocks of their own kind', async () => {
    const reply = createReply([
      { type: 'heading', text: 'Today' },
      { type: 'text', spans: [{ text: 'See ' }, { text: 'arXiv', url: 'https://arxiv.org/' }] },
      { type: 'text', spans: [{ text: 'Page 1 of 2' }], subtle: true },
      { type: 'divider' },
      { type: 'fields', fields: [{ label: 'Id', value: '2401.1' }] },
      { type: 'notice', level: 'warning', text: 'Use `help`.' },
      { type: 'actions', actions: [{ kind: 'link', label: 'Open', url: 'https://arxiv.org/' }] },
    ]);
    const { blocks } = await shown(reply);
    expect(blocks.map(({ type }) => type)).toEqual([
      ...['header', 'rich_text', 'context', 'divider', 'rich_text', 'rich_text', 'actions'],
    ]);
    expect(readable({ text: '', blocks }).split('\n')).toEqual([
      ...['Today', 'See arXiv', 'Page 1 of 2', '', 'Id: 2401.1', '⚠️ Use help.', 'Open'],
    ]);
  });

  it('show a card with its number, its link, what was searched for, and who wrote it', async () => {
    const title = [{ text: 'On ' }, { text: 'RAG', style: 'mark' } as const];
    const body = [{ text: 'We study ' }, { text: 'rag', style: 'mark' } as const];
    const card = item({
      number: 3,
      title,
      body,
      url: 'https://arxiv.org/abs/1',
      byline: 'Ada',
      badges: ['2 stars'],
    });
    const { blocks } = await shown(createReply([card]));
    const link = { type: 'link', url: 'https://arxiv.org/abs/1' };
    expect(blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '3. ', style: { bold: true } },
              { ...link, text: 'On ', style: { bold: true } },
              { ...link, text: 'RAG', style: { bold: true, italic: true } },
              { type: 'text', text: '\nAda · 2 stars', style: { italic: true } },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'We study ' },
              { type: 'text', text: 'rag', style: { bold: true } },
            ],
          },
        ],
      },
    ]);
  });

  it('show the first page beside the words, with words of its own for those who do not see it', async () => {
    const thumbnail = { url: 'https://example.org/1.png', alt: '' };
    const card = item({ thumbnail, byline: 'Ada', body: [{ text: 'We study.' }] });
    const { blocks } = await shown(createReply([card]));
    expect(blocks[1]).toMatchObject({
      type: 'section',
      text: { type: 'plain_text', text: 'Ada\nWe study.' },
      accessory: { type: 'image', image_url: thumbnail.url, alt_text: '—' },
    });
  });

  it('keep a heading whole when it is too long for a header', async () => {
    const text = 'long '.repeat(40).trim();
    expect(readable(await shown(createReply([{ type: 'heading', text }])))).toBe(text);
  });
});

describe('text from outside', () => {
  it('stays text in every place it can stand', async () => {
    const reply = createReply([
      { type: 'heading', text: HOSTILE },
      { type: 'text', spans: [{ text: HOSTILE }] },
      { type: 'text', spans: [{ text: HOSTILE }], subtle: true },
      item({ title: [{ text: HOSTILE }], byline: HOSTILE, body: [{ text: HOSTILE }], badges: [HOSTILE] }),
      { type: 'fields', fields: [{ label: HOSTILE, value: HOSTILE }] },
      { type: 'notice', level: 'error', text: HOSTILE },
      { type: 'actions', actions: [{ kind: 'command', label: HOSTILE, command: 'show', options: {} }] },
    ]);
    const { text, blocks } = await shown(reply);
    expect(JSON.stringify(blocks)).not.toMatch(/mrkdwn|\u202e/);
    expect(text).toContain('&lt;!channel&gt; &lt;@U1&gt;');
  });

  it.each([
    'http://arxiv.org/',
    'javascript:alert(1)',
    'https://arxiv.org@evil.example/',
    'arxiv.org',
    `https://arxiv.org/${'x'.repeat(3_000)}`,
  ])('does not become a link: %s', async (url) => {
    const actions = [{ kind: 'link', label: 'Open', url } as const];
    const { blocks } = await shown(createReply([item({ url, actions, thumbnail: { url, alt: 'x' } })]));
    expect(JSON.stringify(blocks)).not.toContain('url');
    expect(blocks).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['only white space', ' \n '],
    ['only signs that cannot be seen', '\u202e\u200b\u0000'],
    ['half an emoji', '\ud83d'],
  ])('may be %s', async (_, text) => {
    await shown(
      createReply([
        { type: 'heading', text },
        { type: 'text', spans: [{ text }] },
        item({ title: [{ text }], byline: text, body: [{ text }], badges: [text] }),
        { type: 'actions', actions: [{ kind: 'command', label: text, command: 'show', options: {} }] },
      ]),
    );
  });

  it('is cut between letters, and never inside an escaped sign', async () => {
    const family = '👨‍👩‍👧‍👦';
    const { blocks } = await shown(createReply([item({ title: [{ text: family.repeat(50) }] })]));
    expect(readable({ text: '', blocks }).replaceAll(family, '')).toBe('…');
    const { text } = await shown(createReply([{ type: 'text', spans: [{ text: '<&>'.repeat(2_000) }] }]));
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.replaceAll(/&(?:lt|gt|amp);/g, '')).toBe('…');
  });
});

describe('a broken entry', () => {
  it('spoils nothing but itself', async () => {
    const broken: Item = JSON.parse('{ "type": "item" }');
    const { blocks, summary } = listOf(2);
    const message = await shown({ summary: summary.repeat(10), blocks: [broken, ...blocks] });
    expect(readable(message)).toContain('This entry could not be shown.');
    expect(readable(message)).toContain('A fine paper 2');
  });
});

describe('what is too much for one message', () => {
  it('loses words of the bodies first', async () => {
    const { blocks } = await shown(listOf(20, 'A paper with some words in its title'));
    expect(textLength(blocks)).toBeLessThanOrEqual(10_000);
    expect(buttonLabels({ blocks })).toHaveLength(41);
    expect(readable({ text: '', blocks })).toMatch(/20\. .*\n.*\nWe study .*…/);
  });

  it('then pictures, then the buttons of each paper', async () => {
    const picture = { url: 'https://example.org/1.png', alt: 'First page' };
    const pictured = (count: number) =>
      createReply(
        listOf(count).blocks.map((block) =>
          block.type === 'item' ? { ...block, thumbnail: picture } : block,
        ),
      );
    const twenty = await shown(pictured(20));
    expect(JSON.stringify(twenty.blocks)).not.toContain('image');
    expect(buttonLabels(twenty)).toHaveLength(41);
    const thirty = await shown(pictured(30));
    expect(buttonLabels(thirty)).toEqual(['Next']);
    expect(readable(thirty)).toContain('A fine paper 30');
  });

  it('then the last papers, and says how many', async () => {
    const message = await shown(listOf(120));
    expect(readable(message)).toContain('A fine paper 47');
    expect(readable(message)).not.toContain('A fine paper 48');
    expect(readable(message)).toContain('+73 more');
    expect(buttonLabels(message)).toEqual(['Next']);
  });

  it('does not say more than fits, whatever it is made of', async () => {
    const wordy: Block = { type: 'text', spans: [{ text: 'word '.repeat(2_000) }] };
    const message = await shown(createReply([{ type: 'heading', text: 'Help' }, ...Array(9).fill(wordy)]));
    expect(readable(message)).toMatch(/^Help\nword.*\+6 more$/s);
  });

  it('leaves the titles to screen readers when the whole does not fit', async () => {
    const { text } = await shown(listOf(25));
    expect(text).toContain('A fine paper 25');
    expect(text).not.toContain('We study');
  });
});

describe('any reply at all', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constant(HOSTILE),
    fc.constant('x'.repeat(5_000)),
  );
  const style = fc.constantFrom('strong', 'emphasis', 'code', 'mark');
  const span = fc.record({ text, style, url: fc.oneof(fc.webUrl(), text) }, { requiredKeys: ['text'] });
  const spans = fc.array(span, { maxLength: 4 });
  const action = fc.oneof(
    fc.record({ kind: fc.constant('link' as const), label: text, url: fc.oneof(fc.webUrl(), text) }),
    fc.record({
      kind: fc.constant('command' as const),
      label: text,
      command: fc.constant('show'),
      options: fc.dictionary(fc.constantFrom('paper', 'page'), text),
    }),
  );
  const actions = fc.array(action, { maxLength: 30 });
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constant('heading' as const), text }),
    fc.record({ type: fc.constant('text' as const), spans, subtle: fc.boolean() }),
    fc.record({
      type: fc.constant('notice' as const),
      level: fc.constantFrom('info', 'warning', 'error'),
      text,
    }),
    fc.record({ type: fc.constant('divider' as const) }),
    fc.record({ type: fc.constant('actions' as const), actions }),
    fc.record({
      type: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: text, value: text }), { maxLength: 12 }),
    }),
    fc.record(
      {
        type: fc.constant('item' as const),
        number: fc.nat(),
        title: spans,
        url: fc.oneof(fc.webUrl(), text),
        byline: text,
        body: spans,
        badges: fc.array(text, { maxLength: 3 }),
        thumbnail: fc.record({ url: fc.oneof(fc.webUrl(), text), alt: text }),
        actions,
      },
      { requiredKeys: ['type', 'title', 'badges', 'actions'] },
    ),
  );

  it('is something Slack takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 60 }), async (blocks) => {
        const checks = createPayloadChecks(violations);
        for (const message of renderVariants(createReply(blocks)))
          await checks.message({ ...message, ...QUIET }, 'any reply', 'changed');
        expect(violations).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it('comes with ever plainer ways to say it', () => {
    expect([...renderVariants(createNotice('info', 'Hello'))]).toHaveLength(2);
    const thumbnail = { url: 'https://example.org/1.png', alt: 'x' };
    expect([...renderVariants(createReply([item({ thumbnail })]))]).toHaveLength(3);
  });
});
