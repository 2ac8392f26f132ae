import { MOST_BLOCK_TEXT, sizeProblems } from './block-limits.js';
import { type JsonObject, readObject } from './schema-unions.js';

/** What is wrong with some blocks, in words that name the place. */
export interface Findings {
  /** Slack would refuse the payload. */
  readonly refused: readonly string[];
  /** Slack would take it, and we would not send it. */
  readonly frowned: readonly string[];
}

/** Every object with a `type`, from the blocks down to the last element of text. */
interface Node {
  readonly path: string;
  readonly value: JsonObject;
}

const LIVE = /<(?:[!@#]|[a-z][a-z\d+.-]*:)/i;
const PINGS = ['broadcast', 'user', 'usergroup'];

/** Checks what Slack's typings cannot say: sizes, unique ids, and text that must stay text. */
export function blockFindings(blocks: readonly unknown[]): Findings {
  const nodes = blocks.flatMap((block, index) => nodesIn(block, `blocks[${index}]`));
  return {
    refused: [
      ...nodes.flatMap(sizes),
      ...nodes.flatMap(emptySections),
      ...nodes.flatMap(badAddresses),
      ...repeated(nodes, 'block_id'),
      ...repeated(nodes, 'action_id'),
    ],
    frowned: nodes.flatMap(policyProblems),
  };
}

/** How much there is to read in all blocks together; Slack answers `msg_blocks_too_long` when it is too much. */
export function textLength(blocks: readonly unknown[]): number {
  return blocks
    .flatMap((block) => nodesIn(block, ''))
    .reduce((sum, { value }) => sum + (typeof value['text'] === 'string' ? value['text'].length : 0), 0);
}

export function hasLiveSyntax(text: string): boolean {
  return LIVE.test(text);
}

export function tooMuchText(blocks: readonly unknown[]): readonly string[] {
  const length = textLength(blocks);
  return length > MOST_BLOCK_TEXT ? [`blocks hold ${length} characters; at most ${MOST_BLOCK_TEXT} fit`] : [];
}

function sizes({ path, value }: Node): readonly string[] {
  return sizeProblems(value).map((problem) => `${path}: ${problem}`);
}

function emptySections({ path, value }: Node): readonly string[] {
  const empty = value['type'] === 'section' && value['text'] === undefined && value['fields'] === undefined;
  return empty ? [`${path}: a section needs text or fields`] : [];
}

function badAddresses({ path, value }: Node): readonly string[] {
  return ['url', 'image_url'].flatMap((key) => {
    const address = value[key];
    if (typeof address !== 'string' || URL.canParse(address)) return [];
    return [`${path}: ${key} is not an address`];
  });
}

function repeated(nodes: readonly Node[], key: string): readonly string[] {
  const seen = new Set<unknown>();
  return nodes.flatMap(({ path, value }) => {
    const id = value[key];
    if (id === undefined || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [`${path}: ${key} "${String(id)}" is used twice`];
  });
}

function policyProblems({ path, value }: Node): readonly string[] {
  const { type, text, url } = value;
  const problems: string[] = [];
  if (type === 'mrkdwn' && typeof text === 'string' && hasLiveSyntax(text))
    problems.push(`${path}: mrkdwn holds live syntax`);
  if (type === 'markdown') problems.push(`${path}: markdown may ping; use rich_text`);
  if (typeof type === 'string' && PINGS.includes(type)) problems.push(`${path}: ${type} pings somebody`);
  if (typeof url === 'string' && !url.startsWith('https://'))
    problems.push(`${path}: only https may be linked`);
  return problems;
}

function nodesIn(value: unknown, path: string): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => nodesIn(inner, `${path}[${index}]`));
  const object = readObject(value);
  if (object === undefined) return [];
  const inner = Object.entries(object).flatMap(([key, child]) =>
    nodesIn(child, path === '' ? key : `${path}.${key}`),
  );
  return typeof object['type'] === 'string' ? [{ path, value: object }, ...inner] : inner;
}
