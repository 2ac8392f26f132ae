import { describe, expect, it } from 'vitest';
import { renderReply as renderConsole } from '../../src/adapters/console/render.js';
import { renderReply as renderDiscord } from '../../src/adapters/discord/drawing/render.js';
import { renderMessage as renderSlack } from '../../src/adapters/slack/render.js';
import { caretBlock } from '../../src/core/caret.js';
import { type Block, createReply } from '../../src/core/reply.js';
import { tinyPicture } from '../support/tiny-picture.js';

/** What becomes of one block everywhere: a line for each component of Discord, each block of Slack, each row of the terminal. */
function everywhere(block: Block): string {
  const reply = createReply([block]);
  const json = (platform: string, parts: readonly object[]) =>
    parts.map((part) => `${platform} ${JSON.stringify(part)}`);
  return [
    ...json('Discord ', renderDiscord(reply).components),
    ...json('Slack   ', renderSlack(reply).blocks),
    ...renderConsole(reply, { width: 60, color: false, commands: [] })
      .split('\n')
      .map((row) => `terminal ${row}`),
  ].join('\n');
}

describe('side by side', () => {
  it('a heading', () => {
    expect(everywhere({ type: 'heading', text: '2 papers for *rag*' })).toMatchInlineSnapshot(`
      "Discord  {"type":10,"content":"## 2 papers for \\\\*rag\\\\*"}
      Slack    {"type":"header","text":{"type":"plain_text","text":"2 papers for *rag*","emoji":false}}
      terminal 2 papers for *rag*"
    `);
  });

  it('a text, with styles and a link', () => {
    const spans = [
      { text: 'Shares ' },
      { text: 'attention', style: 'mark' },
      { text: ', ' },
      { text: 'help', style: 'code' },
      { text: ' and ' },
      { text: 'more', url: 'https://arxiv.org/abs/2401.12345' },
    ] as const;
    expect(everywhere({ type: 'text', spans })).toMatchInlineSnapshot(`
      "Discord  {"type":10,"content":"Shares **attention**, \`help\` and [more](https://arxiv.org/abs/2401.12345)"}
      Slack    {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Shares "},{"type":"text","text":"attention","style":{"bold":true}},{"type":"text","text":", "},{"type":"text","text":"help","style":{"code":true}},{"type":"text","text":" and "},{"type":"link","url":"https://arxiv.org/abs/2401.12345","text":"more"}]}]}
      terminal Shares *attention*, \`help\` and more
      terminal (https://arxiv.org/abs/2401.12345)"
    `);
  });

  it('a mistake in what was typed', () => {
    expect(everywhere(caretBlock({ text: 'rag title: `x`', at: 4, length: 6 }))).toMatchInlineSnapshot(`
      "Discord  {"type":10,"content":"\`\`\`\\nrag title: 'x'\\n    ^^^^^^\\n\`\`\`"}
      Slack    {"type":"rich_text","elements":[{"type":"rich_text_preformatted","elements":[{"type":"text","text":"rag title: \`x\`\\n    ^^^^^^"}]}]}
      terminal rag title: \`x\`
      terminal     ^^^^^^"
    `);
  });

  it('a subtle text', () => {
    expect(
      everywhere({ type: 'text', spans: [{ text: 'Page 1 of 3' }], subtle: true }),
    ).toMatchInlineSnapshot(`
      "Discord  {"type":10,"content":"-# Page 1 of 3"}
      Slack    {"type":"context","elements":[{"type":"plain_text","text":"Page 1 of 3","emoji":false}]}
      terminal Page 1 of 3"
    `);
  });

  it('an item', () => {
    expect(
      everywhere({
        type: 'item',
        number: 3,
        title: [{ text: 'A ' }, { text: 'RAG', style: 'mark' }, { text: ' survey' }],
        url: 'https://arxiv.org/abs/2401.12345',
        byline: 'Ada Lovelace · 1 January 2024',
        body: [{ text: 'We survey ' }, { text: 'RAG', style: 'mark' }, { text: '.' }],
        badges: ['12 upvotes'],
        thumbnail: { url: 'https://cdn.example.org/1.png', alt: 'First page' },
        actions: [
          { kind: 'command', label: 'Abstract', command: 'show', options: { paper: '2401.12345' } },
          { kind: 'link', label: 'PDF', url: 'https://arxiv.org/pdf/2401.12345' },
        ],
      }),
    ).toMatchInlineSnapshot(`
      "Discord  {"type":17,"components":[{"type":9,"components":[{"type":10,"content":"**3.** **[A __RAG__ survey](https://arxiv.org/abs/2401.12345)**\\n-# Ada Lovelace · 1 January 2024 · 12 upvotes\\nWe survey **RAG**."}],"accessory":{"type":11,"media":{"url":"https://cdn.example.org/1.png"},"description":"First page"}},{"type":1,"components":[{"type":2,"style":2,"label":"Abstract","custom_id":"v1:show:paper=2401.12345"},{"type":2,"style":5,"label":"PDF","url":"https://arxiv.org/pdf/2401.12345"}]}]}
      Slack    {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"3. ","style":{"bold":true}},{"type":"link","url":"https://arxiv.org/abs/2401.12345","text":"A ","style":{"bold":true}},{"type":"link","url":"https://arxiv.org/abs/2401.12345","text":"RAG","style":{"bold":true,"italic":true}},{"type":"link","url":"https://arxiv.org/abs/2401.12345","text":" survey","style":{"bold":true}},{"type":"text","text":"\\n"},{"type":"text","text":"We survey "},{"type":"text","text":"RAG","style":{"bold":true}},{"type":"text","text":"."}]}]}
      Slack    {"type":"section","text":{"type":"plain_text","text":"Ada Lovelace · 1 January 2024 · 12 upvotes","emoji":false},"accessory":{"type":"image","image_url":"https://cdn.example.org/1.png","alt_text":"First page"}}
      Slack    {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Abstract","emoji":false},"value":"v1:show:paper=2401.12345","action_id":"button-1"},{"type":"button","text":{"type":"plain_text","text":"PDF","emoji":false},"url":"https://arxiv.org/pdf/2401.12345","action_id":"button-2"}]}
      terminal 3. A *RAG* survey
      terminal    Ada Lovelace · 1 January 2024 · 12 upvotes
      terminal    We survey *RAG*.
      terminal    https://arxiv.org/abs/2401.12345
      terminal    PDF: https://arxiv.org/pdf/2401.12345"
    `);
  });

  it('fields', () => {
    const fields = [
      { label: 'Published', value: '1 January 2024' },
      { label: 'Comments', value: '3' },
    ];
    expect(everywhere({ type: 'fields', fields })).toMatchInlineSnapshot(`
      "Discord  {"type":10,"content":"**Published:** 1 January 2024\\n**Comments:** 3"}
      Slack    {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Published: ","style":{"bold":true}},{"type":"text","text":"1 January 2024"},{"type":"text","text":"\\nComments: ","style":{"bold":true}},{"type":"text","text":"3"}]}]}
      terminal Published  1 January 2024
      terminal Comments   3"
    `);
  });

  it('a picture', () => {
    expect(everywhere(tinyPicture())).toMatchInlineSnapshot(`
      "Discord  {"type":12,"items":[{"media":{"url":"attachment://dot-10a7227a.png"},"description":"One dot, in grey"}]}
      Slack    {"type":"context","elements":[{"type":"plain_text","text":"One dot, in grey","emoji":false}]}
      terminal One dot, in grey"
    `);
  });

  it('a notice', () => {
    expect(
      everywhere({ type: 'notice', level: 'warning', text: '`limit` takes a whole number.' }),
    ).toMatchInlineSnapshot(`
      "Discord  {"type":17,"accent_color":15774258,"components":[{"type":10,"content":"\`limit\` takes a whole number."}]}
      Slack    {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"⚠️ "},{"type":"text","text":"limit","style":{"code":true}},{"type":"text","text":" takes a whole number."}]}]}
      terminal ! \`limit\` takes a whole number."
    `);
  });

  it('a divider', () => {
    expect(everywhere({ type: 'divider' })).toMatchInlineSnapshot(`
      "Discord  {"type":14}
      Slack    {"type":"divider"}
      terminal ────────────────────────────────────────"
    `);
  });

  it('actions', () => {
    expect(
      everywhere({
        type: 'actions',
        actions: [
          {
            kind: 'command',
            label: 'Page 2 ▶',
            command: 'search',
            options: { query: 'rag', page: 2 },
            replaces: true,
          },
          { kind: 'link', label: 'Code', url: 'https://github.com/example/rag' },
        ],
      }),
    ).toMatchInlineSnapshot(`
      "Discord  {"type":1,"components":[{"type":2,"style":2,"label":"Page 2 ▶","custom_id":"v1:search:!page=2&query=rag"},{"type":2,"style":5,"label":"Code","url":"https://github.com/example/rag"}]}
      Slack    {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Page 2 ▶","emoji":false},"value":"v1:search:!page=2&query=rag","action_id":"button-1"},{"type":"button","text":{"type":"plain_text","text":"Code","emoji":false},"url":"https://github.com/example/rag","action_id":"button-2"}]}
      terminal Code: https://github.com/example/rag"
    `);
  });

  it('a menu', () => {
    const choices = [1, 3].map((page) => ({
      kind: 'command' as const,
      label: `Page ${page}`,
      command: 'search',
      options: { query: 'rag', page },
      replaces: true,
    }));
    const menu = { kind: 'menu', label: 'Go to page…', choices } as const;
    expect(everywhere({ type: 'actions', actions: [menu] })).toMatchInlineSnapshot(`
      "Discord  {"type":1,"components":[{"type":3,"custom_id":"menu:1","placeholder":"Go to page…","options":[{"label":"Page 1","value":"v1:search:!page=1&query=rag"},{"label":"Page 3","value":"v1:search:!page=3&query=rag"}]}]}
      Slack    {"type":"actions","elements":[{"type":"static_select","placeholder":{"type":"plain_text","text":"Go to page…","emoji":false},"options":[{"text":{"type":"plain_text","text":"Page 1","emoji":false},"value":"v1:search:!page=1&query=rag"},{"text":{"type":"plain_text","text":"Page 3","emoji":false},"value":"v1:search:!page=3&query=rag"}],"action_id":"button-1"}]}
      terminal "
    `);
  });
});
