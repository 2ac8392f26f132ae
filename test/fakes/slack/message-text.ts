import type { FakeMessage } from './message-board.js';
import { readObject } from './schema-unions.js';

/** What a person reads in a message: the text of its blocks in order, or its own text where there are none. */
export function readable({ text, blocks }: Pick<FakeMessage, 'text' | 'blocks'>): string {
  return blocks.length === 0 ? text : blocks.map(textOf).join('\n');
}

/** The labels of its buttons, in order. */
export function buttonLabels({ blocks }: Pick<FakeMessage, 'blocks'>): readonly string[] {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []));
}

/** What in a message calls somebody or leads somewhere, in its blocks and in its own text. */
export function aliveIn(message: Pick<FakeMessage, 'text' | 'blocks'>) {
  const found = [...aliveText(message.text), ...aliveParts(message.blocks)];
  return {
    pings: found.flatMap((part) => ('ping' in part ? [part.ping] : [])),
    links: found.flatMap((part) => ('url' in part ? [part] : [])),
  };
}

type AlivePart = { readonly ping: string } | { readonly text: string; readonly url: string };

const PINGS = new Set(['user', 'usergroup', 'broadcast', 'channel', 'team']);

function aliveParts(value: unknown): readonly AlivePart[] {
  if (Array.isArray(value)) return value.flatMap(aliveParts);
  const object = readObject(value);
  if (object === undefined) return [];
  const { type, text, url } = object;
  if (PINGS.has(String(type))) return [{ ping: JSON.stringify(object) }];
  if (type === 'link') return [{ text: String(text ?? url), url: String(url) }];
  if (type === 'mrkdwn') return aliveText(String(text));
  return Object.values(object).flatMap(aliveParts);
}

/** Slack's own markup: `<@U1>`, `<!here>`, `<#C1>` and `<https://…|text>`. */
function aliveText(markup: string): readonly AlivePart[] {
  return [...markup.matchAll(/<([^<>|]+)(?:\|([^<>]*))?>/g)].map(([whole, target = '', text]) =>
    /^[@#!]/.test(target) ? { ping: whole } : { text: text ?? target, url: target },
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('');
  const object = readObject(value);
  if (object === undefined) return '';
  return Object.entries(object)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : textOf(inner)))
    .join('');
}
