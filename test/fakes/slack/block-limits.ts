import type { JsonObject } from './schema-unions.js';

/** The most text of all blocks of one message. Undocumented: Slack refuses at 12,000 to 13,200, so this keeps a margin. */
export const MOST_BLOCK_TEXT = 10_000;
export const MOST_BLOCKS = { message: 50, home: 100, modal: 100 } as const;

/**
 * Slack's documented sizes, by the `type` of what has them. A size is the length of a string or of a text object, or the number of
 * entries in a list (`[]` looks at each entry instead). Nothing may be empty.
 */
const LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  section: { text: 3_000, fields: 10, 'fields[]': 2_000 },
  header: { text: 150 },
  context: { elements: 10 },
  context_actions: { elements: 5 },
  actions: { elements: 25 },
  image: { image_url: 3_000, alt_text: 2_000, title: 2_000 },
  input: { label: 2_000, hint: 2_000 },
  markdown: { text: 12_000 },
  table: { rows: 100, 'rows[]': 20 },
  carousel: { elements: 10 },
  card: { title: 150, subtitle: 150, body: 200 },
  video: { title: 200, author_name: 50 },
  button: { text: 75, value: 2_000, url: 3_000, accessibility_label: 75 },
  static_select: { options: 100, option_groups: 100, placeholder: 150, ...options(75) },
  multi_static_select: { options: 100, option_groups: 100, placeholder: 150, ...options(75) },
  external_select: { placeholder: 150 },
  overflow: { options: 5, ...options(75) },
  checkboxes: { options: 10, ...options(150) },
  radio_buttons: { options: 10, ...options(150) },
  plain_text_input: { placeholder: 150, initial_value: 3_000 },
  rich_text: { elements: 1_000 },
  rich_text_section: { elements: 1_000 },
  text: { text: MOST_BLOCK_TEXT },
  link: { url: 3_000, text: MOST_BLOCK_TEXT },
  plain_text: { text: 3_000 },
  mrkdwn: { text: 3_000 },
  modal: { title: 24, submit: 24, close: 24, private_metadata: 3_000 },
  home: { private_metadata: 3_000 },
};

const ANYWHERE: Readonly<Record<string, number>> = {
  block_id: 255,
  action_id: 255,
  callback_id: 255,
  'confirm.title': 100,
  'confirm.text': 300,
  'confirm.confirm': 30,
  'confirm.deny': 30,
};

/** What is too long, too many or empty in one block, element or view. */
export function sizeProblems(node: JsonObject): readonly string[] {
  const limits = { ...ANYWHERE, ...LIMITS[String(node['type'])] };
  return Object.entries(limits).flatMap(([place, most]) =>
    valuesAt(node, place).flatMap((value) => {
      const size = sizeOf(value);
      if (size === 0) return [`${place} must not be empty`];
      return size > most ? [`${place} has ${size}; at most ${most} fit`] : [];
    }),
  );
}

function options(longestValue: number): Readonly<Record<string, number>> {
  return { 'options[].text': 75, 'options[].value': longestValue, 'options[].description': 75 };
}

function valuesAt(node: unknown, place: string): readonly unknown[] {
  return place
    .split('.')
    .reduce<readonly unknown[]>((nodes, key) => nodes.flatMap((inner) => valuesOf(inner, key)), [node]);
}

function valuesOf(node: unknown, key: string): readonly unknown[] {
  const each = key.endsWith('[]');
  const name = each ? key.slice(0, -2) : key;
  if (typeof node !== 'object' || node === null) return [];
  const value: unknown = Reflect.get(node, name);
  if (value === undefined) return [];
  return each && Array.isArray(value) ? value : [value];
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null && 'text' in value ? sizeOf(value.text) : 1;
}
