import { describe, expect, it } from 'vitest';
import { renderReply as renderConsole } from '../../src/adapters/console/render.js';
import { renderReply as renderDiscord } from '../../src/adapters/discord/render.js';
import { renderMessage as renderSlack } from '../../src/adapters/slack/render.js';
import { type Block, createReply } from '../../src/core/reply.js';

/** What becomes of one block everywhere. */
function everywhere(block: Block) {
  const reply = createReply([block]);
  return {
    discord: renderDiscord(reply).components,
    slack: renderSlack(reply).blocks,
    terminal: renderConsole(reply, { width: 60, color: false, commands: [] }).split('\n'),
  };
}

describe('side by side', () => {
  it('a heading', () => {
    expect(everywhere({ type: 'heading', text: '2 papers for *rag*' })).toMatchInlineSnapshot(`
      {
        "discord": [
          {
            "content": "## 2 papers for \\*rag\\*",
            "type": 10,
          },
        ],
        "slack": [
          {
            "text": {
              "emoji": false,
              "text": "2 papers for *rag*",
              "type": "plain_text",
            },
            "type": "header",
          },
        ],
        "terminal": [
          "2 papers for *rag*",
        ],
      }
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
      {
        "discord": [
          {
            "content": "Shares **attention**, \`help\` and [more](https://arxiv.org/abs/2401.12345)",
            "type": 10,
          },
        ],
        "slack": [
          {
            "elements": [
              {
                "elements": [
                  {
                    "text": "Shares ",
                    "type": "text",
                  },
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": "attention",
                    "type": "text",
                  },
                  {
                    "text": ", ",
                    "type": "text",
                  },
                  {
                    "style": {
                      "code": true,
                    },
                    "text": "help",
                    "type": "text",
                  },
                  {
                    "text": " and ",
                    "type": "text",
                  },
                  {
                    "text": "more",
                    "type": "link",
                    "url": "https://arxiv.org/abs/2401.12345",
                  },
                ],
                "type": "rich_text_section",
              },
            ],
            "type": "rich_text",
          },
        ],
        "terminal": [
          "Shares *attention*, \`help\` and more",
          "(https://arxiv.org/abs/2401.12345)",
        ],
      }
    `);
  });

  it('a subtle text', () => {
    expect(
      everywhere({ type: 'text', spans: [{ text: 'Page 1 of 3' }], subtle: true }),
    ).toMatchInlineSnapshot(`
      {
        "discord": [
          {
            "content": "-# Page 1 of 3",
            "type": 10,
          },
        ],
        "slack": [
          {
            "elements": [
              {
                "emoji": false,
                "text": "Page 1 of 3",
                "type": "plain_text",
              },
            ],
            "type": "context",
          },
        ],
        "terminal": [
          "Page 1 of 3",
        ],
      }
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
      {
        "discord": [
          {
            "accessory": {
              "description": "First page",
              "media": {
                "url": "https://cdn.example.org/1.png",
              },
              "type": 11,
            },
            "components": [
              {
                "content": "**3.** **[A __RAG__ survey](https://arxiv.org/abs/2401.12345)**
      -# Ada Lovelace · 1 January 2024 · 12 upvotes
      We survey **RAG**.",
                "type": 10,
              },
            ],
            "type": 9,
          },
          {
            "components": [
              {
                "custom_id": "v1:show:paper=2401.12345",
                "label": "Abstract",
                "style": 2,
                "type": 2,
              },
              {
                "label": "PDF",
                "style": 5,
                "type": 2,
                "url": "https://arxiv.org/pdf/2401.12345",
              },
            ],
            "type": 1,
          },
        ],
        "slack": [
          {
            "elements": [
              {
                "elements": [
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": "3. ",
                    "type": "text",
                  },
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": "A ",
                    "type": "link",
                    "url": "https://arxiv.org/abs/2401.12345",
                  },
                  {
                    "style": {
                      "bold": true,
                      "italic": true,
                    },
                    "text": "RAG",
                    "type": "link",
                    "url": "https://arxiv.org/abs/2401.12345",
                  },
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": " survey",
                    "type": "link",
                    "url": "https://arxiv.org/abs/2401.12345",
                  },
                  {
                    "text": "
      ",
                    "type": "text",
                  },
                  {
                    "text": "We survey ",
                    "type": "text",
                  },
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": "RAG",
                    "type": "text",
                  },
                  {
                    "text": ".",
                    "type": "text",
                  },
                ],
                "type": "rich_text_section",
              },
            ],
            "type": "rich_text",
          },
          {
            "accessory": {
              "alt_text": "First page",
              "image_url": "https://cdn.example.org/1.png",
              "type": "image",
            },
            "text": {
              "emoji": false,
              "text": "Ada Lovelace · 1 January 2024 · 12 upvotes",
              "type": "plain_text",
            },
            "type": "section",
          },
          {
            "elements": [
              {
                "action_id": "button-1",
                "text": {
                  "emoji": false,
                  "text": "Abstract",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "v1:show:paper=2401.12345",
              },
              {
                "action_id": "button-2",
                "text": {
                  "emoji": false,
                  "text": "PDF",
                  "type": "plain_text",
                },
                "type": "button",
                "url": "https://arxiv.org/pdf/2401.12345",
              },
            ],
            "type": "actions",
          },
        ],
        "terminal": [
          "3. A *RAG* survey",
          "   Ada Lovelace · 1 January 2024 · 12 upvotes",
          "   We survey *RAG*.",
          "   https://arxiv.org/abs/2401.12345",
          "   PDF: https://arxiv.org/pdf/2401.12345",
        ],
      }
    `);
  });

  it('fields', () => {
    const fields = [
      { label: 'Published', value: '1 January 2024' },
      { label: 'Comments', value: '3' },
    ];
    expect(everywhere({ type: 'fields', fields })).toMatchInlineSnapshot(`
      {
        "discord": [
          {
            "content": "**Published:** 1 January 2024
      **Comments:** 3",
            "type": 10,
          },
        ],
        "slack": [
          {
            "elements": [
              {
                "elements": [
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": "Published: ",
                    "type": "text",
                  },
                  {
                    "text": "1 January 2024",
                    "type": "text",
                  },
                  {
                    "style": {
                      "bold": true,
                    },
                    "text": "
      Comments: ",
                    "type": "text",
                  },
                  {
                    "text": "3",
                    "type": "text",
                  },
                ],
                "type": "rich_text_section",
              },
            ],
            "type": "rich_text",
          },
        ],
        "terminal": [
          "Published  1 January 2024",
          "Comments   3",
        ],
      }
    `);
  });

  it('a notice', () => {
    expect(
      everywhere({ type: 'notice', level: 'warning', text: '`limit` takes a whole number.' }),
    ).toMatchInlineSnapshot(`
      {
        "discord": [
          {
            "accent_color": 15774258,
            "components": [
              {
                "content": "\`limit\` takes a whole number.",
                "type": 10,
              },
            ],
            "type": 17,
          },
        ],
        "slack": [
          {
            "elements": [
              {
                "elements": [
                  {
                    "text": "⚠️ ",
                    "type": "text",
                  },
                  {
                    "style": {
                      "code": true,
                    },
                    "text": "limit",
                    "type": "text",
                  },
                  {
                    "text": " takes a whole number.",
                    "type": "text",
                  },
                ],
                "type": "rich_text_section",
              },
            ],
            "type": "rich_text",
          },
        ],
        "terminal": [
          "! \`limit\` takes a whole number.",
        ],
      }
    `);
  });

  it('a divider', () => {
    expect(everywhere({ type: 'divider' })).toMatchInlineSnapshot(`
      {
        "discord": [
          {
            "type": 14,
          },
        ],
        "slack": [
          {
            "type": "divider",
          },
        ],
        "terminal": [
          "────────────────────────────────────────",
        ],
      }
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
      {
        "discord": [
          {
            "components": [
              {
                "custom_id": "v1:search:!page=2&query=rag",
                "label": "Page 2 ▶",
                "style": 2,
                "type": 2,
              },
              {
                "label": "Code",
                "style": 5,
                "type": 2,
                "url": "https://github.com/example/rag",
              },
            ],
            "type": 1,
          },
        ],
        "slack": [
          {
            "elements": [
              {
                "action_id": "button-1",
                "text": {
                  "emoji": false,
                  "text": "Page 2 ▶",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "v1:search:!page=2&query=rag",
              },
              {
                "action_id": "button-2",
                "text": {
                  "emoji": false,
                  "text": "Code",
                  "type": "plain_text",
                },
                "type": "button",
                "url": "https://github.com/example/rag",
              },
            ],
            "type": "actions",
          },
        ],
        "terminal": [
          "Code: https://github.com/example/rag",
        ],
      }
    `);
  });
});
