import type { KnownBlock } from '@slack/types';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { blockSchemas } from './block-schemas.js';
import { createPayloadChecks, type PayloadChecks } from './payload-checks.js';
import type { JsonObject } from './schema-unions.js';

const QUIET = { unfurl_links: false, unfurl_media: false };
const DIVIDER = { type: 'divider' };

let violations: string[];
let checks: PayloadChecks;

// Slow the first time ever.
beforeAll(async () => void (await blockSchemas()), 60_000);

beforeEach(() => {
  violations = [];
  checks = createPayloadChecks(violations);
});

const check = (args: JsonObject) => checks.message({ text: 'twin', ...QUIET, ...args }, 'test', 'new');
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: plain(text) });
const button = (more: JsonObject = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: readonly JsonObject[]) => ({ type: 'actions', elements });
const richText = (...elements: readonly JsonObject[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const image = (more: JsonObject) => ({ type: 'image', image_url: 'https://example.org/a.png', ...more });
const many = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));

describe('what Slack accepts', () => {
  it.each<[string, readonly JsonObject[]]>([
    ['a header at its limit', [{ type: 'header', text: plain('x'.repeat(150)) }]],
    ['fifty blocks', many(50, () => DIVIDER)],
    ['a button at its limits', [actions(button({ value: 'v'.repeat(2_000), action_id: 'a'.repeat(255) }))]],
    [
      'a styled link',
      [richText({ type: 'link', url: 'https://arxiv.org/', text: 'a', style: { bold: true } })],
    ],
    ['a context with a picture', [{ type: 'context', elements: [image({ alt_text: 'a' }), plain('b')] }]],
    ['exactly the text that fits', many(5, () => section('x'.repeat(2_000)))],
  ])('takes %s', async (_, blocks) => {
    await expect(check({ blocks })).resolves.toMatchObject({ text: 'twin' });
    expect(violations).toEqual([]);
  });
});

describe('what Slack refuses', () => {
  it.each<[string, readonly JsonObject[], string, string]>([
    ['an unknown block', [{ type: 'embed' }], 'invalid_blocks', '/0/type'],
    ['an unknown key', [{ ...DIVIDER, color: 'red' }], 'invalid_blocks', 'no "color"'],
    ['a misspelt key', [actions(button({ actionid: 'x' }))], 'invalid_blocks', 'no "actionid"'],
    [
      'markdown in a header',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }],
      'invalid_blocks',
      'type',
    ],
    ['a section without words', [{ type: 'section' }], 'invalid_blocks', 'text or fields'],
    ['an empty text', [section('')], 'invalid_blocks', 'empty'],
    ['an empty row of buttons', [actions()], 'invalid_blocks', 'empty'],
    ['a long header', [{ type: 'header', text: plain('x'.repeat(151)) }], 'invalid_blocks', 'at most 150'],
    ['a long section', [section('x'.repeat(3_001))], 'invalid_blocks', 'at most 3000'],
    ['a long label', [actions(button({ text: plain('x'.repeat(76)) }))], 'invalid_blocks', 'at most 75'],
    ['a long value', [actions(button({ value: 'x'.repeat(2_001) }))], 'invalid_blocks', 'at most 2000'],
    [
      'a long address',
      [actions(button({ url: `https://${'x'.repeat(3_000)}` }))],
      'invalid_blocks',
      'at most 3000',
    ],
    ['26 buttons', [actions(...many(26, () => button()))], 'invalid_blocks', 'at most 25'],
    [
      '11 context elements',
      [{ type: 'context', elements: many(11, () => plain('a')) }],
      'invalid_blocks',
      'most 10',
    ],
    ['51 blocks', many(51, () => DIVIDER), 'invalid_blocks', 'at most 50'],
    ['a picture without words', [image({})], 'invalid_blocks', 'alt_text'],
    ['no address', [actions(button({ url: 'arxiv.org' }))], 'invalid_blocks', 'not an address'],
    ['one block id twice', many(2, () => ({ ...DIVIDER, block_id: 'a' })), 'invalid_blocks', 'used twice'],
    [
      'one action id twice',
      [actions(...many(2, () => button({ action_id: 'a' })))],
      'invalid_blocks',
      'used twice',
    ],
    ['too much text', many(5, () => section('x'.repeat(2_001))), 'msg_blocks_too_long', '10005 characters'],
  ])('refuses %s', async (_, blocks, error, sentence) => {
    await expect(check({ blocks })).rejects.toThrow(error);
    expect(violations.join('\n')).toContain(sentence);
  });

  it('refuses a message that says nothing', async () => {
    await expect(check({ text: '' })).rejects.toThrow('no_text');
  });

  it('refuses to make a message longer than it may become', async () => {
    const args = { text: 'x'.repeat(4_001) };
    await expect(checks.message(args, 'test', 'changed')).rejects.toThrow('msg_too_long');
    await expect(check(args)).resolves.toMatchObject(args);
  });

  it('refuses a modal with a long title, and blocks that do not exist in it', async () => {
    const modal = { type: 'modal', title: plain('x'.repeat(25)), blocks: [DIVIDER] };
    await expect(checks.view(modal, 'test')).rejects.toThrow('invalid_arguments');
    const home = { type: 'home', blocks: [{ type: 'embed' }] };
    await expect(checks.view(home, 'test')).rejects.toThrow('invalid_arguments');
    const blocks: KnownBlock[] = [{ type: 'divider' }];
    await expect(checks.view({ type: 'home', blocks }, 'test')).resolves.toEqual({ type: 'home', blocks });
  });
});

describe('what Slack would take and we would not send', () => {
  const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

  it.each<[string, JsonObject, string]>([
    ['a message without its plain twin', { text: '', blocks: [DIVIDER] }, 'screen readers'],
    ['a live mention in the twin', { text: 'hey <!channel>' }, 'live syntax'],
    ['a live mention in mrkdwn', { blocks: [mrkdwn('<@U1> said')] }, 'live syntax'],
    ['a live link in mrkdwn', { blocks: [mrkdwn('<https://evil.example|arxiv.org>')] }, 'live syntax'],
    ['a ping in rich text', { blocks: [richText({ type: 'broadcast', range: 'here' })] }, 'pings'],
    ['a link without https', { blocks: [actions(button({ url: 'http://arxiv.org/' }))] }, 'only https'],
    ['a preview of links', { unfurl_links: true }, 'unfurl_links must be false'],
  ])('frowns upon %s', async (_, args, sentence) => {
    await expect(check(args)).resolves.toBeDefined();
    expect(violations.join('\n')).toContain(sentence);
  });

  it('does not mind escaped or harmless signs', async () => {
    await check({ text: 'a &lt;!channel&gt; b', blocks: [mrkdwn('a &lt;@U1&gt; < b, x <3 y')] });
    expect(violations).toEqual([]);
  });
});
