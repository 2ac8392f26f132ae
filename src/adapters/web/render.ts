import { encodeAction, uniqueToken } from '../../core/action-codec.js';
import type {
  Action,
  Block,
  CommandAction,
  FormAction,
  Item,
  Notice,
  Reply,
  Span,
  Thumbnail,
} from '../../core/reply.js';
import { cleanText, safeLink } from '../../core/safe-text.js';
import { sentenceSpans } from '../../core/spans.js';

/** What the page draws: a reply with its texts cleaned, its links checked and its buttons as tokens. A browser sets no limits to it. */
export interface PageReply {
  readonly summary: string;
  readonly blocks: readonly PageBlock[];
}

export type PageBlock =
  | { readonly type: 'heading'; readonly text: string }
  | {
      readonly type: 'text';
      readonly spans: readonly Span[];
      readonly subtle: boolean;
      readonly thumbnail?: Thumbnail;
    }
  | PageItem
  | {
      readonly type: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: string }[];
    }
  | { readonly type: 'image'; readonly url: string; readonly alt: string }
  | { readonly type: 'notice'; readonly level: Notice['level']; readonly spans: readonly Span[] }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly actions: readonly PageAction[] };

export interface PageItem {
  readonly type: 'item';
  readonly number?: number;
  readonly title: readonly Span[];
  readonly url?: string;
  readonly byline?: string;
  readonly body?: readonly Span[];
  readonly badges: readonly string[];
  readonly thumbnail?: Thumbnail;
  readonly actions: readonly PageAction[];
}

export type PageAction =
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | PageButton
  | { readonly kind: 'menu'; readonly label: string; readonly choices: readonly PageButton[] };

interface PageButton {
  readonly kind: 'button';
  readonly label: string;
  readonly token: string;
}

type RenderAction = (action: Action) => readonly PageAction[];

/** Turns a reply into what the page draws. */
export function renderReply(reply: Reply): PageReply {
  const renderAction = actionRenderer();
  return {
    summary: cleanText(reply.summary),
    blocks: reply.blocks.map((block) => renderBlock(block, renderAction)),
  };
}

function renderBlock(block: Block, renderAction: RenderAction): PageBlock {
  switch (block.type) {
    case 'heading':
      return { type: 'heading', text: cleanText(block.text) };
    case 'text':
      return {
        type: 'text',
        spans: block.spans.map(cleanSpan),
        subtle: block.subtle === true,
        ...safeThumbnail(block.thumbnail),
      };
    case 'item':
      return renderItem(block, renderAction);
    case 'fields':
      return {
        type: 'fields',
        fields: block.fields.map(({ label, value }) => ({
          label: cleanText(label),
          value: cleanText(value),
        })),
      };
    case 'image':
      return { type: 'image', url: `data:image/png;base64,${block.png}`, alt: cleanText(block.alt) };
    case 'notice':
      return { type: 'notice', level: block.level, spans: sentenceSpans(cleanText(block.text)) };
    case 'divider':
      return { type: 'divider' };
    case 'actions':
      return { type: 'actions', actions: block.actions.flatMap(renderAction) };
  }
}

function renderItem(item: Item, renderAction: RenderAction): PageItem {
  const url = safeLink(item.url);
  return {
    type: 'item',
    ...(item.number === undefined ? {} : { number: item.number }),
    title: item.title.map(cleanSpan),
    ...(url === undefined ? {} : { url }),
    ...(item.byline === undefined ? {} : { byline: cleanText(item.byline) }),
    ...(item.body === undefined ? {} : { body: item.body.map(cleanSpan) }),
    badges: item.badges.map(cleanText),
    ...safeThumbnail(item.thumbnail),
    actions: item.actions.flatMap(renderAction),
  };
}

function safeThumbnail(thumbnail: Thumbnail | undefined): { readonly thumbnail?: Thumbnail } {
  const url = safeLink(thumbnail?.url);
  return url === undefined ? {} : { thumbnail: { url, alt: cleanText(thumbnail?.alt ?? '') } };
}

// Two buttons of one message that do the same still get tokens of their own, as on the platforms.
function actionRenderer(): RenderAction {
  const seen = new Map<string, number>();
  const button = (action: CommandAction | FormAction): PageButton => {
    const token = encodeAction(action);
    const count = seen.get(token) ?? 0;
    seen.set(token, count + 1);
    return { kind: 'button', label: cleanText(action.label), token: uniqueToken(token, count) };
  };
  return (action) => {
    const label = cleanText(action.label);
    switch (action.kind) {
      case 'link': {
        const url = safeLink(action.url);
        return url === undefined ? [] : [{ kind: 'link', label, url }];
      }
      case 'command':
      case 'form':
        return [button(action)];
      case 'menu':
        return action.choices.length === 0
          ? []
          : [{ kind: 'menu', label, choices: action.choices.map(button) }];
    }
  };
}

function cleanSpan({ text, style, url }: Span): Span {
  const link = safeLink(url);
  return {
    text: cleanText(text),
    ...(style === undefined ? {} : { style }),
    ...(link === undefined ? {} : { url: link }),
  };
}
